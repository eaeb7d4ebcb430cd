using GcVerify.Mutator;

namespace GcVerify.Generators;

/// <summary>From what a collector promises to what programs for it should be made of.</summary>
public static class PromisedFeatures
{
    extension(LanguageFeatures)
    {
        /// <summary>The features that a collector with these promises honours.</summary>
        public static LanguageFeatures Of(Promises promises)
        {
            ArgumentNullException.ThrowIfNull(promises);
            return If(promises.Generations > 1, LanguageFeatures.Generations)
                | If(promises.Incremental, LanguageFeatures.Steps)
                | If(promises.WeakReferences, LanguageFeatures.WeakReferences)
                | If(promises.Ephemerons, LanguageFeatures.Ephemerons)
                | If(promises.Finalizers, LanguageFeatures.Finalizers)
                | If(promises.Pinning, LanguageFeatures.Pinning)
                | If(promises.Immortals, LanguageFeatures.Immortals)
                | If(!promises.Thresholds.IsDefaultOrEmpty, LanguageFeatures.Thresholds);
        }
    }

    private static LanguageFeatures If(bool promised, LanguageFeatures feature) => promised ? feature : LanguageFeatures.None;
}
