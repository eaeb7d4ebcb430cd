namespace GcVerify.Generators;

/// <summary>
/// What is drawn once for a program and gives it its character (swarm testing; Groce et al. 2012): a bug that is rare among average
/// programs is common among those of the right character.
/// </summary>
internal sealed class Habits
{
    private static readonly int[] _stepBudgets = [1, 1, 1, 2, 3, 4, 8, 64];

    /// <summary>Which fields references are stored into and loaded from.</summary>
    public FieldHabit Field { get; private set; }

    /// <summary>Once in so many times, a power of two, an operand is chosen blindly, and may meet null.</summary>
    public int BlindOneIn { get; private set; }

    /// <summary>New references go to a null root, if there is one, unless once in so many times, a power of two.</summary>
    public int OverwriteOneIn { get; private set; }

    /// <summary>Budgets of steps go from 1 to this.</summary>
    public int StepBudget { get; private set; }

    /// <summary>After one in so many collections, objects are allocated again and everything is read.</summary>
    public int AftermathOneIn { get; private set; }

    /// <summary>Locals of frames go from 1 to this.</summary>
    public int FrameLocals { get; private set; }

    /// <summary>The oldest generation that is collected by itself.</summary>
    public int Generation { get; private set; }

    /// <summary>Operands may lie outside of what there is, where they count modulo.</summary>
    public bool OutOfRange { get; private set; }

    /// <summary>Draws the habits of a program.</summary>
    public void Draw(SeededRandom random)
    {
        Field = (FieldHabit)random.Below(6);
        BlindOneIn = 4 << random.Below(5);
        OverwriteOneIn = 1 << random.Below(5);
        StepBudget = _stepBudgets[random.Below(_stepBudgets.Length)];
        AftermathOneIn = 1 << random.Below(4);
        FrameLocals = random.OneIn(16) ? random.Between(9, ShadowRoots.MaximumVisible - 3) : random.Between(1, 6);
        Generation = random.OneIn(3) ? 1 : 0;
        OutOfRange = random.OneIn(32);
    }
}
