using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit.Sdk;

namespace GcVerify.TestKit.Tests;

public sealed class PropertyReturnTypes
{
    [Theory]
    [InlineData(nameof(Holding.Void))]
    [InlineData(nameof(Holding.Bool))]
    [InlineData(nameof(Holding.Property))]
    [InlineData(nameof(Holding.Task))]
    [InlineData(nameof(Holding.TaskOfBool))]
    [InlineData(nameof(Holding.TaskOfProperty))]
    [InlineData(nameof(Holding.Static))]
    public async Task A_property_that_holds_passes_a_hundred_cases(string method) =>
        Assert.StartsWith("Ok, passed 100 tests.", await Run.OutputOf<Holding>(method));

    [Theory]
    [InlineData(nameof(Broken.Void), "thrown by the property")]
    [InlineData(nameof(Broken.Bool), "Expected true, got false.")]
    [InlineData(nameof(Broken.Property), "Expected true, got false.")]
    [InlineData(nameof(Broken.Task), "thrown by the property")]
    [InlineData(nameof(Broken.TaskOfBool), "Expected true, got false.")]
    [InlineData(nameof(Broken.TaskOfProperty), "Expected true, got false.")]
    public async Task A_property_that_breaks_fails_with_the_smallest_argument_and_the_cause(string method, string cause)
    {
        var failure = await Run.FailureOf<Broken>(method);

        Assert.Contains("Falsifiable, after ", failure);
        Assert.Matches(@"Original:\s+\d+\s+Shrunk:\s+10\s", failure);
        Assert.Contains(cause, failure);
        // The cause is the inner exception, whose text xunit prints; FsCheck's own text must not repeat it.
        Assert.DoesNotContain("with exception:", failure);
    }

    // Where the name leads nowhere, xunit drops every property without a word.
    [Fact]
    public void The_attribute_names_the_discoverer_by_which_xunit_finds_properties()
    {
        var name = typeof(PropertyAttribute).GetCustomAttributesData()
            .Single(attribute => attribute.AttributeType == typeof(XunitTestCaseDiscovererAttribute)).ConstructorArguments;

        Assert.Equal(typeof(PropertyDiscoverer), Type.GetType($"{name[0].Value}, {name[1].Value}"));
    }

    private sealed class Holding
    {
        [Property]
        public static bool Static(int number) => number >= 0 || number < 0;

        [Property]
        public void Void(int number) => Assert.Equal(number, number + 0);

        [Property]
        public bool Bool(int number) => number >= 0 || number < 0;

        [Property]
        public Property Property(int number) => (number >= 0 || number < 0).ToProperty();

        [Property]
        public async Task Task(int number)
        {
            await System.Threading.Tasks.Task.Yield();
            Assert.Equal(number, number + 0);
        }

        [Property]
        public async Task<bool> TaskOfBool(int number)
        {
            await System.Threading.Tasks.Task.Yield();
            return number >= 0 || number < 0;
        }

        [Property]
        public async Task<Property> TaskOfProperty(int number)
        {
            await System.Threading.Tasks.Task.Yield();
            return (number >= 0 || number < 0).ToProperty();
        }
    }

    [Properties(Replay = "123,457", StartSize = 50)]
    private sealed class Broken
    {
        [Property]
        public void Void(int number) => RequireSmall(number);

        [Property]
        public bool Bool(int number) => number < 10;

        [Property]
        public Property Property(int number) => (number < 10).ToProperty();

        [Property]
        public async Task Task(int number)
        {
            await System.Threading.Tasks.Task.Yield();
            RequireSmall(number);
        }

        [Property]
        public async Task<bool> TaskOfBool(int number)
        {
            await System.Threading.Tasks.Task.Yield();
            return number < 10;
        }

        [Property]
        public async Task<Property> TaskOfProperty(int number)
        {
            await System.Threading.Tasks.Task.Yield();
            return (number < 10).ToProperty();
        }

        private static void RequireSmall(int number)
        {
            if (number >= 10)
                throw new InvalidOperationException("thrown by the property");
        }
    }
}
