using GcVerify.Mutator;
using GcVerify.Oracle;

namespace GcVerify.Properties.Oracle;

/// <summary>An object as a walk of a hearing shows it.</summary>
internal sealed record Seen(int Number, params int[] Fields)
{
    public long[] RawWords { get; init; } = [];

    public Shape? Shape { get; init; }

    public bool Intact { get; init; } = true;

    public int Location { get; init; } = Hearing.LocationOf(Number);

    public ObjectState State { get; init; } = ObjectState.Unknown;
}

/// <summary>Tells a judge, event by event, what a subject does that nobody wrote: the shortest way to break one law.</summary>
internal sealed partial class Hearing
{
    private readonly Judge _judge = new() { Thorough = true };
    private readonly MutatorProgram _program;
    private int _next;
    private int _numbers;

    public Hearing(Promises promises, string program)
    {
        _program = ProgramParser.Parse(program, "hearing");
        _judge.Begin(_program);
        _judge.Started(_program, promises);
    }

    /// <summary>What a plain tracing collector promises.</summary>
    public static Promises Tracing { get; } = new() { UsableWords = 100 };

    /// <summary>What plain counting promises.</summary>
    public static Promises Counting { get; } =
        new() { UsableWords = 100, Completeness = Completeness.Acyclic, Immediate = true, Counts = CountedReferences.All };

    /// <summary>What deferred counting promises.</summary>
    public static Promises Deferred { get; } = Counting with { Immediate = false, Counts = CountedReferences.FromObjects };

    /// <summary>What a collector of two generations promises.</summary>
    public static Promises Generations { get; } = new() { UsableWords = 100, Generations = 2, PromotionAge = 2, Moves = true };

    /// <summary>What a collector of three generations promises that promotes all survivors.</summary>
    public static Promises ThreeGenerations { get; } = Generations with { Generations = 3, PromotionAge = 1 };

    public static ObjectState Young { get; } = new(Generation: 0, Age: 0);

    public static ObjectState Old { get; } = new(Generation: 1, Age: 0);

    public static int LocationOf(int number) => 100 * number;

    /// <summary>The next operation of the program begins.</summary>
    public Hearing Run()
    {
        Operation operation = _next < _program.Body.Length ? _program.Body[_next] : Operation.Collect();
        _judge.Executing(_next++, operation);
        return this;
    }

    /// <summary>The next operation begins and allocates.</summary>
    public Hearing New(ObjectState? state = null, bool zeroed = true) => Run().Allocated(state, zeroed);

    public Hearing Allocated(ObjectState? state = null, bool zeroed = true)
    {
        Shape shape = _program.Body[_next - 1].Shape;
        int number = ++_numbers;
        _judge.Allocated(number, LocationOf(number), 2 + shape.Fields + shape.RawWords, zeroed, state ?? ObjectState.Unknown);
        return this;
    }

    public Hearing Refused(int words, int longestFreeRun = 0)
    {
        _judge.Refused(words, longestFreeRun);
        return this;
    }

    public Hearing Loaded(int number)
    {
        _judge.Loaded(number);
        return this;
    }

    public Hearing Released(params int[] numbers)
    {
        foreach (int number in numbers)
        {
            _judge.Released(number);
        }

        return this;
    }

    public Hearing Aged(int number, ObjectState state)
    {
        _judge.Aged(number, state);
        return this;
    }

    public Hearing Relocated(int number, int location)
    {
        _judge.Relocated(number, location);
        return this;
    }

    /// <summary>A full collection, which reports these objects and words as freed.</summary>
    public Hearing Full(int objects = 0, int words = 0, CollectionReason reason = CollectionReason.Requested, int generation = 0)
    {
        var summary = new CollectionSummary { IsFull = true, Reason = reason };
        summary.Freed[generation] = new Tally(objects, words);
        _judge.Collected(summary);
        return this;
    }

    /// <summary>
    /// A collection of the young generation, or of those up to <paramref name="oldest"/>; what it frees is of the youngest.
    /// </summary>
    public Hearing Minor(int objects = 0, int words = 0, CollectionReason reason = CollectionReason.Requested, int oldest = 0)
    {
        var summary = new CollectionSummary { Generation = oldest, Reason = reason };
        summary.Freed[0] = new Tally(objects, words);
        _judge.Collected(summary);
        return this;
    }

    public Hearing Walk(int occupiedWords, int[] roots, params Seen[] objects)
    {
        _judge.WalkStarted();
        for (int i = 0; i < roots.Length; i++)
        {
            _judge.RootSeen(i, roots[i]);
        }

        foreach (Seen seen in objects)
        {
            _judge.ObjectSeen(new ObjectView
            {
                Number = seen.Number,
                Shape = seen.Shape ?? Shape.Plain(seen.Fields.Length, seen.RawWords.Length),
                Fields = seen.Fields,
                RawWords = seen.RawWords,
                ContentsIntact = seen.Intact,
                Location = seen.Location,
                State = seen.State,
            });
        }

        _judge.WalkEnded(occupiedWords);
        return this;
    }

    public Hearing Faulted(FaultKind kind)
    {
        _judge.Faulted(new SubjectFault(kind, "the subject broke down", 7));
        return this;
    }

    /// <summary>Ends the run: the violation, or null.</summary>
    public Violation? End()
    {
        _judge.Finished();
        return _judge.Violation;
    }

    /// <summary>Ends the run, which must have broken this law.</summary>
    public Violation Breaks(Law law)
    {
        Violation? violation = End();
        Assert.True(violation?.Law == law, $"expected {law}, found {violation?.ToString() ?? "no violation"}");
        return violation!;
    }

    /// <summary>Ends the run, which must have broken no law.</summary>
    public void Holds() => Assert.Null(End());
}
