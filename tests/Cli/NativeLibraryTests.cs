using System.Diagnostics;

namespace GcVerify.CliTests;

/// <summary>A collector in C as a program and as a shared library: the small example, and one that can have bugs.</summary>
public sealed class NativeLibraryTests
{
    private const string Library = "./libmy.so";

    private static readonly string Generational = Gcverify.InRepository("tests/Adapters/Native/generational.c");
    private static readonly string Example = Gcverify.InRepository("examples/native");

    [CompilerFact]
    public void The_small_example_holds_as_a_program_and_as_a_library()
    {
        using var gcverify = new Gcverify();
        Compile(gcverify, "-o", "my-adapter", Example + "/adapter.c", Example + "/smallgc.c");
        CompileLibrary(gcverify, Example + "/adapter.c", Example + "/smallgc.c");

        Outcome program = gcverify.Do("verify", "--programs", "200", "--", "./my-adapter");
        Outcome library = gcverify.Do("verify", "--programs", "200", "--", Library);

        Assert.Equal((0, ""), (program.ExitCode, program.Error));
        Assert.Equal((0, ""), (library.ExitCode, library.Error));
        Assert.Equal(FiguresOf(program, "my-adapter"), FiguresOf(library, "libmy.so"));
    }

    [CompilerTheory]
    [InlineData("size_t i = 0", "size_t i = 1", "S")]
    [InlineData("small_roots(roots, count)", "small_roots(roots, count - count / 2)", "S")]
    [InlineData("small_collect(gcv_object_died)", "(void)0", "L1")]
    public void A_mistake_in_the_small_example_is_found(string right, string wrong, string law)
    {
        using var gcverify = new Gcverify();
        string source = File.ReadAllText(Example + "/adapter.c");
        gcverify.Write("wrong.c", source.Replace(right, wrong, StringComparison.Ordinal));
        CompileLibrary(gcverify, "wrong.c", Example + "/smallgc.c");

        Outcome outcome = gcverify.Do("verify", "--programs", "100", "--", Library);

        Assert.Contains(right, source, StringComparison.Ordinal);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Matches($"libmy.so violates {law}", outcome.Output);
    }

    [Fact]
    public void The_page_shows_the_small_example()
    {
        string page = File.ReadAllText(Gcverify.InRepository("docs/write-an-adapter.md"));
        Assert.Contains($"```c\n{File.ReadAllText(Example + "/adapter.c")}```\n", page, StringComparison.Ordinal);
    }

    [CompilerFact]
    public void What_a_library_does_wrong_is_found_as_in_a_program_and_shown_by_the_replay()
    {
        using var gcverify = new Gcverify();
        Compile(gcverify, "-o", "my-adapter", Generational);
        CompileLibrary(gcverify, Generational);
        string[] campaign = ["verify", "--programs", "60", "--output", "found"];

        Outcome program = gcverify.Do([.. campaign, "--", "./my-adapter", "--null-dereference"]);
        Outcome library = gcverify.Do([.. campaign, "--", Library, "--null-dereference"]);

        Assert.Equal((1, ""), (library.ExitCode, library.Error));
        Assert.Equal(FiguresOf(program, "my-adapter"), FiguresOf(library, "libmy.so"));
        Assert.Contains("signal 11 (SIGSEGV)", library.Unwrapped, StringComparison.Ordinal);
        Assert.Contains("-- ./libmy.so --null-dereference", library.Unwrapped, StringComparison.Ordinal);
        string file = Directory.GetFiles(Path.Combine(gcverify.Directory, "found"), "*-P3-*")[0];
        Assert.Equal(1, gcverify.Do("run", file, "--", Library, "--null-dereference").ExitCode);
        Assert.Equal(0, gcverify.Do("run", file, "--", Library).ExitCode);
    }

    [CompilerTheory]
    [InlineData("leak", "L1")]
    [InlineData("early", "S1")]
    [InlineData("crash", "P3")]
    public void The_faults_on_purpose_of_a_library_are_noticed(string fault, string law)
    {
        using var gcverify = new Gcverify();
        CompileLibrary(gcverify, Generational);

        Outcome outcome = gcverify.Do("verify", "--programs", "10", "--operations", "40", "--adapter-fault", fault, "--", Library);

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("libmy.so violates " + law, outcome.Output, StringComparison.Ordinal);
    }

    [CompilerFact]
    public void A_conservative_library_has_a_process_of_its_own_at_once()
    {
        using var gcverify = new Gcverify();
        string source = File.ReadAllText(Example + "/adapter.c").Replace("\"complete\"", "\"conservative\"", StringComparison.Ordinal);
        gcverify.Write("conservative.c", source.Replace("return small_alloc", "Note();\n    return small_alloc", StringComparison.Ordinal)
            .Replace("static void *alloc", Note + "static void *alloc", StringComparison.Ordinal));
        CompileLibrary(gcverify, "conservative.c", Example + "/smallgc.c");

        Outcome outcome = gcverify.Do("verify", "--programs", "10", "--", Library);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string command = File.ReadAllText(Path.Combine(gcverify.Directory, "command")).Replace('\0', ' ');
        Assert.Contains("library-host", command, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_is_not_there_or_none_is_undecided()
    {
        using var gcverify = new Gcverify();
        gcverify.Write("text.so", "text");

        Outcome absent = gcverify.Do("verify", "--programs", "5", "--", "./absent.so.1");
        Outcome text = gcverify.Do("verify", "--programs", "5", "--", "./text.so");

        Assert.Equal((2, ""), (absent.ExitCode, absent.Error));
        Assert.Contains("'./absent.so.1': no such file", absent.Unwrapped, StringComparison.Ordinal);
        Assert.Equal((2, ""), (text.ExitCode, text.Error));
        Assert.Contains("text.so: it cannot be loaded", text.Unwrapped, StringComparison.Ordinal);
    }

    [CompilerFact]
    public void A_library_without_the_functions_of_the_header_is_undecided()
    {
        using var gcverify = new Gcverify();
        Compile(gcverify, "-shared", "-fPIC", "-o", Library, Example + "/smallgc.c");

        Outcome outcome = gcverify.Do("verify", "--programs", "5", "--", Library);

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("compile gcverify.h with -DGCVERIFY_LIBRARY", outcome.Unwrapped, StringComparison.Ordinal);
    }

    /// <summary>Says which command the process was started by.</summary>
    private const string Note = """
        static void Note(void)
        {
            char text[4096];
            FILE *from = fopen("/proc/self/cmdline", "r"), *to = fopen("command", "w");
            fwrite(text, 1, fread(text, 1, sizeof text, from), to);
            fclose(from), fclose(to);
        }


        """;

    private static void CompileLibrary(Gcverify gcverify, params IEnumerable<string> sources) =>
        Compile(gcverify, ["-shared", "-fPIC", "-DGCVERIFY_LIBRARY", "-o", Library, .. sources]);

    private static void Compile(Gcverify gcverify, params IEnumerable<string> arguments)
    {
        string[] options = ["-O2", "-Wall", "-Wextra", "-I", Gcverify.InRepository("adapters/c"), "-I", Example];
        using Process compiler = Process.Start(new ProcessStartInfo("cc", [.. options, .. arguments])
        {
            WorkingDirectory = gcverify.Directory,
            RedirectStandardError = true,
        })!;
        string errors = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, errors);
    }

    /// <summary>The row of the table, without the name.</summary>
    private static string FiguresOf(Outcome outcome, string name) =>
        outcome.Lines.First(line => line.StartsWith(name + " ", StringComparison.Ordinal))[name.Length..].Trim();
}
