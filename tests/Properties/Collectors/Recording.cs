using GcVerify.Mutator;
using GcVerify.Properties.Verification;

namespace GcVerify.Properties.Collectors;

/// <summary>What a collector does in a program, by operation. The program is verified as well.</summary>
internal sealed class Recording : ObserverBase
{
    private readonly int _length;
    private int _operation;

    private Recording(int length) => _length = length;

    /// <summary>Objects released by the program, without the epilogue.</summary>
    public List<(int Operation, int Number)> Deaths { get; } = [];

    /// <summary>Objects released by the epilogue.</summary>
    public List<int> DeathsAtTheEnd { get; } = [];

    /// <summary>Objects moved by the program.</summary>
    public List<(int Operation, int Number)> Moves { get; } = [];

    /// <summary>Collections in the program.</summary>
    public List<(int Operation, int Generation, CollectionReason Reason)> Collections { get; } = [];

    /// <summary>Operations in which a collection began that may end later.</summary>
    public List<int> Begins { get; } = [];

    /// <summary>New ages of survivors.</summary>
    public List<(int Operation, int Number, int Generation, int Age)> Ages { get; } = [];

    /// <summary>Operations whose allocation was refused.</summary>
    public List<int> Refusals { get; } = [];

    public Dictionary<int, int> Locations { get; } = [];

    public static Recording Of(string collector, string text)
    {
        MutatorProgram program = ProgramParser.Parse(text, "recording");
        Assert.Null(Subjects.Verifier(collector).Replay(program));
        var recording = new Recording(program.Body.Length);
        Subjects.Of(collector).Create().Run(program, ObservationPlan.None, recording);
        return recording;
    }

    public override void Executing(int index, in Operation primitive) => _operation = index;

    public override void Allocated(int number, int location, int words, bool zeroed, ObjectState state) => Locations[number] = location;

    public override void Refused(int words, int longestFreeRun) => Refusals.Add(_operation);

    public override void Released(int number)
    {
        if (_operation < _length)
        {
            Deaths.Add((_operation, number));
        }
        else
        {
            DeathsAtTheEnd.Add(number);
        }
    }

    public override void Relocated(int number, int location)
    {
        if (_operation < _length)
        {
            Moves.Add((_operation, number));
        }
    }

    public override void CycleStarted() => Begins.Add(_operation);

    public override void Collected(in CollectionSummary summary)
    {
        if (_operation < _length)
        {
            Collections.Add((_operation, summary.Generation, summary.Reason));
        }
    }

    public override void Aged(int number, ObjectState state)
    {
        if (_operation < _length)
        {
            Ages.Add((_operation, number, state.Generation, state.Age));
        }
    }
}
