using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GcVerify.BrowserTests;

/// <summary>The page for everybody: contrast, names and roles, magnified, printed, at rest, without scripts.</summary>
[Collection(Chromium.Collection)]
public sealed class AccessibilityTests(Chromium chromium)
{
    [ChromiumTheory]
    [InlineData(ColorScheme.Light, 1280, "Failing step")]
    [InlineData(ColorScheme.Light, 320, "Step back")]
    [InlineData(ColorScheme.Dark, 1280, "Failing step")]
    public async Task No_rule_of_axe_is_broken(ColorScheme scheme, int width, string step)
    {
        await using OpenPage open = await chromium.Open(
            Pages.Two,
            new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 }, ReducedMotion = ReducedMotion.Reduce });

        await open.Button(step).ClickAsync();
        AxeResult result = await open.Page.RunAxe();

        Assert.Empty(result.Violations.Select(rule => $"{rule.Id}: {string.Join(", ", rule.Nodes.Select(node => node.Html))}"));
    }

    [ChromiumFact]
    public async Task A_screen_reader_is_told_all_that_is_seen()
    {
        await using OpenPage open = await chromium.Open(Pages.Lost);

        await Verify(await open.Page.Locator("body").AriaSnapshotAsync());
    }

    [ChromiumFact]
    public async Task What_a_step_did_is_said_aloud()
    {
        await using OpenPage open = await chromium.Open(Pages.Lost);

        await Expect(open.Says).ToHaveAttributeAsync("aria-live", "polite");
        await Expect(open.Page.Locator(".copied").First).ToHaveAttributeAsync("role", "status");
    }

    [ChromiumFact]
    public async Task The_focus_goes_from_top_to_bottom()
    {
        await using OpenPage open = await chromium.Open(Pages.Lost);
        var names = new List<string>();
        await open.Page.EvaluateAsync("scrollTo(0, 0)");
        for (int i = 0; i < 9; i++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            names.Add(await open.Page.EvaluateAsync<string>(
                "() => { const at = document.activeElement; return at.getAttribute('aria-label') || at.textContent.trim() || at.type; }"));
        }

        // The buttons that lead beyond the last step are out of use there.
        Assert.Equal(
            [
                "S1", "Laws that were not applied", "gcverify run p.gcp --collector skips-last-field", "Copy the replay command",
                "First step", "Step back", "Play", "Failing step", "range",
            ],
            names);
    }

    [ChromiumTheory]
    [InlineData(1280)]
    [InlineData(640)]
    [InlineData(320)]
    public async Task At_400_percent_nothing_needs_sideways_scrolling_of_the_page(int width)
    {
        foreach (string html in new[] { Pages.Two, Pages.Long })
        {
            await using OpenPage open = await chromium.Open(html, new() { ViewportSize = new() { Width = width, Height = 256 } });

            Assert.Equal(width, await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
            string[] outside = await open.Page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll("button, input, p, dd, h1, h2, h3, li")]
                  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".visually-hidden"))
                  .map((one) => one.outerHTML.slice(0, 80))
                """);
            Assert.Empty(outside);
        }
    }

    [ChromiumFact]
    public async Task At_rest_nothing_moves_for_those_who_want_that()
    {
        await using OpenPage open = await chromium.Open(Pages.Lost, new() { ReducedMotion = ReducedMotion.Reduce });

        Assert.Equal(
            ["0s"],
            await open.Page.EvaluateAsync<string[]>(
                """
                () => [...new Set([...document.querySelectorAll("*")].map(getComputedStyle)
                  .flatMap((style) => [style.transitionDuration, style.animationDuration]))]
                """));
    }

    [ChromiumFact]
    public async Task In_print_there_are_the_picture_and_the_words_and_no_buttons_to_press()
    {
        await using OpenPage open = await chromium.Open(Pages.Lost, new() { ColorScheme = ColorScheme.Dark });

        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(open.Page.Locator(".controls")).ToBeHiddenAsync();
        await Expect(open.Page.Locator(".copy")).ToBeHiddenAsync();
        await Expect(open.Page.Locator(".after svg")).ToBeVisibleAsync();
        Assert.Equal("rgb(255, 255, 255)", await open.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
    }

    [ChromiumFact]
    public async Task Without_scripts_the_report_is_there_as_text()
    {
        await using OpenPage open = await chromium.Open(Pages.Lost, new() { JavaScriptEnabled = false });

        await Expect(open.Page.Locator("noscript pre")).ToContainTextAsync("skips-last-field: Object #1 is freed, but it is reachable.");
        await Expect(open.Page.Locator("#summary")).ToBeHiddenAsync();
    }
}
