using Microsoft.Playwright;
using Xunit;

namespace TweetArchive.Tests.Report;

/// <summary>A test that looks at a page in a real browser; skipped by name where there is none.</summary>
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Program is null)
            Skip = "needs chromium";
    }
}

/// <summary>The same with several rows of data.</summary>
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute()
    {
        if (Chromium.Program is null)
            Skip = "needs chromium";
    }
}

/// <summary>One headless Chromium for all tests of a class. Nothing is downloaded: the system's own is started.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments =
        ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The first found on the path; null if there is none.</summary>
    public static string? Program { get; } = new[] { "chromium", "chromium-browser", "google-chrome" }
        .SelectMany(
            name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .Select(folder => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    public async Task InitializeAsync()
    {
        if (Program is null)
            return;
        playwright = await Playwright.CreateAsync();
        browser =
            await playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Arguments, Timeout = 120_000 });
    }

    /// <summary>Opens a new page and waits until it is drawn.</summary>
    internal async Task<OpenPage> Open(byte[] html, int width = 1180, int height = 900, string address = "",
        ColorScheme scheme = ColorScheme.Light)
    {
        IBrowserContext context =
            await browser!.NewContextAsync(
                new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme });
        context.SetDefaultTimeout(120_000);
        var page = new OpenPage(context, await context.NewPageAsync());
        await page.Load(html, address);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>A report as the browser shows it, and all that went wrong in it.</summary>
internal sealed class OpenPage(IBrowserContext context, IPage page) : IAsyncDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"tweetarchive-{Guid.NewGuid():N}.html");

    public IPage Page => page;

    /// <summary>Messages of the console, errors, dialogs, and whatever else than the file itself was asked for.</summary>
    public List<string> Trouble { get; } = [];

    public async Task Load(byte[] html, string address)
    {
        await File.WriteAllBytesAsync(file, html);
        page.Console += (_, message) => Trouble.Add($"console {message.Type}: {message.Text}");
        page.PageError += (_, error) => Trouble.Add("error: " + error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("file:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                Trouble.Add("request: " + request.Url);
        };
        page.Dialog += async (_, dialog) =>
        {
            Trouble.Add("dialog: " + dialog.Message);
            await dialog.DismissAsync();
        };
        await page.GotoAsync(new Uri(file) + address);
        await page.WaitForFunctionAsync("document.documentElement.dataset.ready === 'yes'");
    }

    /// <summary>Scrolls to a chart, which is drawn when it comes into view.</summary>
    public async Task See(string chart)
    {
        await page.Locator($"#{chart}-chart").ScrollIntoViewIfNeededAsync();
        await page.Locator(
            $"#{chart}-chart svg path").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
    }

    public Task<T> Ask<T>(string script) => page.EvaluateAsync<T>(script);

    public async Task<string> Text(string selector) => await page.Locator(selector).First.InnerTextAsync();

    /// <summary>Keeps a picture for people, if TWEETARCHIVE_SCREENSHOTS names a folder.</summary>
    public async Task Keep(string name)
    {
        if (Environment.GetEnvironmentVariable("TWEETARCHIVE_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        File.Delete(file);
    }
}
