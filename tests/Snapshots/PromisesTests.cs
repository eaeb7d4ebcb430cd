using System.Collections;
using System.Globalization;
using System.Reflection;
using GcVerify.Collectors;
using GcVerify.Mutator;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.Snapshots;

/// <summary>What each collector undertakes. A weaker promise would make every test of it pass.</summary>
public sealed class PromisesTests
{
    public static TheoryData<string> Collectors => [.. CollectorCatalog.Correct.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Collectors))]
    public async Task Promises_in_the_smallest_default_heap(string collector)
    {
        CollectorEntry entry = CollectorCatalog.Find(collector)!;
        Promises promises = new SubjectDefinition(collector, () => new SimulatedSubject(entry.Create)).ProbePromises()!;
        await Verify(Describe(promises)).UseParameters(collector);
    }

    private static string Describe(Promises promises) =>
        string.Concat(typeof(Promises).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => $"{property.Name} = {Text(property.GetValue(promises))}\n"));

    private static string Text(object? value) => value is IEnumerable items and not string
        ? $"[{string.Join(", ", items.Cast<object>().Select(Text))}]"
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null";
}
