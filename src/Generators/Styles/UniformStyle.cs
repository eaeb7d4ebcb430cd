using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>Every kind of operation that the program uses and every operand equally likely, whatever the roots hold.</summary>
internal sealed class UniformStyle : Style
{
    private readonly KindTable _kinds = new();
    private int _locals;
    private int _globals;

    /// <inheritdoc/>
    public override void Begin(ProgramDraft draft)
    {
        draft.DeclareRegions();
        _globals = draft.Roots.Globals;
        _locals = draft.Roots.Visible - _globals;
        _kinds.Clear();
        for (OperationKind kind = OperationKind.New; kind <= OperationKind.Region; kind++)
        {
            // A scratch call is what a compound operation expands to; no program contains one.
            bool wanted = kind != OperationKind.ScratchCall && (FeaturesOf(kind) == LanguageFeatures.None || draft.Uses(FeaturesOf(kind)));
            _kinds.Add(kind, wanted ? 1 : 0);
        }
    }

    /// <inheritdoc/>
    public override void Write(ProgramDraft draft)
    {
        SeededRandom random = draft.Random;
        OperationKind kind = _kinds.Draw(random);
        draft.Add(kind switch
        {
            OperationKind.New => Operation.New(AnyRoot(random), draft.Palette.Pick(random)),
            OperationKind.Assign => Operation.Assign(AnyRoot(random), AnyRoot(random)),
            OperationKind.Clear => Operation.Clear(AnyRoot(random)),
            OperationKind.Load => Operation.Load(AnyRoot(random), AnyRoot(random), AnyField(random)),
            OperationKind.Store => Operation.Store(AnyRoot(random), AnyField(random), AnyRoot(random)),
            OperationKind.StoreNull => Operation.StoreNull(AnyRoot(random), AnyField(random)),
            OperationKind.StoreRaw => Operation.StoreRaw(AnyRoot(random), AnyField(random), draft.RawValue()),
            OperationKind.Move => Operation.Move(AnyRoot(random), AnyField(random), AnyRoot(random), AnyField(random)),
            OperationKind.Blit => Operation.Blit(AnyRoot(random), AnyField(random), AnyRoot(random), AnyField(random), random.Between(1, 4)),
            OperationKind.Copy => Operation.Copy(AnyRoot(random), AnyRoot(random)),
            OperationKind.DeepCopy => Operation.DeepCopy(AnyRoot(random), AnyRoot(random)),
            OperationKind.Call => Operation.Call(random.Between(1, 8), AnyRootOrNone(random), AnyRootOrNone(random), AnyRootOrNone(random)),
            OperationKind.Return => Operation.Return(AnyRootOrNone(random), AnyRootOrNone(random)),
            _ => Special(kind, random),
        });
    }

    private Operation Special(OperationKind kind, SeededRandom random) => kind switch
    {
        OperationKind.Weak => Operation.Weak(AnyRoot(random), AnyRoot(random)),
        OperationKind.Deref => Operation.Deref(AnyRoot(random), AnyRoot(random)),
        OperationKind.Ephemeron => Operation.Ephemeron(AnyRoot(random), AnyRoot(random), AnyRoot(random)),
        OperationKind.Collect => Operation.Collect(random.Between(Operation.Full, 2)),
        OperationKind.Step => Operation.Step(random.Between(1, 64)),
        OperationKind.Finalize => Operation.Finalize(),
        OperationKind.Enable => Operation.Enable(),
        OperationKind.Disable => Operation.Disable(),
        OperationKind.Threshold => Operation.Threshold(random.Below(3), random.Below(1024)),
        OperationKind.Pin => Operation.Pin(AnyRoot(random)),
        OperationKind.Unpin => Operation.Unpin(AnyRoot(random)),
        _ => Operation.Region(random.Below(2)),
    };

    private static LanguageFeatures FeaturesOf(OperationKind kind) => kind switch
    {
        OperationKind.Step => LanguageFeatures.Steps,
        OperationKind.Weak => LanguageFeatures.WeakReferences,
        OperationKind.Ephemeron => LanguageFeatures.Ephemerons,
        OperationKind.Deref => LanguageFeatures.WeakReferences | LanguageFeatures.Ephemerons,
        OperationKind.Finalize => LanguageFeatures.Finalizers,
        OperationKind.Pin or OperationKind.Unpin => LanguageFeatures.Pinning,
        OperationKind.Threshold => LanguageFeatures.Thresholds,
        _ => LanguageFeatures.None,
    };

    private static int AnyField(SeededRandom random) => random.Below(5);

    private Root AnyRoot(SeededRandom random)
    {
        int number = random.Below(_globals + _locals);
        return number < _globals ? Root.Global(number) : Root.Local(number - _globals);
    }

    private Root AnyRootOrNone(SeededRandom random) => random.OneIn(4) ? Root.None : AnyRoot(random);
}
