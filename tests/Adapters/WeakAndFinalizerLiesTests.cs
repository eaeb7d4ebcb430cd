using GcVerify.Adapters;

namespace GcVerify.AdapterTests;

/// <summary>
/// Adapters that lie about weak references and finalizers, or tell late what they did not promise to tell at once. Logs are written by
/// hand: a 0 for each operation, then what happened in it.
/// </summary>
public sealed class WeakAndFinalizerLiesTests
{
    private const string AtOnce = "\"weak\",\"releases\",\"clearings\"";
    private const string Late = "\"weak\",\"releases\"";
    private const string Finalizing = AtOnce + ",\"finalizers\",\"clears-first\"";

    private const string Weak = "r0 = new 0\nr1 = weak r0\nr0 = null\ncollect\nr0 = deref r1";
    private const string Finalizer = "finalizer f\ng0 = r0\nend\nr0 = new 0 finalizable f\nr0 = null\ncollect";
    private const string WeakToFinalizable = "finalizer f\nend\nr0 = new 0 finalizable f\nr1 = weak r0\nr0 = null\ncollect";
    private const string Pending = "finalizer f\ng0 = r0\nend\nr0 = new 0 finalizable f\nr0 = null\ncollect\nfinalize";

    // The two roots, then object 1; the two roots, then the weak reference 2, cleared.
    private const string Object = "0,5,2,1,0,1,1,0,0,0,1", Cleared = "0,5,2,0,2,1,2,1,1,0,1,0";

    // The global and the local, then object 1, in the one or in the other.
    private const string InLocal = "0,5,2,0,1,1,1,3,0,0,1", InGlobal = "0,5,2,1,0,1,1,3,0,0,1";

    [Theory]
    [InlineData(AtOnce, "0,1,2", "0", "0,7,2,3,1,4", "0,2,0", null)]
    [InlineData(AtOnce, "0,1,2", "0,3,1,7,2", "0,4", "0,2,0", null)]
    [InlineData(AtOnce, "0,1,2,7,2", "0", "0,3,1,4", "0,2,0", "W1")]
    [InlineData(AtOnce, "0,1,2", "0", "0,3,1,4", "0,2,0", "W2")]
    [InlineData(AtOnce, "0,1,2", "0", "0,4", "0,2,1", "W4")]
    [InlineData(AtOnce, "0,1,2", "0,3,1", "0,7,2,4", "0,2,0", "W2")]
    [InlineData(Late, "0,1,2", "0,3,1", "0,7,2,4", "0,2,0", null)]
    [InlineData(Late, "0,1,2", "0,3,1", "0,4", "0,2,0", "W2")]
    [InlineData(Late, "0,1,2,7,2", "0", "0,3,1,4", "0,2,0", "W1")]
    public void A_weak_reference_is_judged_by_what_is_told_of_it(string caps, string weak, string clear, string collect, string deref, string? law)
    {
        string log = string.Join(',', "0,1,1", Object, weak, clear, collect, Cleared, deref, "0,4", Cleared);
        using var fake = FakeAdapter.Answering(caps, [(9, log)]);
        Assert.Equal(law, fake.Verify(Weak)?.Law.Id);
    }

    [Theory]
    [InlineData("0,7,2,2,0", null)]
    [InlineData("0,3,1,7,2,2,0", null)]
    [InlineData("0,2,0", "S3")]
    [InlineData("0,3,1,2,1", "W2")]
    public void A_weak_reference_that_is_read_as_null_was_told_to_be_cleared(string deref, string? law)
    {
        string log = string.Join(',', "0,1,1", Object, "0,1,2", "0", deref, deref.Contains("3,1", StringComparison.Ordinal) ? "0,4" : "0,3,1,4", Cleared);
        using var fake = FakeAdapter.Answering(Late, [(7, log)]);
        Assert.Equal(law, fake.Verify(Weak.Replace("collect\n", "", StringComparison.Ordinal))?.Law.Id);
    }

    /// <summary>The weak reference is made to refer to itself: whether it was cleared before or after that makes the difference.</summary>
    [Theory]
    [InlineData("0", null)]
    [InlineData("0,7,2,11", null)]
    [InlineData("0,11", null)]
    [InlineData("0,7,2", "W1")]
    [InlineData("0,11,7,2", "W1")]
    public void What_was_cleared_before_an_operation_takes_effect_is_told_apart(string store, string? law)
    {
        string log = string.Join(',', "0,1,1", Object, "0,1,2", "0", store, "0,3,1,4", "0,5,2,0,2,1,2,1,1,0,1,2");
        using var fake = FakeAdapter.Answering(AtOnce, [(7, log)]);
        Assert.Equal(law, fake.Verify("r0 = new 0\nr1 = weak r0\nr0 = null\nr1.0 = r1")?.Law.Id);
    }

    [Theory]
    [InlineData("0,1,1", "0,9,1,0,10,4", null)]
    [InlineData("0,1,1,9,1,0,10", "0,4", "F2")]
    [InlineData("0,1,1", "0,9,1,0,10,9,1,0,10,4", "F1")]
    [InlineData("0,1,1", "0,4", "F3")]
    [InlineData("0,1,1", "0,3,1,4", "F3")]
    [InlineData("0,1,1", "0,9,1,0,10,3,1,4", "S1")]
    [InlineData("0,1,1", "0,8,1,4", "S7")]
    public void A_finalizer_is_judged_by_when_it_runs(string allocation, string collect, string? law)
    {
        string log = string.Join(',', allocation, InLocal, "0", collect, InGlobal, "0,4");
        using var fake = FakeAdapter.Answering(Finalizing, [(6, log), (1, "0,4"), (1, InGlobal)]);
        Assert.Equal(law, fake.Verify(Finalizer)?.Law.Id);
    }

    [Theory]
    [InlineData("0,8,1,4", "0,9,1,0,10", null)]
    [InlineData("0,8,1,8,1,4", "0,9,1,0,10", "F1")]
    [InlineData("0,8,1,3,1,4", "0", "S1")]
    [InlineData("0,8,1,4", "0,9,1,0,10,9,1,0,10", "F1")]
    public void A_pending_finalizer_holds_its_object_until_it_runs(string collect, string finalize, string? law)
    {
        // While it is pending neither root leads to the object.
        string log = string.Join(',', "0,1,1", InLocal, "0", collect, "0,5,2,0,0,0", finalize, "0,4");
        using var fake = FakeAdapter.Answering(Finalizing, [(7, log), (1, "0,4"), (1, InGlobal)]);
        Assert.Equal(law, fake.Verify(Pending)?.Law.Id);
    }

    [Theory]
    [InlineData(Finalizing, "0,7,2,9,1,10,3,1,4", null)]
    [InlineData(Finalizing, "0,9,1,7,2,10,3,1,4", "W6")]
    [InlineData(AtOnce + ",\"finalizers\"", "0,7,2,9,1,10,3,1,4", "W6")]
    [InlineData(AtOnce + ",\"finalizers\"", "0,9,1,10,7,2,3,1,4", null)]
    [InlineData(AtOnce + ",\"finalizers\",\"clears-either\"", "0,7,2,9,1,10,3,1,4", null)]
    [InlineData(AtOnce + ",\"finalizers\",\"clears-either\"", "0,9,1,10,7,2,3,1,4", null)]
    [InlineData(Late + ",\"finalizers\",\"clears-first\"", "0,9,1,10,7,2,3,1,4", null)]
    public void Weak_references_are_cleared_before_or_after_finalizers_as_promised(string caps, string collect, string? law)
    {
        string log = string.Join(',', "0,1,1", "0,5,2,1,0,1,1,3,0,0,1", "0,1,2", "0", collect, Cleared, "0,4");
        using var fake = FakeAdapter.Answering(caps, [(7, log), (1, "0,4"), (1, Cleared)]);
        Assert.Equal(law, fake.Verify(WeakToFinalizable)?.Law.Id);
    }

    [Theory]
    [InlineData("0,1,1,9,1,0", "its log ends early")]
    [InlineData("0,1,1,9,1,10", "its log has no 0 where an operation begins")]
    [InlineData("0,1,1,9,1,0,0,10", "its log has no 10 where a finalizer ends")]
    [InlineData("0,1,1,10", "its log has no 0 where an operation begins")]
    [InlineData("0,1,1,9,2,0,10", "its log names an object #2 of 1")]
    public void A_finalizer_that_is_told_wrongly_is_an_error(string log, string message)
    {
        using var fake = FakeAdapter.Answering(Finalizing, [(6, log)]);
        AdapterException error = Assert.Throws<AdapterException>(() => { fake.Verify(Finalizer); });
        Assert.Equal(AdapterFailure.Protocol, error.Failure);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_promised_is_not_said()
    {
        using var fake = FakeAdapter.Answering("\"weak\"", [(6, "0,1,1,9,1,0,10")]);
        AdapterException error = Assert.Throws<AdapterException>(() => { fake.Verify(Finalizer); });
        Assert.Contains("it says that it executed 6 operations", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finalizer_that_copies_cannot_be_sent()
    {
        using var fake = FakeAdapter.Answering(Finalizing, []);
        AdapterException error = Assert.Throws<AdapterException>(() => { fake.Verify(Finalizer.Replace("g0 = r0", "g0 = copy r0", StringComparison.Ordinal)); });
        Assert.Equal(AdapterFailure.Unsupported, error.Failure);
        Assert.Contains("finalizer 'f' has a 'g0 = copy r0', which a process cannot be given", error.Message, StringComparison.Ordinal);
    }
}
