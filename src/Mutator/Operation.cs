namespace GcVerify.Mutator;

/// <summary>
/// One operation of a mutator program: a kind and up to four operands, whose meaning depends on the kind (the factories
/// say which is which). Operations are total: one that meets null, or a field that is not there, does nothing.
/// </summary>
public readonly record struct Operation
{
    private Operation(OperationKind kind, int a = 0, int b = 0, int c = 0, int d = 0)
    {
        Kind = kind;
        A = a;
        B = b;
        C = c;
        D = d;
    }

    /// <summary>What the operation does.</summary>
    public readonly OperationKind Kind;

    /// <summary>The first operand.</summary>
    public readonly int A;

    /// <summary>The second operand.</summary>
    public readonly int B;

    /// <summary>The third operand.</summary>
    public readonly int C;

    /// <summary>The fourth operand.</summary>
    public readonly int D;

    /// <summary>A full collection, as the operand of <see cref="Collect"/>.</summary>
    public const int Full = -1;

    private const int KindBits = 4, ContainerBits = 8, FinalizerShift = KindBits + ContainerBits;

    /// <summary>A = target, B = fields, C = raw words, D = kind, container and finalizer.</summary>
    public static Operation New(Root target, Shape shape) =>
        new(OperationKind.New, target.Code, shape.Fields, shape.RawWords, (int)shape.Kind | (shape.Container << KindBits) | ((shape.Finalizer + 1) << FinalizerShift));

    /// <summary>A = target, B = source.</summary>
    public static Operation Assign(Root target, Root source) => new(OperationKind.Assign, target.Code, source.Code);

    /// <summary>A = target.</summary>
    public static Operation Clear(Root target) => new(OperationKind.Clear, target.Code);

    /// <summary>A = target, B = holder, C = field.</summary>
    public static Operation Load(Root target, Root holder, int field) => new(OperationKind.Load, target.Code, holder.Code, field);

    /// <summary>A = holder, B = field, C = source.</summary>
    public static Operation Store(Root holder, int field, Root source) => new(OperationKind.Store, holder.Code, field, source.Code);

    /// <summary>A = holder, B = field.</summary>
    public static Operation StoreNull(Root holder, int field) => new(OperationKind.StoreNull, holder.Code, field);

    /// <summary>A = holder, B = index of the raw word, C and D = the value's high and low half.</summary>
    public static Operation StoreRaw(Root holder, int index, long value) =>
        new(OperationKind.StoreRaw, holder.Code, index, (int)(value >> 32), unchecked((int)value));

    /// <summary>A = source's holder, B = its field, C = target's holder, D = its field.</summary>
    public static Operation Move(Root source, int sourceField, Root target, int targetField) =>
        new(OperationKind.Move, source.Code, sourceField, target.Code, targetField);

    /// <summary>A = source's holder, B = its first field, C = target's holder, D = its first field and the count.</summary>
    public static Operation Blit(Root source, int sourceField, Root target, int targetField, int count) =>
        new(OperationKind.Blit, source.Code, sourceField, target.Code, targetField | (count << 16));

    /// <summary>A = target, B = source.</summary>
    public static Operation Copy(Root target, Root source) => new(OperationKind.Copy, target.Code, source.Code);

    /// <summary>A = target, B = source.</summary>
    public static Operation DeepCopy(Root target, Root source) => new(OperationKind.DeepCopy, target.Code, source.Code);

    /// <summary>A = locals, B to D = up to three arguments, <see cref="Root.None"/> where there is none.</summary>
    public static Operation Call(int locals, Root first, Root second, Root third) =>
        new(OperationKind.Call, locals, first.Code, second.Code, third.Code);

    /// <summary>A <see cref="Call(int, Root, Root, Root)"/> without arguments.</summary>
    public static Operation Call(int locals) => Call(locals, Root.None, Root.None, Root.None);

    /// <summary>A = locals, B = the argument.</summary>
    public static Operation ScratchCall(int locals, Root argument) =>
        new(OperationKind.ScratchCall, locals, argument.Code, Root.None.Code, Root.None.Code);

    /// <summary>A = target in the caller's frame, B = result in the frame that is popped; both may be <see cref="Root.None"/>.</summary>
    public static Operation Return(Root target, Root result) => new(OperationKind.Return, target.Code, result.Code);

    /// <summary>A = target, B = referent.</summary>
    public static Operation Weak(Root target, Root referent) => new(OperationKind.Weak, target.Code, referent.Code);

    /// <summary>A = target, B = the weak reference or ephemeron.</summary>
    public static Operation Deref(Root target, Root source) => new(OperationKind.Deref, target.Code, source.Code);

    /// <summary>A = target, B = key, C = value.</summary>
    public static Operation Ephemeron(Root target, Root key, Root value) =>
        new(OperationKind.Ephemeron, target.Code, key.Code, value.Code);

    /// <summary>A = the oldest generation to collect, or <see cref="Full"/>.</summary>
    public static Operation Collect(int generation = Full) => new(OperationKind.Collect, generation);

    /// <summary>A = budget in words scanned.</summary>
    public static Operation Step(int budget) => new(OperationKind.Step, budget);

    /// <summary>Run pending finalizers.</summary>
    public static Operation Finalize() => new(OperationKind.Finalize);

    /// <summary>Automatic collection on.</summary>
    public static Operation Enable() => new(OperationKind.Enable);

    /// <summary>Automatic collection off.</summary>
    public static Operation Disable() => new(OperationKind.Disable);

    /// <summary>A = generation, B = threshold in the unit that the collector promises; 0 = never.</summary>
    public static Operation Threshold(int generation, int value) => new(OperationKind.Threshold, generation, value);

    /// <summary>A = the root that holds the object.</summary>
    public static Operation Pin(Root root) => new(OperationKind.Pin, root.Code);

    /// <summary>A = the root that holds the object.</summary>
    public static Operation Unpin(Root root) => new(OperationKind.Unpin, root.Code);

    /// <summary>A = index of the name in <see cref="MutatorProgram.Regions"/>.</summary>
    public static Operation Region(int name) => new(OperationKind.Region, name);

    /// <summary>The shape that a <see cref="OperationKind.New"/> allocates.</summary>
    public Shape Shape =>
        new((ObjectKind)(D & ((1 << KindBits) - 1)), B, C, (D >> FinalizerShift) - 1) { Container = unchecked((byte)(D >> KindBits)) };

    /// <summary>The value that a <see cref="OperationKind.StoreRaw"/> stores.</summary>
    public long RawValue => ((long)C << 32) | unchecked((uint)D);

    /// <summary>The first target field of a <see cref="OperationKind.Blit"/>.</summary>
    public int BlitField => D & 0xffff;

    /// <summary>The most fields a <see cref="OperationKind.Blit"/> copies.</summary>
    public int BlitCount => D >> 16;

    /// <summary>Whether a <see cref="OperationKind.Return"/> passes a result out: it names both a target and a result.</summary>
    public bool PassesResult => !RootAt(0).IsNone && !RootAt(1).IsNone;

    /// <summary>Whether the operation is expanded into others before it runs (<see cref="Expansion"/>).</summary>
    public bool IsCompound => Kind is OperationKind.Copy or OperationKind.DeepCopy;

    /// <summary>Which of the four operands name roots, as a mask: bit 0 is A.</summary>
    public static int RootMask(OperationKind kind) => kind switch
    {
        OperationKind.New or OperationKind.Clear or OperationKind.StoreNull or OperationKind.StoreRaw => 0b0001,
        OperationKind.Pin or OperationKind.Unpin => 0b0001,
        OperationKind.Assign or OperationKind.Load or OperationKind.Copy or OperationKind.DeepCopy => 0b0011,
        OperationKind.Return or OperationKind.Weak or OperationKind.Deref => 0b0011,
        OperationKind.Store or OperationKind.Move or OperationKind.Blit => 0b0101,
        OperationKind.Ephemeron => 0b0111,
        OperationKind.Call or OperationKind.ScratchCall => 0b1110,
        _ => 0,
    };

    /// <summary>Operand <paramref name="position"/> (0 is A) as a root; meaningful where <see cref="RootMask"/> has the bit.</summary>
    public Root RootAt(int position) => new(position switch { 0 => A, 1 => B, 2 => C, _ => D });

    /// <summary>The same operation with the root at <paramref name="position"/> replaced.</summary>
    public Operation WithRoot(int position, Root root) => position switch
    {
        0 => new(Kind, root.Code, B, C, D),
        1 => new(Kind, A, root.Code, C, D),
        2 => new(Kind, A, B, root.Code, D),
        _ => new(Kind, A, B, C, root.Code),
    };

    /// <inheritdoc/>
    public override string ToString() => ProgramPrinter.Print(this, [], []);
}
