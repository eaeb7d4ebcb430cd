using GcVerify.Generators;
using GcVerify.Mutator;

namespace GcVerify.Properties.Generators;

public sealed class EnumerationTests
{
    public static TheoryData<int, int, int[], bool, bool> Cases => new()
    {
        { 1, 1, [1], false, false },
        { 4, 1, [1], false, false },
        { 3, 2, [1], true, true },
        { 3, 2, [0, 2], false, false },
        { 4, 2, [1], false, false },
        { 3, 3, [1], false, true },
        { 3, 2, [0], true, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Programs_are_those_that_pass_a_filter_over_all_programs(int operations, int roots, int[] fields, bool minor, bool steps)
    {
        var enumeration = new Enumeration(Bounds(operations, roots, fields, minor, steps));
        Operation[] alphabet = Alphabet(roots, fields, minor, steps);
        string[] expected = [.. Enumerable.Range(1, operations).SelectMany(length => All(alphabet, length)).Where(IsCanonical).Select(Describe).Order(StringComparer.Ordinal)];

        Assert.Equal(expected, Enumerate(enumeration).Select(program => Describe(program.Body.ToArray())).Order(StringComparer.Ordinal));
        Assert.Equal(expected.Length, enumeration.Count());
    }

    [Fact]
    public void Shorter_programs_come_first_and_none_twice()
    {
        MutatorProgram[] programs = [.. Enumerate(new Enumeration(Bounds(4, 2, [1], minor: true, steps: true)))];

        Assert.Equal(programs.Select(program => program.Body.Length).Order(), programs.Select(program => program.Body.Length));
        Assert.Equal(programs.Length, programs.Select(program => Describe(program.Body.ToArray())).Distinct().Count());
    }

    [Fact]
    public void No_operation_is_idle()
    {
        foreach (MutatorProgram program in Enumerate(new Enumeration(Bounds(5, 2, [1], minor: false, steps: false))))
        {
            PlainMutator mutator = Samples.Run(program);
            Assert.Equal(program.Body.Length, mutator.Hits);
        }
    }

    [Theory]
    [InlineData("New 0,Assign 0 0")]
    [InlineData("New 0,Store 0 0 0,Collect,Clear 0,Collect")]
    [InlineData("New 0,New 1,Store 0 0 1,Step,Move 0 0 1")]
    public void The_classic_triggers_are_among_them(string program)
    {
        string[] wanted = program.Split(',');

        Assert.Contains(
            Enumerate(new Enumeration(Bounds(wanted.Length, 2, [1], minor: false, steps: true))),
            candidate => Matches(candidate.Body, wanted));
    }

    [Fact]
    public void Starting_again_gives_the_same_programs()
    {
        var enumeration = new Enumeration(Bounds(3, 2, [1], minor: false, steps: false));
        string[] first = [.. Enumerate(enumeration).Select(program => Describe(program.Body.ToArray()))];
        enumeration.Restart();

        Assert.Equal(first, Enumerate(enumeration).Select(program => Describe(program.Body.ToArray())));
        Assert.False(enumeration.MoveNext(new ProgramBuffer()));
    }

    [Fact]
    public void Programs_have_as_many_locals_as_they_use()
    {
        MutatorProgram[] programs = [.. Enumerate(new Enumeration(Bounds(3, 3, [1], minor: false, steps: false)))];

        Assert.All(programs, program => Assert.Equal(Math.Max(1, RootsOf(program.Body.ToArray()).Distinct().Count()), program.Locals));
    }

    [Fact]
    public void There_is_one_finalizer_and_shapes_can_name_no_other() =>
        Assert.Throws<ArgumentException>(() => new Enumeration(new EnumerationBounds(1, 1, [new Shape(ObjectKind.Finalizable, 0, 0, 1)])));

    [Fact]
    public void Weak_references_and_finalizers_are_among_them_where_asked_for()
    {
        string[] without = [.. Enumerate(new Enumeration(Bounds(4, 2, [0], minor: false, steps: false))).Select(program => program.ToString())];
        var bounds = new EnumerationBounds(4, 2, [Shape.Plain(0), new Shape(ObjectKind.Finalizable, 0, 0, 0)], WeakReferences: true);
        MutatorProgram[] programs = [.. Enumerate(new Enumeration(bounds))];
        string[] texts = [.. programs.Select(program => program.ToString().Replace("finalizer f0\nend\n", "", StringComparison.Ordinal))];

        Assert.Equal(texts.Length, texts.Distinct().Count());
        Assert.Empty(without.Except(texts));
        Assert.Contains("r0 = new 0 finalizable f0\nr0 = null\ncollect\nfinalize\n", texts);
        Assert.Contains("r0 = new 0\nr1 = weak r0\nr1 = ephemeron r0 r1\nr0 = deref r1\n", texts);
        Assert.DoesNotContain("r0 = new 0\nr0 = deref r0\n", texts);
        Assert.DoesNotContain("r0 = weak r0\n", texts);
        Assert.DoesNotContain("r0 = ephemeron r0 r1\n", texts);
    }

    private static EnumerationBounds Bounds(int operations, int roots, int[] fields, bool minor, bool steps) =>
        new(operations, roots, [.. fields.Select(count => Shape.Plain(count))], minor, steps);

    private static IEnumerable<MutatorProgram> Enumerate(Enumeration enumeration)
    {
        var buffer = new ProgramBuffer();
        while (enumeration.MoveNext(buffer))
        {
            yield return buffer.ToProgram();
        }
    }

    private static bool Matches(ReadOnlySpan<Operation> body, string[] wanted)
    {
        for (int i = 0; i < body.Length; i++)
        {
            string[] parts = wanted[i].Split(' ');
            int[] operands = [.. parts.Skip(1).Select(int.Parse)];
            int[] actual = [body[i].A, body[i].B, body[i].C];
            if (body.Length != wanted.Length || body[i].Kind.ToString() != parts[0] || !operands.SequenceEqual(actual.Take(operands.Length)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The filter, by running the program and asking before each operation. Shares nothing with the enumeration but the definition.</summary>
    private static bool IsCanonical(Operation[] body)
    {
        var mutator = new PlainMutator(new MutatorProgram(8, 0, default));
        foreach (Operation operation in body)
        {
            if (!CarriesSomething(operation, mutator))
            {
                return false;
            }

            mutator.Run(operation);
        }

        int[] firstUses = [.. RootsOf(body).Distinct()];
        return firstUses.SequenceEqual(firstUses.Order()) && firstUses.SequenceEqual(Enumerable.Range(0, firstUses.Length));
    }

    private static bool CarriesSomething(Operation o, PlainMutator mutator)
    {
        int? Field(int root, int field) =>
            mutator.HandleAt(Root.Local(root)) is > 0 and int handle && field < mutator.ShapeOf(handle).Fields ? mutator.FieldOf(handle, field) : null;
        bool Holds(int root) => mutator.HandleAt(Root.Local(root)) > 0;

        return o.Kind switch
        {
            OperationKind.Clear => Holds(o.A),
            OperationKind.Assign => Holds(o.B),
            OperationKind.Load => Field(o.B, o.C) is > 0,
            OperationKind.StoreNull => Field(o.A, o.B) is > 0,
            OperationKind.Store => Field(o.A, o.B) is not null && Holds(o.C),
            OperationKind.Move => Field(o.A, o.B) is > 0 && Field(o.C, o.D) is not null,
            _ => true,
        };
    }

    private static IEnumerable<int> RootsOf(Operation[] body) =>
        body.SelectMany(o => Enumerable.Range(0, 4).Where(i => (Operation.RootMask(o.Kind) >> i & 1) != 0).Select(i => o.RootAt(i).Index));

    private static IEnumerable<Operation[]> All(Operation[] alphabet, int length) =>
        length == 0 ? [[]] : All(alphabet, length - 1).SelectMany(_ => alphabet, (head, last) => (Operation[])[.. head, last]);

    private static Operation[] Alphabet(int roots, int[] fields, bool minor, bool steps)
    {
        var alphabet = new List<Operation> { Operation.Collect() };
        if (minor)
        {
            alphabet.Add(Operation.Collect(0));
        }

        if (steps)
        {
            alphabet.Add(Operation.Step(1));
        }

        Root[] locals = [.. Enumerable.Range(0, roots).Select(Root.Local)];
        foreach (Root a in locals)
        {
            alphabet.Add(Operation.Clear(a));
            alphabet.AddRange(fields.Select(count => Operation.New(a, Shape.Plain(count))));
            alphabet.AddRange(locals.Select(b => Operation.Assign(a, b)));
            for (int f = 0; f < fields.Max(); f++)
            {
                alphabet.Add(Operation.StoreNull(a, f));
                foreach (Root b in locals)
                {
                    alphabet.Add(Operation.Store(a, f, b));
                    alphabet.Add(Operation.Load(b, a, f));
                    alphabet.AddRange(Enumerable.Range(0, fields.Max()).Select(g => Operation.Move(a, f, b, g)));
                }
            }
        }

        return [.. alphabet];
    }

    private static string Describe(Operation[] body) => string.Join(';', body.Select(o => $"{o.Kind} {o.A} {o.B} {o.C} {o.D}"));
}
