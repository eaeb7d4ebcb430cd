using FsCheck;
using FsCheck.Xunit;
using GcVerify.Mutator;
using GcVerify.PropertyTesting;

namespace GcVerify.Properties.Docs;

public sealed class SemispacePropertyTests
{
    [Property(Arbitrary = [typeof(MutatorPrograms)])]
    public Property Every_law_holds(MutatorProgram program) => CollectorProperties.Holds(host => new Semispace(host), program);
}
