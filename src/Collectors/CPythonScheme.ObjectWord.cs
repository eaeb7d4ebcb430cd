namespace GcVerify.Collectors;

/// <summary>The layout of the collector's word.</summary>
public partial class CPythonScheme
{
    /// <summary>The collector's word of an object: count, flags, generation, and during a collection the references from outside.</summary>
    protected static class ObjectWord
    {
        /// <summary>The finalizer has run.</summary>
        public const ulong Finalized = 1UL << 28;

        /// <summary>The object is in a generation.</summary>
        public const ulong IsTracked = 1UL << 29;

        /// <summary>The object is among those that are being examined.</summary>
        public const ulong IsCollecting = 1UL << 62;

        /// <summary>The object is thought to be unreachable.</summary>
        public const ulong IsTentative = 1UL << 63;

        private const ulong CountMask = (1UL << 28) - 1;
        private const ulong ReferencesMask = (1UL << 30) - 1;
        private const int GenerationShift = 30;
        private const int ReferencesShift = 32;

        /// <summary>References to the object.</summary>
        public static int CountOf(ulong word) => (int)(word & CountMask);

        /// <summary>Its generation.</summary>
        public static int GenerationOf(ulong word) => (int)((word >> GenerationShift) & 3);

        /// <summary>The same word in another generation.</summary>
        public static ulong InGeneration(ulong word, int generation) => (word & ~(3UL << GenerationShift)) | ((ulong)generation << GenerationShift);

        /// <summary>References that have not been found to come from within (<c>gc_refs</c>).</summary>
        public static int ReferencesOf(ulong word) => (int)((word >> ReferencesShift) & ReferencesMask);

        /// <summary>The same word with so many of them.</summary>
        public static ulong WithReferences(ulong word, int references) =>
            (word & ~(ReferencesMask << ReferencesShift)) | ((ulong)references << ReferencesShift);

        /// <summary>The same word outside of a collection.</summary>
        public static ulong Cleared(ulong word) => word & uint.MaxValue;
    }
}
