using GcVerify.PropertyTesting;

namespace YourProject;

public sealed class YourCollectorTests
{
    [Fact]
    public void KeepsItsPromises() =>
        CollectorTest.Verify(host => new YourCollector(host), regressions: "regressions");
}
