using Microsoft.Playwright;

namespace GcVerify.BrowserTests;

/// <summary>The installed Chromium, started once for all tests, without a window.</summary>
[CollectionDefinition(Collection)]
public sealed class Chromium : IAsyncLifetime, ICollectionFixture<Chromium>
{
    /// <summary>The tests that share it.</summary>
    public const string Collection = "chromium";

    private static readonly string[] Names = ["chromium", "chromium-browser"];

    // Nothing but the page is to be asked for; a container has no sandbox to give.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why there is none, or null.</summary>
    public static string? WhyNot { get; } =
        Find() is null ? "Chromium is not installed; on Debian: apt-get install chromium" : null;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Find() is string path)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments });
        }
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a page in a profile of its own.</summary>
    internal async Task<OpenPage> Open(string html, BrowserNewContextOptions? options = null)
    {
        IBrowserContext context = await _browser!.NewContextAsync(options);
        return await OpenPage.Open(context, html);
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(directory => Names.Select(name => Path.Combine(directory, name)))
        .FirstOrDefault(File.Exists);
}

/// <summary>A page that is open, and what it complained of.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _file;

    private OpenPage(IBrowserContext context, IPage page, string file)
    {
        _context = context;
        _file = file;
        Page = page;
        page.Console += (_, message) => Complaints.Add(message.Text);
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>All that was written to the console, and errors.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>What was asked for.</summary>
    public List<string> Requests { get; } = [];

    public ILocator Position => Page.Locator(".position").First;

    public ILocator Says => Page.Locator(".says").First;

    public ILocator Slider => Page.GetByRole(AriaRole.Slider, new() { Name = "Step" }).First;

    public static async Task<OpenPage> Open(IBrowserContext context, string html)
    {
        string file = Path.ChangeExtension(Path.GetTempFileName(), ".html");
        await File.WriteAllTextAsync(file, html);
        var open = new OpenPage(context, await context.NewPageAsync(), file);
        await open.Page.GotoAsync(new Uri(file).AbsoluteUri);
        return open;
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First;

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        File.Delete(_file);
        File.Delete(Path.ChangeExtension(_file, ".tmp"));
    }
}
