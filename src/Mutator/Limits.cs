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
}
