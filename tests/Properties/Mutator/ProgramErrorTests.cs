using System.Globalization;
using System.Text;
using GcVerify.Mutator;

namespace GcVerify.Properties.Mutator;

public sealed class ProgramErrorTests
{
    private const string Roots = "a root, r0 to r255 or g0 to g255";
    private const string AnyAssigned = "a root, a field or one of new, null, copy, deepcopy, weak, deref, ephemeron, return";
    private const string Values = "a value of 64 bits with sign, -9223372036854775808 to 9223372036854775807";

    [Theory]
    [InlineData("colect", "1: found 'colect', expected an operation; did you mean 'collect'?")]
    [InlineData("  Collect", "3: found 'Collect', expected an operation; did you mean 'collect'?")]
    [InlineData("frobnicate r0", "1: found 'frobnicate', expected an operation")]
    [InlineData("= r0", "1: found '=', expected an operation")]
    [InlineData("3", "1: found '3', expected an operation")]
    [InlineData("é", "1: found 'é', expected an operation")]
    [InlineData("😀😀", "1: found '😀', expected an operation")]
    [InlineData("new 2", "1: found 'new', expected an operation; 'new' needs a target, as in 'r0 = new ...'")]
    [InlineData("end", "1: found 'end', expected an operation; no finalizer is open here")]
    [InlineData("collect now", "9: found 'now', expected a generation, 0 to 3")]
    [InlineData("collect 4", "9: found '4', expected a generation, 0 to 3")]
    [InlineData("collect 1 2", "11: found '2', expected end of line")]
    [InlineData("enable 1", "8: found '1', expected end of line")]
    [InlineData("step 0", "6: found '0', expected a budget in words, 1 to 1000000000")]
    [InlineData("step -5", "6: found '-5', expected a budget in words, 1 to 1000000000")]
    [InlineData("step 99999999999999999999", "6: found '99999999999999999999', expected a budget in words, 1 to 1000000000")]
    [InlineData("step 3x", "6: found '3x', expected a budget in words, 1 to 1000000000")]
    [InlineData("threshold 4 1", "11: found '4', expected a generation, 0 to 3")]
    [InlineData("threshold 0 1000000001", "13: found '1000000001', expected a threshold, 0 to 1000000000")]
    [InlineData("pin 3", "5: found '3', expected " + Roots)]
    [InlineData("unpin", "6: found end of line, expected " + Roots)]
    [InlineData("pin r256", "5: found 'r256', expected a local, r0 to r255")]
    [InlineData("pin g99999999999999999999", "5: found 'g99999999999999999999', expected a global, g0 to g255")]
    [InlineData("region", "7: found end of line, expected the name of a region")]
    [InlineData("region 2nd", "8: found '2nd', expected the name of a region")]
    [InlineData("region a b", "10: found 'b', expected end of line")]
    [InlineData("region a.b", "9: found '.', expected end of line")]
    [InlineData("call 0", "6: found '0', expected a number of locals, 1 to 256")]
    [InlineData("call 257", "6: found '257', expected a number of locals, 1 to 256")]
    [InlineData("call 4 5", "8: found '5', expected " + Roots)]
    [InlineData("call 4 r0 r1 r2 r3", "17: found 'r3', expected end of line; a call takes at most 3 arguments")]
    [InlineData("scratch 3", "10: found end of line, expected " + Roots)]
    [InlineData("return r1", "8: found 'r1', expected end of line; a result needs a target, as in 'r0 = return r1'")]
    [InlineData("r3 = return", "12: found end of line, expected a root, the result; without one write 'return'")]
    [InlineData("move r0 -> r1.0", "9: found '->', expected '.'")]
    [InlineData("move r0.1 r2.0", "11: found 'r2', expected '->'")]
    [InlineData("move r0.32768 -> r2.0", "9: found '32768', expected the index of a field, 0 to 32767")]
    [InlineData("blit r0.0 r1.65536 3", "14: found '65536', expected the index of a field, 0 to 65535")]
    [InlineData("blit r0.0 r1.2", "15: found end of line, expected a number of fields, 0 to 32767")]
    [InlineData("blit r0.0 r1.2 32768", "16: found '32768', expected a number of fields, 0 to 32767")]
    [InlineData("r0 = new 1 as", "14: found end of line, expected the number of a container, 0 to 255")]
    [InlineData("r0 = new 1 as 256", "15: found '256', expected the number of a container, 0 to 255")]
    [InlineData("r0 = new 1 as 2 weak", "17: found 'weak', expected end of line")]
    [InlineData("r0", "3: found end of line, expected '=', '.' and a field, or ':' and a raw word")]
    [InlineData("r0 =", "5: found end of line, expected " + AnyAssigned)]
    [InlineData("r0 = nwe 2", "6: found 'nwe', expected " + AnyAssigned)]
    [InlineData("r0 = deepcpy r1", "6: found 'deepcpy', expected " + AnyAssigned + "; did you mean 'deepcopy'?")]
    [InlineData("r0 = r1.", "9: found end of line, expected the index of a field, 0 to 32767")]
    [InlineData("r0 = r1.2.3", "10: found '.', expected end of line")]
    [InlineData("r0.1 r2", "6: found 'r2', expected '='")]
    [InlineData("r0.1 = r2.0", "10: found '.', expected end of line")]
    [InlineData("r0.1 = 7", "8: found '7', expected a root or 'null'")]
    [InlineData("r0:16384 = 7", "4: found '16384', expected the index of a raw word, 0 to 16383")]
    [InlineData("r0:1 = r2", "8: found 'r2', expected " + Values)]
    [InlineData("r0:1 = 9223372036854775808", "8: found '9223372036854775808', expected " + Values)]
    [InlineData("r0:1 = - 1", "8: found '-', expected " + Values)]
    [InlineData("r0 = copy", "10: found end of line, expected " + Roots)]
    [InlineData("r0 = ephemeron r1 # r2", "19: found end of line, expected " + Roots)]
    [InlineData("r0 = new", "9: found end of line, expected a number of fields, 0 to 32767")]
    [InlineData("r0 = new 32768", "10: found '32768', expected a number of fields, 0 to 32767")]
    [InlineData("r0 = new 1+16384", "12: found '16384', expected a number of raw words, 0 to 16383")]
    [InlineData("r0 = new 1 pined", "12: found 'pined', expected a kind of object or end of line; did you mean 'pinned'?")]
    [InlineData("r0 = new 0 weak", "10: found '0', expected 1 or more fields for kind weak")]
    [InlineData("r0 = new 1+1 ephemeron", "10: found '1', expected 2 or more fields for kind ephemeron")]
    [InlineData("r0 = new 1 weak f", "17: found 'f', expected end of line")]
    [InlineData("r0 = new 1 finalizable", "23: found end of line, expected the name of a finalizer")]
    [InlineData("r0 = new 1 finalizable f", "24: found 'f', expected the name of a finalizer of this file")]
    [InlineData("locals 0", "8: found '0', expected a number of locals, 1 to 256")]
    [InlineData("globals 257", "9: found '257', expected a number of globals, 0 to 256")]
    [InlineData("heap 268435457", "6: found '268435457', expected a number of words, 0 to 268435456")]
    [InlineData("heap 1 2", "8: found '2', expected end of line")]
    [InlineData("finalizer\nend", "10: found end of line, expected a name")]
    [InlineData("finalizer f 257\nend", "13: found '257', expected a number of locals, 1 to 256")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "1: found 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...', expected an operation")]
    public void An_error_says_where_what_was_found_and_what_was_expected(string text, string error) =>
        Assert.Equal(["test.gcp:1:" + error], Errors(text));

    [Theory]
    [InlineData("collect\nlocals 3", "2:1: found 'locals', expected an operation; 'locals' stands before the first operation")]
    [InlineData("heap 1\n\nheap 2", "3:1: found 'heap', expected an operation; 'heap' is given in line 1 already")]
    [InlineData("finalizer f\nlocals 3\nend", "2:1: found 'locals', expected an operation or 'end'; 'locals' is of the whole program")]
    [InlineData("finalizer f\ncollect\n", "3:1: found end of file, expected 'end' of the finalizer in line 1")]
    [InlineData("finalizer f\ncollect", "2:8: found end of file, expected 'end' of the finalizer in line 1")]
    [InlineData("finalizer f\nfinalizer g\nend", "2:1: found 'finalizer', expected an operation or 'end' of the finalizer in line 1")]
    [InlineData("finalizer f\nend x", "2:5: found 'x', expected end of line")]
    [InlineData("finalizer f\nend\nfinalizer f\nend", "3:11: found 'f', expected another name; there is a finalizer 'f' in line 1")]
    [InlineData("finalizer rescue\nend\nr0 = new 1 finalizable rescu", "3:24: found 'rescu', expected the name of a finalizer of this file; did you mean 'rescue'?")]
    [InlineData("collect\r\n\r\ncolect\r\n", "3:1: found 'colect', expected an operation; did you mean 'collect'?")]
    [InlineData("\uFEFFcolect", "1:1: found 'colect', expected an operation; did you mean 'collect'?")]
    [InlineData("collect\nr0 = n\0ew\ncolect\n\u0001", "2:7: found the control character U+0000, expected text; is this a text file?")]
    [InlineData("\uFEFF\u007F", "1:1: found the control character U+007F, expected text; is this a text file?")]
    [InlineData("collect\rcollect\r", "1:8: found the control character U+000D, expected text; is this a text file?")]
    [InlineData("# \u0085", "1:3: found the control character U+0085, expected text; is this a text file?")]
    public void An_error_may_depend_on_other_lines(string text, string error) => Assert.Equal(["test.gcp:" + error], Errors(text));

    [Theory]
    [InlineData("heap 1\nheap x\nheap 2", "'heap' is given in line 1 already")]
    [InlineData("finalizer f\nend\nfinalizer f\nend\nfinalizer f\nend", "there is a finalizer 'f' in line 1")]
    public void What_is_there_twice_too_many_is_compared_with_the_first(string text, string hint)
    {
        string[] errors = [.. Errors(text)];
        Assert.Equal(2, errors.Length);
        Assert.All(errors, error => Assert.EndsWith(hint, error, StringComparison.Ordinal));
    }

    [Fact]
    public void Errors_come_in_the_order_of_the_text_also_where_they_are_found_at_its_end() =>
        Assert.Equal(
            [
                "test.gcp:1:6: found '0', expected a budget in words, 1 to 1000000000",
                "test.gcp:2:24: found 'f', expected the name of a finalizer of this file",
                "test.gcp:3:1: found 'colect', expected an operation; did you mean 'collect'?",
            ],
            Errors("step 0\nr0 = new 0 finalizable f\ncolect\nr0 = new 0 finalizable f"));

    [Fact]
    public void Twenty_errors_are_listed_and_the_last_counts_the_others()
    {
        string text = "r0 = new 0 finalizable f\n" + string.Concat(Enumerable.Repeat("step 0\n", 29));
        Assert.False(ProgramParser.TryParse(text, "test.gcp", out _, out var errors));
        Assert.Equal(Enumerable.Range(1, 20), errors.Select(e => e.Line));
        Assert.Equal(10, errors[^1].Further);
        Assert.Equal("test.gcp:20:6: found '0', expected a budget in words, 1 to 1000000000\nand 10 more", errors[^1].ToString());
        Assert.All(errors.SkipLast(1), e => Assert.Equal(0, e.Further));
    }

    [Fact]
    public void A_file_of_another_kind_gets_one_error()
    {
        byte[] bytes = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 31 % 251))];
        Assert.Single(Errors(Encoding.Latin1.GetString(bytes)));
    }

    [Fact]
    public void The_culture_of_the_machine_does_not_matter()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = odd;
            const string Text = "r0:0 = -7\ncollect\nstep 1000000\n";
            Assert.Equal(Text, ProgramParser.Parse(Text, "test").ToString());
            Assert.Equal(["test.gcp:1:8: found '~', expected " + Values], Errors("r0:0 = ~7"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static IEnumerable<string> Errors(string text)
    {
        Assert.False(ProgramParser.TryParse(text, "test.gcp", out MutatorProgram? program, out var errors));
        Assert.Null(program);
        return errors.Select(error => error.ToString());
    }
}
