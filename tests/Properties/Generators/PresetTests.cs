using GcVerify.Generators;
using GcVerify.Mutator;

namespace GcVerify.Properties.Generators;

public sealed class PresetTests
{
    [Fact]
    public void Names_are_unique_and_found()
    {
        Assert.Equal(
            ["mixed", "uniform", "cycles", "lists", "trees", "churn", "old-to-young", "moves", "steps", "weak", "small-heap"],
            Preset.All.Select(preset => preset.Name));
        Assert.All(Preset.All, preset => Assert.Same(preset, Preset.TryFind(preset.Name)));
        Assert.Null(Preset.TryFind("Mixed"));
    }

    [Fact]
    public void Uniform_draws_every_kind_equally_often()
    {
        var counts = Samples.Programs("uniform", 1_000, 100).SelectMany(program => program.Body.ToArray()).CountBy(o => o.Kind).ToDictionary();

        Assert.Equal(Enum.GetValues<OperationKind>().Length - 1, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 3_700, 4_300));
    }

    [Fact]
    public void Cycles_leaves_garbage_cycles_and_live_ones()
    {
        int garbage = 0, live = 0;
        foreach (MutatorProgram program in Samples.Programs("cycles", 200, 100))
        {
            PlainMutator mutator = Samples.Run(program);
            Dictionary<int, int> reachable = mutator.Depths();
            bool[] onCycle = [.. Enumerable.Range(1, mutator.Objects.Count).Select(mutator.IsOnCycle)];
            garbage += onCycle.Where((cyclic, i) => cyclic && !reachable.ContainsKey(i + 1)).Any() ? 1 : 0;
            live += reachable.Keys.Any(handle => onCycle[handle - 1]) ? 1 : 0;
        }

        Assert.InRange(garbage, 95, 100);
        Assert.InRange(live, 50, 100);
    }

    [Theory]
    [InlineData(200, 64, 30)]
    [InlineData(2_000, 500, 60)]
    [InlineData(100_000, 20_000, 60)]
    public void Lists_are_deep(int operations, int depth, int percent)
    {
        int programs = operations > 10_000 ? 10 : 100;
        int deep = Samples.Programs("lists", operations, programs).Count(program => Deepest(program) > depth);

        Assert.InRange(deep * 100 / programs, percent, 100);
    }

    [Fact]
    public void Trees_branch()
    {
        int trees = 0;
        foreach (MutatorProgram program in Samples.Programs("trees", 200, 100))
        {
            int most = 0;
            Samples.Run(program, 10, mutator => most = Math.Max(most, mutator.Depths().Keys.Count(handle =>
                mutator.Objects[handle - 1].Fields.Where(child => child != 0 && child != handle).Distinct().Count() > 1)));
            trees += most >= 3 ? 1 : 0;
        }

        Assert.InRange(trees, 90, 100);
    }

    [Fact]
    public void Churn_allocates_much_and_keeps_little()
    {
        foreach (MutatorProgram program in Samples.Programs("churn", 1_000, 50))
        {
            PlainMutator mutator = Samples.Run(program);

            Assert.InRange(mutator.Objects.Count, 300, 1_000);
            Assert.InRange(mutator.Depths().Count, 0, mutator.Objects.Count / 2);
        }
    }

    [Theory]
    [InlineData("churn")]
    [InlineData("mixed")]
    public void Long_programs_drop_everything_now_and_then(string preset)
    {
        foreach (MutatorProgram program in Samples.Programs(preset, 20_000, 30))
        {
            int dropped = 0;
            Samples.Run(program, 1, mutator =>
            {
                dropped = mutator.AllRootsAreNull ? mutator.Objects.Count : dropped;
                Assert.InRange(mutator.Objects.Count - dropped, 0, 1_000);
            });
        }
    }

    [Fact]
    public void Old_to_young_stores_young_references_into_old_objects_in_every_way()
    {
        var ways = new Dictionary<OperationKind, int>();
        int programs = 0;
        foreach (MutatorProgram program in Samples.Programs("old-to-young", 200, 100))
        {
            programs += CountOldToYoung(program, ways) >= 2 ? 1 : 0;
        }

        Assert.InRange(programs, 95, 100);
        Assert.InRange(ways[OperationKind.Store], 100, int.MaxValue);
        Assert.InRange(ways[OperationKind.Move], 30, int.MaxValue);
        Assert.InRange(ways[OperationKind.Blit], 30, int.MaxValue);
    }

    [Fact]
    public void Moves_hides_references_between_steps()
    {
        foreach (MutatorProgram program in Samples.Programs("moves", 200, 100))
        {
            OperationKind[] kinds = [.. program.Body.ToArray().Select(o => o.Kind)];
            int first = Array.IndexOf(kinds, OperationKind.Step), last = Array.LastIndexOf(kinds, OperationKind.Step);

            Assert.InRange(kinds.Count(kind => kind == OperationKind.Step), 15, 150);
            Assert.InRange(kinds[first..last].Count(kind => kind is OperationKind.Move or OperationKind.StoreNull or OperationKind.Blit), 5, 100);
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(200)]
    public void Steps_puts_one_write_at_every_position(int operations)
    {
        int positions = operations / 2;
        for (int sweep = 0; sweep < 20; sweep++)
        {
            MutatorProgram last = Samples.Generate("steps", operations, ((sweep + 1) * positions) - 1);
            int prefix = last.Body.ToArray().TakeWhile(o => o.Kind != OperationKind.Step).Count();
            Operation write = last.Body[prefix + positions - 1];
            Assert.NotEqual(OperationKind.Step, write.Kind);
            for (int position = 0; position < positions; position++)
            {
                MutatorProgram program = Samples.Generate("steps", operations, (sweep * positions) + position);
                Operation[] steps = program.Body.Slice(prefix, position).ToArray();

                Assert.True(last.Body[..prefix].SequenceEqual(program.Body[..prefix]));
                Assert.All(steps, step => Assert.Equal(OperationKind.Step, step.Kind));
                Assert.True(write.Equals(program.Body[prefix + position]));
            }
        }
    }

    [Fact]
    public void Steps_writes_allocates_and_moves()
    {
        var kinds = new HashSet<OperationKind>();
        for (int sweep = 0; sweep < 100; sweep++)
        {
            Operation[] body = Samples.Generate("steps", 100, (sweep * 50) + 49).Body.ToArray();
            kinds.Add(body.SkipWhile(o => o.Kind != OperationKind.Step).First(o => o.Kind != OperationKind.Step).Kind);
        }

        Assert.Equal([OperationKind.New, OperationKind.Load, OperationKind.Store, OperationKind.Move, OperationKind.Blit], kinds.Order());
    }

    [Theory]
    [InlineData(LanguageFeatures.WeakReferences, OperationKind.Weak)]
    [InlineData(LanguageFeatures.Ephemerons, OperationKind.Ephemeron)]
    [InlineData(LanguageFeatures.Finalizers, OperationKind.Finalize)]
    public void Weak_writes_what_is_honoured_and_collects_and_looks(LanguageFeatures honoured, OperationKind characteristic)
    {
        OperationKind[] others = [.. new[] { OperationKind.Weak, OperationKind.Ephemeron, OperationKind.Finalize }.Where(kind => kind != characteristic)];
        int only = 0;
        foreach (MutatorProgram program in Samples.Programs("weak", 200, 100, honoured))
        {
            OperationKind[] kinds = [.. program.Body.ToArray().Select(o => o.Kind)];

            Assert.InRange(kinds.Count(kind => kind == characteristic), 2, 100);
            Assert.InRange(kinds.Count(kind => kind == OperationKind.Collect), 4, 100);
            only += kinds.Intersect(others).Any() ? 0 : 1;
        }

        Assert.InRange(only, 85, 100);
    }

    [Fact]
    public void Weak_drops_objects_with_finalizers_and_resurrects_them()
    {
        int finalizable = 0, resurrecting = 0;
        foreach (MutatorProgram program in Samples.Programs("weak", 200, 100, LanguageFeatures.Finalizers))
        {
            finalizable += program.Body.ToArray().Count(o => o.Kind == OperationKind.New && o.Shape.Kind == ObjectKind.Finalizable) >= 5 ? 1 : 0;
            resurrecting += program.Finalizers.Any(f => f.Body.Any(o => o.Kind == OperationKind.Assign && o.RootAt(0).IsGlobal && o.RootAt(1) == Root.Local(0))) ? 1 : 0;
        }

        Assert.InRange(finalizable, 95, 100);
        Assert.InRange(resurrecting, 50, 100);
    }

    /// <summary>e1: k1 to v1, where v1 leads to k2, e2: k2 to v2: what a single pass over ephemerons misses.</summary>
    [Fact]
    public void Weak_chains_ephemerons()
    {
        int chains = 0;
        foreach (MutatorProgram program in Samples.Programs("weak", 200, 100))
        {
            bool chained = false;
            Samples.Run(program, 1, mutator => chained |= HasChain(mutator));
            chains += chained ? 1 : 0;
        }

        Assert.InRange(chains, 80, 100);
    }

    [Fact]
    public void A_small_heap_is_about_as_large_as_what_is_allocated()
    {
        double[] shares = [.. Samples.Programs("small-heap", 200, 400).Select(program => (double)program.HeapWords / Math.Max(1, Samples.Run(program).Words)).Order()];

        // Copies and what was forgotten of the heap's shape make the words an estimate, so a few lie outside.
        Assert.InRange(shares[20], 0.25, 0.45);
        Assert.InRange(shares[200], 0.6, 0.9);
        Assert.InRange(shares[380], 1.05, 1.3);
    }

    private static bool HasChain(PlainMutator mutator)
    {
        int[] pairs = [.. Enumerable.Range(1, mutator.Objects.Count).Where(handle => mutator.ShapeOf(handle) == Shape.KeyAndValue)];
        return pairs.Any(first => mutator.Objects[first - 1].Fields[1] is > 0 and int value
            && pairs.Any(second => second != first && mutator.Objects[value - 1].Fields.Contains(mutator.Objects[second - 1].Fields[0])));
    }

    private static int Deepest(MutatorProgram program)
    {
        int deepest = 0;
        Samples.Run(program, Math.Max(1, program.Body.Length / 40), mutator => deepest = Math.Max(deepest, mutator.Depths().Values.DefaultIfEmpty().Max()));
        return deepest;
    }

    /// <summary>Counts references to objects allocated since the last collection that go into objects which had survived one, and are followed by a minor collection before long.</summary>
    private static int CountOldToYoung(MutatorProgram program, Dictionary<OperationKind, int> ways)
    {
        var mutator = new PlainMutator(program);
        int old = 0, total = 0;
        for (int index = 0; index < program.Body.Length - 6; index++)
        {
            Operation o = program.Body[index];
            mutator.Run(o);
            old = o.Kind == OperationKind.Collect ? mutator.Objects.Count : old;
            int holder = o.Kind switch
            {
                OperationKind.Store => mutator.HandleAt(o.RootAt(0)),
                OperationKind.Move or OperationKind.Blit => mutator.HandleAt(o.RootAt(2)),
                _ => 0,
            };
            bool minor = program.Body.Slice(index, 6).ToArray().Any(next => next.Kind == OperationKind.Collect && next.A != Operation.Full);
            if (minor && holder > 0 && holder <= old && mutator.Objects[holder - 1].Fields.Any(child => child > old))
            {
                ways[o.Kind] = ways.GetValueOrDefault(o.Kind) + 1;
                total++;
            }
        }

        return total;
    }
}
