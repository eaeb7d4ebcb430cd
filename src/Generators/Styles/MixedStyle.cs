namespace GcVerify.Generators;

/// <summary>All other styles: one alone, or two or three in turn, which then meet each other's objects.</summary>
internal sealed class MixedStyle : Style
{
    private readonly SwarmStyle _swarm = new();
    private readonly UniformStyle _uniform = new();
    private readonly WeakStyle _weak = new();
    private readonly Style[] _patterns =
    [
        new CyclesStyle(), new ListsStyle(LongestBurst), new TreesStyle(), new ChurnStyle(), new OldToYoungStyle(), new MovesStyle(),
        new StepsStyle(interleaved: true), new WideStyle(),
    ];

    private readonly Style[] _chosen = new Style[4];
    private int _count;

    /// <inheritdoc/>
    public override void Begin(ProgramDraft draft)
    {
        _count = 0;
        SeededRandom random = draft.Random;

        // Where operands are drawn blindly it is not known what is live, nor how much is allocated.
        if (draft.Length <= 4096 && !draft.ScarceHeap && random.OneIn(32))
        {
            Choose(_uniform, draft);
            return;
        }

        int patterns = random.Below(3);
        for (int i = 0; i < patterns; i++)
        {
            ChoosePattern(draft);
        }

        // It stands apart from the other patterns, so that programs for collectors without its features stay as they are.
        if (draft.Uses(WeakStyle.Features) && random.OneIn(4))
        {
            Choose(_weak, draft);
        }

        if (_count == 0 || !random.OneIn(4))
        {
            Choose(_swarm, draft);
        }
    }

    /// <inheritdoc/>
    public override void Write(ProgramDraft draft)
    {
        Style style = _count == 1 ? _chosen[0] : _chosen[draft.Random.Below(_count)];
        style.Write(draft);
    }

    private void ChoosePattern(ProgramDraft draft)
    {
        Style style = _patterns[draft.Random.Below(_patterns.Length)];
        bool honoured = style switch
        {
            OldToYoungStyle => draft.Uses(LanguageFeatures.Generations),
            MovesStyle or StepsStyle => draft.Uses(LanguageFeatures.Steps),
            _ => true,
        };
        if (honoured && !_chosen.AsSpan(0, _count).Contains(style))
        {
            Choose(style, draft);
        }
    }

    private void Choose(Style style, ProgramDraft draft)
    {
        _chosen[_count++] = style;
        style.Begin(draft);
    }
}
