using System.Text;
using GcVerify.Heap;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.PropertyTesting;

/// <summary>Collectors as subjects.</summary>
internal static class CollectorSubject
{
    private const string NoName = "collector";

    /// <summary>A subject that bears the name of the collector's type, as the catalog would write it: <c>MarkSweep</c> is <c>mark-sweep</c>.</summary>
    public static SubjectDefinition Of(Func<ICollectorHost, ICollector> collector)
    {
        ArgumentNullException.ThrowIfNull(collector);
        string? type = null;
        Unnamed(Named).ProbePromises();
        return Unnamed(collector) with { Name = type is null ? NoName : Kebab(type) };

        ICollector Named(ICollectorHost host)
        {
            ICollector made = collector(host);
            type = made.GetType().Name;
            return made;
        }
    }

    /// <summary>The same without asking for the name, which takes a run.</summary>
    public static SubjectDefinition Unnamed(Func<ICollectorHost, ICollector> collector) => new(NoName, () => new SimulatedSubject(collector));

    private static string Kebab(string type)
    {
        var text = new StringBuilder();
        for (int i = 0; i < type.Length && type[i] != '`'; i++)
        {
            bool begins = i > 0 && char.IsUpper(type[i])
                && (!char.IsUpper(type[i - 1]) || (i + 1 < type.Length && char.IsLower(type[i + 1])));
            text.Append(begins ? "-" : "").Append(char.ToLowerInvariant(type[i]));
        }

        return text.ToString();
    }
}
