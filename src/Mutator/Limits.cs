namespace GcVerify.Mutator;

/// <summary>How far a program may go. They bound the root area, which is memory like everything else.</summary>
public static class Limits
{
    /// <summary>Most locals of one frame.</summary>
    public const int Locals = 256;

    /// <summary>Most globals.</summary>
    public const int Globals = 256;

    /// <summary>Root slots for the frames of the program; a <c>call</c> that does not fit does nothing.</summary>
    public const int StackSlots = 1024;

    /// <summary>Most objects that one <c>deepcopy</c> copies; what lies beyond is shared.</summary>
    public const int DeepCopyObjects = 64;

    /// <summary>Further root slots, for the scratch frame of one compound operation.</summary>
    public const int ScratchSlots = (2 * DeepCopyObjects) + 1;

    /// <summary>Most operations of one program.</summary>
    public const int Operations = 20_000_000;

    /// <summary>Most finalizers of one program.</summary>
    public const int Finalizers = 1 << 18;

    /// <summary>The largest heap that a program can ask for, in words.</summary>
    public const int HeapWords = 1 << 28;

    /// <summary>The oldest generation that an operation can name.</summary>
    public const int Generation = TallyByGeneration.MaximumGenerations - 1;

    /// <summary>The largest budget of one <c>step</c>.</summary>
    public const int Budget = 1_000_000_000;

    /// <summary>The largest threshold.</summary>
    public const int Threshold = 1_000_000_000;

    /// <summary>The highest target field that a <c>blit</c> can name: it shares an operand with the count.</summary>
    public const int BlitField = (1 << 16) - 1;

    /// <summary>The most fields that a <c>blit</c> can ask for.</summary>
    public const int BlitCount = (1 << 15) - 1;

    /// <summary>Most arguments of a <c>call</c>.</summary>
    public const int Arguments = 3;
}
