using GcVerify.Mutator;

namespace GcVerify.Generators.Shrinking;

/// <summary>
/// Passes for programs in which a raw word happens to equal an address. Every deletion moves the objects and ends the coincidence, so such a program
/// hardly gets smaller by deletion; storing the address into the word does the same on purpose.
/// </summary>
internal static class PlantingPasses
{
    // Objects of the smallest programs lie behind a few roots.
    private const int HighestAddress = 48;

    /// <summary>An object whose raw word is the address of itself, or of another that dies.</summary>
    public static bool PlantAddresses(ShrinkSearch search)
    {
        if (!search.Operations.Exists(o => o.Kind == OperationKind.New && o.Shape.RawWords > 0))
        {
            return false;
        }

        Root first = Root.Local(0), second = Root.Local(1);
        for (int address = 1; address <= HighestAddress && !search.IsOver; address++)
        {
            if (search.Try([Operation.New(first, Shape.Plain(0, 1)), Operation.StoreRaw(first, 0, address)])
                || search.Try(
                [
                    Operation.New(first, Shape.Plain(0)),
                    Operation.New(second, Shape.Plain(0, 1)),
                    Operation.StoreRaw(second, 0, address),
                    Operation.Clear(first),
                ]))
            {
                return true;
            }
        }

        return false;
    }
}
