using System.Globalization;

namespace GcVerify.Adapters;

/// <summary>What holds of every run, and of every line.</summary>
internal static class RunChecks
{
    private const int ManyOperations = 20_000;
    private const int DeepList = 30_000;
    private const int BulkObjects = 100;
    private const int NoOperation = 99;

    public static IEnumerable<ConformanceCheck> All { get; } =
    [
        new(
            "echo",
            "answers each request with its id and the number of operations executed",
            "Reply with the id of the request and the number of operations that the loop really went through.",
            session =>
            {
                foreach (int count in new[] { 1, 0, 7 })
                {
                    var script = new Script(session.Announced);
                    for (int i = 0; i < count; i++)
                    {
                        script.New(1 + i);
                    }

                    ScriptJudge.Check(session, script);
                }
            }),
        new(
            "isolation",
            "starts each run from nothing",
            "Make all slots null, count from 1 again, and drop what still dies of an earlier run: give each object the number of its run.",
            session =>
            {
                var first = new Script(session.Announced);
                ScriptJudge.Check(session, first.New(1, 1).New(2).Store(1, 0, 2).New(3, 1).Store(3, 0, 3).Assign(3, 0).Orphans(3));
                var second = new Script(session.Announced);
                ScriptJudge.Check(session, second.Walk([0, 0, 0]).New(1).Collect().Walk([1, 0, 0], second.Object(1, [])));
            }),
        ConformanceCheck.OfScript(
            "long",
            string.Create(CultureInfo.InvariantCulture, $"executes a request of {ManyOperations} operations"),
            "Read whole lines, however long, and write the reply in one piece; no limit of a buffer may cut them.",
            script =>
            {
                script.New(1);
                for (int i = 2; i <= ManyOperations; i++)
                {
                    script.New(1).Kills(i - 1);
                }

                script.Collect();
            }),
        ConformanceCheck.OfScript(
            "deep",
            string.Create(CultureInfo.InvariantCulture, $"walks and drops a list of {DeepList} objects"),
            "Walk with a queue, not by recursion; where the runtime itself recurses, give it the stack that it needs.",
            script =>
            {
                script.New(1, 1);
                for (int i = 2; i <= DeepList; i++)
                {
                    script.New(2, 1).Store(2, 0, 1).Assign(1, 2);
                }

                string[] objects = [.. Enumerable.Range(1, DeepList).Select(i => script.Object(i, [i - 1]))];
                script.Walk([DeepList], objects).Assign(2, 0).Assign(1, 0).Kills([.. Enumerable.Range(1, DeepList)]).Collect();
            }),
        new(
            "deaths",
            "tells that what is garbage died, and nothing else",
            "Watch each object with a weak reference or a finalizer; keep no other reference: no temporaries, no caches, no closures.",
            TellsDeaths),
        new(
            "fields",
            "ignores fields that it does not know",
            "Look up the fields by their names, or what stands between '[' and ']'.",
            session => ScriptJudge.Check(session, new Script(session.Announced).New(1), "\"unknown\":1,")),
        new(
            "malformed",
            "answers a line that is no request with an error of code malformed, and goes on",
            "Catch what reading the line throws, reply {\"type\":\"error\",\"id\":0,\"code\":\"malformed\",\"text\":\"...\"}, and read the next line.",
            session =>
            {
                foreach (string line in new[]
                {
                    "this is no JSON", "{\"type\":\"run\",\"id\":5}", "{\"type\":\"run\",\"id\":6,\"slots\":4,\"seconds\":60,\"ops\":[1,1]}",
                })
                {
                    Refuses(session, line, "malformed");
                }
            }),
        new(
            "unsupported",
            "answers an operation that it does not know with an error of code unsupported, and goes on",
            "The last branch of the loop over operations replies {\"type\":\"error\",\"id\":ID,\"code\":\"unsupported\",\"text\":\"...\"}.",
            session =>
            {
                Script script = new Script(session.Announced).New(1).Send((WireCode)NoOperation);
                Refuses(session, session.Request(script.Steps, script.Slots), "unsupported");
            }),
        new(
            "bye",
            "ends after {\"type\":\"bye\"}",
            "Leave the loop that reads lines, and end with exit code 0.",
            session => Leaves(session, "{\"type\":\"bye\"}")),
        new(
            "end",
            "ends when its stdin ends",
            "Leave the loop at the end of the stream, and end with exit code 0: the host is gone.",
            session => Leaves(session, null)),
    ];

    /// <summary>One object after the other where a stale word on the stack may keep some: then most of many.</summary>
    private static void TellsDeaths(ConformanceSession session)
    {
        var script = new Script(session.Announced) { Slots = 4 };
        script.New(1, 1);
        for (int i = 2; i <= BulkObjects; i++)
        {
            script.New(1, 1).Kills(i - 1);
        }

        script.Assign(1, 0).Kills(BulkObjects).Collect();
        List<List<string>> told = session.Run(script);
        ScriptJudge.Check(session.Announced, script, told);
        int died = told.Sum(events => events.Count(one => one.StartsWith("died", StringComparison.Ordinal)));
        if (died < BulkObjects * 4 / 5)
        {
            throw ConformanceSession.Failed(
                string.Create(CultureInfo.InvariantCulture, $"a run that drops {BulkObjects} objects and collects"),
                "the deaths of most of them",
                string.Create(CultureInfo.InvariantCulture, $"{died} deaths"));
        }
    }

    private static void Refuses(ConformanceSession session, string line, string code)
    {
        string expected = $"{{\"type\":\"error\",...,\"code\":\"{code}\",...}}";
        ConformanceReply reply = session.Ask(line, expected);
        if (reply.Type != "error" || reply.Code != code)
        {
            throw ConformanceSession.Failed(line, expected, reply.Line);
        }

        ScriptJudge.Check(session, new Script(session.Announced).New(1).New(2, 1).Collect());
    }

    private static void Leaves(ConformanceSession session, string? line)
    {
        ScriptJudge.Check(session, new Script(session.Announced).New(1));
        if (session.Leave(line) is { Length: > 0 } instead)
        {
            throw ConformanceSession.Failed(line ?? "the end of its stdin", "that it ends, with exit code 0", instead);
        }
    }
}
