using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>
/// Writes random mutator programs. A program depends on the seed, its index and the options alone, so programs can be generated in
/// any order by any number of generators. Not thread-safe: one for each worker.
/// </summary>
public sealed class ProgramGenerator
{
    private readonly ProgramDraft _draft = new();
    private readonly Style?[] _styles = new Style?[Preset.All.Length];

    /// <summary>
    /// Writes program <paramref name="index"/> of those that <paramref name="seed"/> names into <paramref name="into"/>, with exactly as many
    /// operations as the options say. After the first few programs nothing is allocated, except for finalizers.
    /// </summary>
    public void Generate(ulong seed, long index, GenerationOptions options, ProgramBuffer into)
    {
        ArgumentNullException.ThrowIfNull(into);
        ArgumentNullException.ThrowIfNull(options.Preset, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Operations, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Operations, Limits.Operations, nameof(options));

        Preset preset = options.Preset;
        int positions = preset.Positions(options.Operations);
        _draft.Random.Reset(SeededRandom.SubSeed(seed, index / positions));
        _draft.Begin(into, options.Operations, (int)(index % positions), DrawFeatures(options.Features), preset);
        _draft.ChooseContainers(options.Containers);
        if (options.EnablesCollection && _draft.Random.OneIn(2))
        {
            _draft.Add(Operation.Enable());
        }

        Write(StyleOf(preset));
        if (preset.ScarceHeap)
        {
            into.HeapWords = HeapWords();
        }
    }

    private void Write(Style style)
    {
        style.Begin(_draft);
        while (!_draft.IsFull)
        {
            style.Write(_draft);
            _draft.BoundLive();
        }
    }

    /// <summary>What is not honoured must do no harm either, so one program in 16 has some of it.</summary>
    private LanguageFeatures DrawFeatures(LanguageFeatures honoured)
    {
        bool others = _draft.Random.OneIn(16);
        return others ? honoured | (LanguageFeatures)_draft.Random.Below((int)LanguageFeatures.All + 1) : honoured;
    }

    /// <summary>From what must be refused to what fits only if nothing is wasted.</summary>
    private int HeapWords() => (int)Math.Clamp(_draft.Words * _draft.Random.Between(30, 120) / 100, 8, int.MaxValue);

    private Style StyleOf(Preset preset) => _styles[Preset.All.IndexOf(preset)] ??= preset.CreateStyle();
}
