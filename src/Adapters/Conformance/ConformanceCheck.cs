namespace GcVerify.Adapters;

/// <summary>One thing that an adapter is tested for.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="What">What the protocol demands.</param>
/// <param name="Fix">Where to look if it fails.</param>
/// <param name="Test">Throws a <see cref="ConformanceException"/> if it fails.</param>
internal sealed record ConformanceCheck(string Name, string What, string Fix, Action<ConformanceSession> Test)
{
    /// <summary>Whether an adapter announces what it is about.</summary>
    public Func<Announcement, bool> Applies { get; init; } = _ => true;

    /// <summary>A check that a script has the log that it should have.</summary>
    public static ConformanceCheck OfScript(string name, string what, string fix, Action<Script> write) =>
        new(name, what, fix, session => ScriptJudge.Check(session, Write(session, write)));

    /// <summary>A script for an adapter.</summary>
    public static Script Write(ConformanceSession session, Action<Script> write)
    {
        session.Start();
        var script = new Script(session.Announced);
        write(script);
        return script;
    }
}
