namespace FsCheck.Xunit;

/// <summary>Options for every property of a class or an assembly. An option set further in wins; Arbitrary classes add up.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly, AllowMultiple = false)]
public sealed class PropertiesAttribute : PropertyAttribute;
