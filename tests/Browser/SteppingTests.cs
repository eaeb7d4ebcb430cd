using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GcVerify.BrowserTests;

/// <summary>The steps of a counterexample, with the keyboard and with the mouse.</summary>
[Collection(Chromium.Collection)]
public sealed class SteppingTests(Chromium chromium)
{
    [ChromiumFact]
    public async Task It_opens_at_the_failing_step_and_says_what_broke()
    {
        await using OpenPage open = await chromium.Open(Pages.Lost);

        await Expect(open.Position).ToHaveTextAsync("5 of 5");
        await Expect(open.Says).ToContainTextAsync("S1 no-live-object-freed is violated: Object #1 is freed, but it is reachable.");
        await Expect(open.Page.Locator(".after .culprit.freed .name")).ToHaveTextAsync("#1");
        await Expect(open.Page.Locator(".after .line.broken")).ToHaveCountAsync(1);
        await Expect(open.Page.Locator(".before .object")).ToHaveCountAsync(2);
    }

    [ChromiumFact]
    public async Task The_keyboard_steps_through_it()
    {
        await using OpenPage open = await chromium.Open(Pages.Lost);

        await open.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(open.Position).ToHaveTextAsync("4 of 5");
        await Expect(open.Says).ToContainTextAsync("r0 no longer refers to #1.");
        await open.Button("Step back").FocusAsync();
        await open.Page.Keyboard.PressAsync("Home");
        await Expect(open.Position).ToHaveTextAsync("0 of 5");
        await Expect(open.Says).ToContainTextAsync("The heap is empty.");
        await open.Slider.FocusAsync();
        await open.Page.Keyboard.PressAsync("ArrowRight");
        await open.Page.Keyboard.PressAsync("ArrowRight");
        await open.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(open.Slider).ToHaveAttributeAsync("aria-valuetext", "Step 3: r1.0 = r0");
        await Expect(open.Says).ToContainTextAsync("#2.0 now refers to #1.");
        await Expect(open.Page.Locator(".after .line.added")).ToHaveCountAsync(1);
        await Expect(open.Page.Locator(".before .line")).ToHaveCountAsync(2);
        await open.Page.Keyboard.PressAsync("End");
        await Expect(open.Says).ToContainTextAsync("S1 no-live-object-freed is violated");
    }

    [ChromiumFact]
    public async Task It_complains_of_nothing_and_asks_for_nothing()
    {
        await using OpenPage open = await chromium.Open(Pages.Two);

        for (int i = 0; i < 5; i++)
        {
            await open.Page.Keyboard.PressAsync("ArrowLeft");
        }

        await open.Page.SetViewportSizeAsync(400, 400);
        await open.Button("Last step").ClickAsync();

        Assert.Empty(open.Complaints);
        Assert.Equal("file", new Uri(Assert.Single(open.Requests)).Scheme);
    }

    [ChromiumFact]
    public async Task An_operation_of_the_program_is_a_way_to_its_step()
    {
        await using OpenPage open = await chromium.Open(Pages.Lost);

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "r1 = new 1" }).ClickAsync();

        await Expect(open.Position).ToHaveTextAsync("2 of 5");
        await Expect(open.Page.Locator("[aria-current=step]")).ToContainTextAsync("r1 = new 1");
    }

    [ChromiumFact]
    public async Task Play_goes_on_by_itself_until_the_end_or_until_somebody_steps()
    {
        await using OpenPage open = await chromium.Open(Pages.Lost);
        await open.Page.Clock.InstallAsync();
        await open.Page.ReloadAsync();

        await open.Button("Play").ClickAsync();
        await Expect(open.Position).ToHaveTextAsync("0 of 5");
        await open.Page.Clock.RunForAsync(3000);
        await Expect(open.Position).ToHaveTextAsync("2 of 5");
        await open.Page.Keyboard.PressAsync("ArrowRight");
        await open.Page.Clock.RunForAsync(10_000);
        await Expect(open.Position).ToHaveTextAsync("3 of 5");
        await open.Button("Play").ClickAsync();
        await open.Page.Clock.RunForAsync(10_000);
        await Expect(open.Position).ToHaveTextAsync("5 of 5");
        await Expect(open.Button("Play")).ToBeVisibleAsync();
    }

    [ChromiumFact]
    public async Task The_replay_command_can_be_copied()
    {
        await using OpenPage open = await chromium.Open(Pages.Lost, new() { Permissions = ["clipboard-read", "clipboard-write"] });

        await open.Button("Copy the replay command").ClickAsync();

        await Expect(open.Page.Locator(".copied").First).ToHaveTextAsync("Copied");
        Assert.Equal(
            "gcverify run p.gcp --collector skips-last-field", await open.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
    }

    [ChromiumFact]
    public async Task The_words_are_those_of_the_step()
    {
        await using OpenPage open = await chromium.Open(Pages.Lost);

        ILocator words = open.Page.Locator(".words");
        await Expect(words).ToHaveAttributeAsync(
            "aria-label", new Regex("^Words after step 5: 3 object, 2 root, .* 2 released"));
        await Expect(words.Locator(".released")).ToHaveCountAsync(2);
        await open.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(words).ToHaveAttributeAsync("aria-label", new Regex("^Words after step 4: 5 object, 2 root"));
    }

    [ChromiumFact]
    public async Task Without_words_the_page_says_so()
    {
        await using OpenPage open = await chromium.Open(Pages.Wordless);

        await Expect(open.Page.Locator(".no-words")).ToBeVisibleAsync();
        await Expect(open.Page.Locator(".words-section")).ToBeHiddenAsync();
        await Expect(open.Page.Locator(".after .object")).ToHaveCountAsync(1);
    }

    [ChromiumFact]
    public async Task A_picture_that_does_not_fit_is_scrolled_to_what_changed()
    {
        await using OpenPage open = await chromium.Open(Pages.Long);

        await open.Slider.FocusAsync();
        await open.Page.Keyboard.PressAsync("End");
        await open.Page.Keyboard.PressAsync("ArrowLeft");
        await open.Page.Keyboard.PressAsync("ArrowLeft");

        Assert.True(await open.Page.EvaluateAsync<bool>(
            """
            () => {
              const line = document.querySelector(".after .line.added").getBoundingClientRect();
              const frame = document.querySelector(".after .picture").getBoundingClientRect();
              return line.left >= frame.left && line.right <= frame.right;
            }
            """));
        await Expect(open.Page.Locator(".after .picture")).ToHaveAttributeAsync("tabindex", "0");
    }
}
