using GcVerify.Mutator;

namespace GcVerify.Adapters;

/// <summary>One step of a run: a primitive operation, or a walk.</summary>
/// <param name="Index">The operation of the program that it belongs to.</param>
/// <param name="Primitive">The primitive operation.</param>
/// <param name="Code">What the process is asked to do; 0 where it is not asked, because nothing would happen.</param>
internal readonly record struct BatchStep(int Index, Operation Primitive, WireCode Code);
