namespace GcVerify.CliTests;

public sealed class BadInputTests
{
    [Theory]
    [InlineData("verfy", "there is no command 'verfy', did you mean 'verify'?")]
    [InlineData("verify mark-sweap", "there is no collector 'mark-sweap', did you mean 'mark-sweep'?")]
    [InlineData("verify zzzzzzzz", "there is no collector 'zzzzzzzz'; 'gcverify list collectors' lists them")]
    [InlineData("verify --progams 3", "there is no option '--progams', did you mean '--programs'?")]
    [InlineData("verify --programs 0", "--programs '0': expected a whole number from 1 to ")]
    [InlineData("verify --programs -3", "--programs '-3': expected a whole number")]
    [InlineData("verify --programs 1e3", "--programs '1e3': expected a whole number")]
    [InlineData("verify --operations 99999999999", "--operations '99999999999': expected a whole number from 1 to 20000000")]
    [InlineData("verify --programs 99999999999999999999", "--programs '99999999999999999999': expected a whole number")]
    [InlineData("verify --seed -1", "--seed '-1': expected 'random' or a whole number from 0 to 18446744073709551615")]
    [InlineData("verify --time 10", "--time '10': expected a time such as 90s, 10m or 2h")]
    [InlineData("verify --time 0s", "--time '0s': expected a time")]
    [InlineData("verify --preset cycle", "there is no preset 'cycle', did you mean 'cycles'?")]
    [InlineData("verify --jobs 0", "--jobs '0': expected a whole number from 1 to 1024")]
    [InlineData("verify --heap-words 1", "--heap-words '1': expected a whole number from 8 to ")]
    [InlineData("verify --program-timeout 0", "--program-timeout '0': expected a whole number from 1 to 86400")]
    [InlineData("verify --format yaml", "there is no format 'yaml'; there are: text, github, json")]
    [InlineData("verify --seed", "--seed")]
    [InlineData("generate --index -1", "--index '-1': expected a whole number from 0 to ")]
    [InlineData("generate --collector mark-sweap", "did you mean 'mark-sweep'?")]
    [InlineData("list", "'list' needs one of: collectors, laws, presets, runtimes")]
    [InlineData("list collectrs", "there is no list 'collectrs', did you mean 'collectors'?")]
    [InlineData("run missing.gcp", "--collector")]
    [InlineData("run missing.gcp --collector mark-sweep", "missing.gcp: no such file")]
    [InlineData("run . --collector mark-sweep", ".: is a directory")]
    [InlineData("run binary.gcp --collector mark-sweep", "binary.gcp:1:3: found the control character U+0000")]
    [InlineData("run malformed.gcp --collector mark-sweep", "malformed.gcp:2:6: found 'nwe', expected ")]
    [InlineData("shrink malformed.gcp", "--collector")]
    [InlineData("shrink missing.gcp --collector mark-sweep", "missing.gcp: no such file")]
    [InlineData("shrink malformed.gcp --collector pyhton3", "there is no collector 'pyhton3', did you mean 'python3'?")]
    [InlineData("shrink malformed.gcp --collector mark-sweep -o small.gcp", "malformed.gcp:2:6: found 'nwe', expected ")]
    [InlineData("shrink malformed.gcp --collector mark-sweep -o binary.gcp", "-o 'binary.gcp': there is such a file; '--force' ")]
    [InlineData("shrink malformed.gcp --collector mark-sweep -o .", "-o '.': expected a file")]
    [InlineData("exhaust", "'gcverify exhaust --help' shows how it is used")]
    [InlineData("exhaust mark-sweap", "did you mean 'mark-sweep'?")]
    [InlineData("exhaust mark-sweep --operations 0", "--operations '0': expected a whole number from 1 to 20")]
    [InlineData("exhaust mark-sweep --roots 9", "--roots '9': expected a whole number from 1 to 8")]
    [InlineData("exhaust mark-sweep --fields -1", "--fields '-1': expected a whole number from 0 to 8")]
    [InlineData("faults skips-lost-field", "there is no fault 'skips-lost-field', did you mean 'skips-last-field'?")]
    [InlineData("faults mark-sweep --seeds 2", "there is no fault 'mark-sweep'")]
    [InlineData("faults --seeds 0", "--seeds '0': expected a whole number from 1 to 1000")]
    [InlineData("faults --progams 1", "there is no option '--progams', did you mean '--programs'?")]
    [InlineData("diff", "give a program, or '--programs N' for generated ones")]
    [InlineData("diff missing.gcp", "missing.gcp: no such file")]
    [InlineData("diff malformed.gcp", "malformed.gcp:2:6: found 'nwe', expected ")]
    [InlineData("diff missing.gcp --programs 3", "give a program or '--programs', not both")]
    [InlineData("diff missing.gcp --seed 3", "--seed: there is nothing to generate where a program is given")]
    [InlineData("diff --programs 0", "--programs '0': expected a whole number from 1 to ")]
    [InlineData("diff --programs 3 --collectors mark-sweep", "--collectors 'mark-sweep': expected two or more, separated by commas")]
    [InlineData("diff --programs 3 --collectors mark-sweep,mark-sweep", "--collectors 'mark-sweep,mark-sweep': expected two or more")]
    [InlineData("diff --programs 3 --collectors mark-sweep,generatoinal", "did you mean 'generational'?")]
    [InlineData("faults --format yaml", "there is no format 'yaml'; there are: text, markdown, json")]
    [InlineData("verify --output malformed.gcp", "--output 'malformed.gcp': expected a directory")]
    public void It_says_what_was_given_and_what_is_possible(string arguments, string message)
    {
        using var gcverify = new Gcverify();
        gcverify.Write("binary.gcp", "r0\0\u0001\u0002");
        gcverify.Write("malformed.gcp", "r0 = new 1\nr1 = nwe 2\n");

        Outcome outcome = gcverify.Do(arguments.Split(' '));

        Assert.Equal(64, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.StartsWith("gcverify: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_cannot_be_written_to_costs_the_file_only()
    {
        using var gcverify = new Gcverify();
        gcverify.Write("occupied", "");

        Outcome outcome = gcverify.Do(
            "verify", "skips-last-field", "--programs", "30", "--operations", "40", "--output", "occupied/within");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("(not written: ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("gcverify generate --seed 20261120 --index ", outcome.Output, StringComparison.Ordinal);
    }
}
