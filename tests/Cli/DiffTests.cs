using System.Text.Json;

namespace GcVerify.CliTests;

public sealed class DiffTests
{
    [Fact]
    public void Correct_collectors_agree_in_a_program_and_in_generated_ones()
    {
        Outcome one = Gcverify.Run("diff", Gcverify.InRepository("examples/cycle.gcp"));
        Outcome many = Gcverify.Run("diff", "--programs", "100", "--operations", "60");

        Assert.Equal((0, "", 0, ""), (one.ExitCode, one.Error, many.ExitCode, many.Error));
        Assert.Contains("mark-sweep", one.Unwrapped, StringComparison.Ordinal);
        Assert.EndsWith(": holds programs 1 run", one.Unwrapped, StringComparison.Ordinal);
        Assert.Contains("programs 100 run", many.Unwrapped, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disagreement_is_explained_and_its_file_shows_it_again()
    {
        using var gcverify = new Gcverify();

        Outcome outcome = gcverify.Do("diff", "--programs", "50", "--collectors", "mark-sweep,generational,skips-last-field", "--output",
            "found");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.All(outcome.Lines.Where(line => !line.StartsWith("  replay:", StringComparison.Ordinal)), line =>
            Assert.InRange(line.Length, 0, 80));
        Assert.Contains("skips-last-field, compared with mark-sweep, violates M3 collectors-agree", outcome.Output,
            StringComparison.Ordinal);
        Assert.Contains("(mark-sweep)", outcome.Output, StringComparison.Ordinal);
        string file = Assert.Single(Directory.GetFiles(Path.Combine(gcverify.Directory, "found")));
        Assert.InRange(File.ReadAllLines(file).Length, 3, 8);
        string first = File.ReadLines(file).First();
        Assert.EndsWith("gcverify diff found/" + Path.GetFileName(file) + " --collectors mark-sweep,skips-last-field", first,
            StringComparison.Ordinal);
        Assert.Equal(1, gcverify.Do("diff", file, "--collectors", "mark-sweep,skips-last-field").ExitCode);
        Assert.Equal(0, gcverify.Do("diff", file, "--collectors", "mark-sweep,generational").ExitCode);
    }

    [Fact]
    public void Results_in_JSON_are_as_the_schema_says()
    {
        using var gcverify = new Gcverify();
        string program = gcverify.Write("lost.gcp",
            "r0 = new 0\nr1 = new 1\nr1.0 = r0\nr0 = null\ncollect\nr0 = r1.0\nr2 = new 3\nr3 = new 4\n");
        string[] generated = ["diff", "--programs", "5", "--format", "json"];

        Outcome one = gcverify.Do("diff", program, "--collectors", "skips-last-field,mark-sweep", "--format", "json");
        Outcome many = gcverify.Do(generated);

        Assert.Equal((1, 0), (one.ExitCode, many.ExitCode));
        Assert.Equal(many, gcverify.Do(generated));
        Schema.Load("diff").Accept(one.Output);
        Schema.Load("diff").Accept(many.Output);
        JsonElement found = JsonDocument.Parse(one.Output).RootElement.GetProperty("disagreement");
        Assert.Equal(("skips-last-field", "mark-sweep"), (found.GetProperty("left").GetString(), found.GetProperty("right").GetString()));
        Assert.Equal(8, found.GetProperty("operationsBefore").GetInt32());
        Assert.InRange(found.GetProperty("operationsAfter").GetInt32(), 3, 5);
    }

    [Fact]
    public void What_cannot_be_compared_is_undecided()
    {
        using var gcverify = new Gcverify();
        string program = gcverify.Write("large.gcp", "heap 16\nr0 = new 100\n");

        Outcome text = gcverify.Do("diff", program), json = gcverify.Do("diff", program, "--format", "json");

        Assert.Equal((2, 2), (text.ExitCode, json.ExitCode));
        Assert.Contains("an allocation was refused", text.Unwrapped, StringComparison.Ordinal);
        Schema.Load("diff").Accept(json.Output);
    }

    [Fact]
    public void What_ends_the_process_is_undecided()
    {
        Outcome outcome = Gcverify.Run("diff", "--programs", "3", "--collectors", "mark-sweep,hostile-recurses-forever");

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("program 0 ended the process", outcome.Unwrapped, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_option_is_not_taken_for_a_file_alone()
    {
        Outcome outcome = Gcverify.Run("diff", "--bogus");

        Assert.Equal((64, "gcverify: --bogus: there is no such option, and no such file\n"), (outcome.ExitCode, outcome.Error));
    }
}
