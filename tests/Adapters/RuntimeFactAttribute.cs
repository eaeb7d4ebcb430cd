using GcVerify.Adapters;

namespace GcVerify.AdapterTests;

/// <summary>A test that needs a runtime. Where that is not installed, the test is skipped and the reason says what to install.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RuntimeFactAttribute : FactAttribute
{
    public RuntimeFactAttribute(string runtime)
    {
        Runtime = runtime;
        RuntimeEntry entry = RuntimeCatalog.Find(runtime)
            ?? throw new ArgumentException($"No runtime is called '{runtime}'.", nameof(runtime));
        if (entry.Find() is null)
        {
            Skip = entry.HowToInstall;
        }
    }

    public string Runtime { get; }
}

/// <summary>The same with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RuntimeTheoryAttribute : TheoryAttribute
{
    public RuntimeTheoryAttribute(string runtime)
    {
        Runtime = runtime;
        Skip = new RuntimeFactAttribute(runtime).Skip;
    }

    public string Runtime { get; }
}
