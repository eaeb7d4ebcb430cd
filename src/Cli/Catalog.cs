using GcVerify.Adapters;
using GcVerify.Collectors;
using GcVerify.Collectors.Faulty;
using GcVerify.Generators;
using GcVerify.Mutator;

namespace GcVerify.Cli;

/// <summary>From names that a user types to what they mean.</summary>
internal static class Catalog
{
    /// <summary>A name of something that can be verified: a collector, or a runtime, installed or not.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static string Subject(string name) => CollectorCatalog.Find(name)?.Name ?? RuntimeCatalog.Choose(name)?.Name
        ?? throw new UsageException(RuntimeCatalog.Find(name.Split(':')[0]) is { } runtime ? UnknownMode(runtime, name.Split(':', 2)[1]) : Unknown(
            "collector",
            name,
            [.. CollectorCatalog.All.Select(entry => entry.Name), .. RuntimeCatalog.All.Select(entry => entry.Name)],
            "'gcverify list collectors' lists them"));

    /// <summary>What to say of a mode that a runtime does not have.</summary>
    public static string UnknownMode(RuntimeEntry runtime, string mode)
    {
        string[] modes = [.. runtime.Modes.Select(known => known.Name)];
        return modes.Length == 0 ? $"there is no mode '{Quoted(mode)}' of {runtime.Name}, which has no modes"
            : Unknown($"mode of {runtime.Name}", mode, modes, "there are: " + string.Join(", ", modes));
    }

    /// <summary>Whether a subject of this name is run by an adapter: it is no collector.</summary>
    public static bool HasAdapter(string name) => CollectorCatalog.Find(name) is null;

    /// <summary>The fault of this name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static FaultEntry Fault(string name) => FaultCatalog.All.FirstOrDefault(fault => fault.Name == name) ?? throw new UsageException(
        Unknown("fault", name, FaultCatalog.All.Select(fault => fault.Name), "'gcverify list collectors' lists them"));

    /// <summary>The preset of this name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static Preset PresetNamed(string name) => Preset.TryFind(name) ?? throw new UsageException(
        Unknown("preset", name, Preset.All.Select(preset => preset.Name), "'gcverify list presets' lists them"));

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
