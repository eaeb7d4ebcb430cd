using GcVerify.Collectors;
using GcVerify.Generators;
using GcVerify.Mutator;
using GcVerify.Simulation;
using GcVerify.Verification;

namespace GcVerify.Cli;

/// <summary>From names that a user types to what they mean.</summary>
internal static class Catalog
{
    /// <summary>The collector of this name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static CollectorEntry Collector(string name) => CollectorCatalog.Find(name) ?? throw new UsageException(
        Unknown("collector", name, CollectorCatalog.All.Select(entry => entry.Name), "'gcverify list collectors' lists them"));

    /// <summary>The preset of this name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static Preset PresetNamed(string name) => Preset.TryFind(name) ?? throw new UsageException(
        Unknown("preset", name, Preset.All.Select(preset => preset.Name), "'gcverify list presets' lists them"));

    /// <summary>What is verified under the name of a collector.</summary>
    public static SubjectDefinition Subject(CollectorEntry entry) => new(entry.Name, () => new SimulatedSubject(entry.Create));

    /// <summary>What to say of a name that is none: the nearest one, and where all of them are.</summary>
    public static string Unknown(string what, string name, IEnumerable<string> names, string where)
    {
        string near = Suggestion.Nearest(name, names) is string nearest ? $", did you mean '{nearest}'?" : ";";
        return $"there is no {what} '{Quoted(name)}'{near} {(near == ";" ? where : $"({where})")}";
    }

    /// <summary>What a user gave, fit for a message: no control characters, not too long.</summary>
    public static string Quoted(string given)
    {
        string clean = string.Concat(given.Select(c => char.IsControl(c) ? '?' : c));
        return clean.Length <= 60 ? clean : clean[..58] + "..";
    }
}
