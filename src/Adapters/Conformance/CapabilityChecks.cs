using System.Globalization;

namespace GcVerify.Adapters;

/// <summary>That what an adapter announces is there.</summary>
internal static class CapabilityChecks
{
    private const int Finalizable = 3, FirstBody = 1 << 12, ContainerShift = 4;

    // Of so many objects most must be seen to be finalized where a stale word on the stack may keep some.
    private const int Bulk = 40;

    public static IEnumerable<ConformanceCheck> All { get; } =
    [
        ConformanceCheck.OfScript(
            "immediate",
            "lets garbage die in the operation that makes it, and tells it there",
            "Keep nothing from one operation to the next: set temporaries to null. Or announce 'immediate' or 'releases' no longer.",
            s => s.New(1, 1).New(2).Store(1, 0, 2).Assign(2, 0).Store(1, 0, 0).Kills(2).New(1).Kills(1).Assign(1, 0).Kills(3).New(1)) with
        {
            Applies = announced => announced.Has("immediate") && announced.Has("releases"),
        },
        ConformanceCheck.OfScript(
            "weak-cleared",
            "has weak references that do not keep their referents, and that are cleared and told (event 7) when those die",
            "Kind 1: hold field 0 with a weak reference of the language; tell event 7 at the latest when it is first read as null.",
            s => s.New(1).New(2).Weak(3, 1).Weak(4, 2).Collect().Deref(5, 3).Loads(1).Assign(5, 0).Assign(1, 0).Kills(1).Clears(3)
                .Collect().Deref(5, 3).Loads(0).Deref(5, 4).Loads(2)
                .Walk([0, 2, 3, 4, 2], s.Object(2, []), s.Object(3, [0], [], 1), s.Object(4, [2], [], 1))) with
        {
            Applies = announced => announced.Has("weak") && !announced.IsConservative,
        },
        ConformanceCheck.OfScript(
            "ephemeron-cleared",
            "has ephemerons that keep the value while the key is live, and nothing else, even if the value refers to the key",
            "Kind 2: hold key and value in the language's own ephemeron or weak-key table, and nowhere else.",
            s => s.New(1).New(2).Ephemeron(3, 1, 2).Assign(2, 0).Collect().Deref(5, 3).Loads(2).Assign(5, 0)
                .Assign(1, 0).Kills(1).Orphans(2).Clears(3).Collect()
                .New(1).New(2, 1).Store(2, 0, 1).Ephemeron(4, 1, 2).Assign(2, 0).Assign(1, 0).Orphans(4, 5).Clears(6).Collect()
                .Walk([0, 0, 3, 6], s.Object(3, [0, 0], [], 2), s.Object(6, [0, 0], [], 2))) with
        {
            Applies = announced => announced.Has("ephemeron") && !announced.IsConservative,
        },
        new(
            "finalizers",
            "runs the finalizer of an object once, with the object, and tells the object's death afterwards",
            "Events 9, body, 10, each operation of the body with its 0; or event 8, and the same at operation 17. Death is told when it is gone.",
            RunsFinalizers)
        {
            Applies = announced => announced.Has("finalizers"),
        },
        new(
            "clears-first",
            "clears weak references to an object before its finalizer is pending or begins",
            "Tell event 7 before events 8 and 9. Or announce 'clears-first' no longer.",
            ClearsFirst)
        {
            Applies = announced => announced.Has("clears-first") && announced.Has("weak") && announced.Has("finalizers")
                && !announced.IsConservative,
        },
        new(
            "more",
            "goes on with the slots, objects and numbers of a run after \"more\":true, and not after a request without it",
            "Keep slots and counter when the last request had \"more\":true; extend the slots if there are more now.",
            GoesOn)
        {
            Applies = announced => announced.Has("weak") || announced.Has("ephemeron") || announced.Has("finalizers"),
        },
        new(
            "together",
            "executes several runs in one request, each as if it were alone",
            "Give each run slots, numbers, log and watches of its own; one collection may serve all runs that have come to one.",
            RunsTogether)
        {
            Applies = announced => announced.Has("together"),
        },
        ConformanceCheck.OfScript(
            "generations",
            "has minor collections that keep what only an older object refers to",
            "Operation 13 with a generation: collect that one and the younger ones, then event 4.",
            s =>
            {
                s.New(1, 1).Collect().New(2).Store(1, 0, 2).Assign(2, 0);
                for (int generation = 0; generation < s.Generations - 1; generation++)
                {
                    s.Send(WireCode.Collect, generation).Expect("collected").Walk([1], s.Object(1, [2]), s.Object(2, []));
                }
            }) with
        {
            Applies = announced => announced.Generations > 1,
        },
        ConformanceCheck.OfScript(
            "auto",
            "switches automatic collection on and off",
            "Operation 15: 1 switches it on, 0 off; no event but deaths.",
            s =>
            {
                s.Send(WireCode.Automatic, 1).New(1);
                for (int i = 2; i <= Bulk; i++)
                {
                    s.New(1, 2).Kills(i - 1);
                }

                s.Send(WireCode.Automatic).Collect();
            }) with
        {
            Applies = announced => announced.Has("auto"),
        },
        new(
            "step",
            "does slices of a collection",
            "Operation 16: does some work of a collection; no event but deaths, and event 4 if a collection is over with it.",
            Steps)
        {
            Applies = announced => announced.Has("step"),
        },
        new(
            "containers",
            "represents an object by each kind of container that it names",
            "The bits 4 to 11 of the kind say which container to take, in the order of the hello; all operations work on each.",
            session =>
            {
                for (int container = 0; container < session.Announced.Containers.Length; container++)
                {
                    Contains(session, container);
                }
            })
        {
            Applies = announced => announced.Containers.Length > 0,
        },
    ];

    private static void RunsFinalizers(ConformanceSession session)
    {
        int objects = session.Announced.IsConservative ? Bulk : 1;
        var script = new Script(session.Announced);
        for (int i = 0; i < objects; i++)
        {
            script.New(2, 1, 0, Finalizable | FirstBody).New(3).Store(2, 0, 3).Assign(3, 0);
        }

        script.Assign(2, 0).Collect().Send(WireCode.Finalize).Collect();

        // The body loads field 0 of the object, which is in the slot after the only global.
        string line = session.Request(script.Steps, script.Slots, "\"globals\":1,\"bodies\":[[3,0,2,0,0]],");
        List<List<string>> told = session.Events(line, session.Ask(line, "a reply"), script);
        List<string> all = [.. told.SelectMany(events => events)];
        int finalized = 0;
        for (int i = 0; i < objects; i++)
        {
            finalized += CheckFinalized(line, all, (2 * i) + 1) ? 1 : 0;
        }

        if (finalized < objects * 3 / 4.0)
        {
            throw ConformanceSession.Failed(line, "events 9, 0, 2, 10", string.Join(", ", all));
        }
    }

    /// <summary>Whether an object was finalized; a failure if it was in another way than it should.</summary>
    private static bool CheckFinalized(string line, List<string> all, int number)
    {
        string begins = string.Create(CultureInfo.InvariantCulture, $"finalizer of #{number}");
        string died = string.Create(CultureInfo.InvariantCulture, $"died #{number}");
        string[] expected = [begins, "operation", EventText.Loaded(number + 1), "finalizer over"];
        int at = all.IndexOf(begins);
        if (at < 0)
        {
            return false;
        }

        string[] came = [.. all.Skip(at).Take(expected.Length)];
        bool once = all.LastIndexOf(begins) == at;
        return once && came.SequenceEqual(expected) && (all.IndexOf(died) is var death && (death < 0 || death > at))
            ? true
            : throw ConformanceSession.Failed(line, string.Join(", ", expected) + ", once, and the death later", string.Join(", ", all));
    }

    private static void ClearsFirst(ConformanceSession session)
    {
        Script script = new Script(session.Announced).New(2, 0, 0, Finalizable | FirstBody).Weak(3, 2).Assign(2, 0).Collect()
            .Send(WireCode.Finalize).Collect();
        string line = session.Request(script.Steps, script.Slots, "\"globals\":1,\"bodies\":[[]],");
        List<string> all = [.. session.Events(line, session.Ask(line, "a reply"), script).SelectMany(events => events)];
        int cleared = all.IndexOf("cleared #2");
        int finalizer = all.FindIndex(one => one is "pending #1" or "finalizer of #1");
        if (cleared < 0 || finalizer < 0 || cleared > finalizer)
        {
            throw ConformanceSession.Failed(line, "'cleared #2', then 'pending #1' or 'finalizer of #1'", string.Join(", ", all));
        }
    }

    private static void GoesOn(ConformanceSession session)
    {
        Script first = new Script(session.Announced).New(1, 1).New(2).Store(1, 0, 2);
        ScriptJudge.Check(session, first, "\"more\":true,");
        Script second = first.Next();
        second.Slots *= 2;
        int last = second.Slots - 1;
        int[] roots = new int[last];
        (roots[0], roots[1], roots[^1]) = (1, 2, 3);
        second.New(last).Walk(roots, second.Object(1, [2]), second.Object(2, []), second.Object(3, []));
        ScriptJudge.Check(session, second.Assign(2, 0).Assign(1, 0).Kills(1, 2).Collect());
        ScriptJudge.Check(session, new Script(session.Announced).Walk([0, 0]).New(1));
    }

    private static void RunsTogether(ConformanceSession session)
    {
        session.Start();
        Script first = new Script(session.Announced).New(1, 1).New(2).Store(1, 0, 2).Assign(2, 0).Collect();
        first.Walk([1], first.Object(1, [2]), first.Object(2, [])).Assign(1, 0).Kills(1, 2).Collect();
        Script second = new Script(session.Announced).New(1).Collect().Collect().Collect().New(2);
        Script third = new Script(session.Announced).New(1).New(1).Kills(1).Load(1, 1, 0);
        List<List<string>>[] told = session.RunTogether(first, second, third);
        ScriptJudge.Check(session.Announced, first, told[0]);
        ScriptJudge.Check(session.Announced, second, told[1]);
        ScriptJudge.Check(session.Announced, third, told[2]);
    }

    private static void Steps(ConformanceSession session)
    {
        Script script = new Script(session.Announced).New(1, 1).New(2).Store(1, 0, 2).Assign(2, 0);
        for (int i = 0; i < Bulk; i++)
        {
            script.Send(WireCode.Step, 10);
        }

        script.Walk([1], script.Object(1, [2]), script.Object(2, [])).Assign(1, 0).Kills(1, 2).Collect();
        List<List<string>> told = session.Run(script);
        for (int i = 0; i < told.Count; i++)
        {
            if (script.Steps[i].Code == WireCode.Step)
            {
                told[i].Remove("collected");
            }
        }

        ScriptJudge.Check(session.Announced, script, told);
    }

    private static void Contains(ConformanceSession session, int container)
    {
        int kind = container << ContainerShift;
        var script = new Script(session.Announced);
        script.New(1, 2, 0, kind).New(2, 2, 0, kind).Store(1, 0, 2).Store(1, 1, 1).Load(3, 1, 0).Loads(2).Move(1, 0, 2, 1).Loads(2)
            .Walk([1, 2, 2], script.Object(1, [0, 1]), script.Object(2, [0, 2])).Assign(1, 0).Orphans(1).Assign(2, 0).Assign(3, 0).Orphans(2)
            .Collect();
        try
        {
            ScriptJudge.Check(session, script);
        }
        catch (ConformanceException e)
        {
            string name = session.Announced.Containers[container];
            throw new ConformanceException(e.Failure with { Came = $"{e.Failure.Came}, with the container '{name}'" }, e);
        }
    }
}
