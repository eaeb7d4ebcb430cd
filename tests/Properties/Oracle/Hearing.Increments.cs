using GcVerify.Mutator;

namespace GcVerify.Properties.Oracle;

/// <summary>What a subject tells of a collection that the mutator runs between the begin and the end of.</summary>
internal sealed partial class Hearing
{
    /// <summary>What an incremental collector promises that tells colours.</summary>
    public static Promises Slices { get; } = Tracing with { Incremental = true, Colours = true };

    /// <summary>A collection begins.</summary>
    public Hearing Begins()
    {
        _judge.CycleStarted();
        return this;
    }

    /// <summary>Marking ends, and leaves these objects white.</summary>
    public Hearing MarkingEnds(params int[] condemned)
    {
        _judge.MarkingEnded();
        foreach (int number in condemned)
        {
            _judge.Condemned(number);
        }

        return this;
    }

    /// <summary>The collector has done its part of a step or an allocation.</summary>
    public Hearing Paused(long accesses)
    {
        _judge.Paused(accesses);
        return this;
    }
}
