using System.Globalization;
using TweetArchive.Analysis;

namespace TweetArchive.Cli;

/// <summary>One line on a terminal's stderr, drawn four times a second: which analysis, and how far it is.</summary>
internal sealed class AnalyzeProgressLine : IDisposable
{
    private readonly AnalyzeProgress progress;
    private readonly Timer? timer;
    private int drawn;

    public AnalyzeProgressLine(AnalyzeProgress progress, bool quiet)
    {
        this.progress = progress;
        if (!quiet && !Console.IsErrorRedirected)
            timer = new Timer(_ => Draw(), null, 250, 250);
    }

    public void Dispose()
    {
        if (timer is null)
            return;
        using var stopped = new ManualResetEvent(false);
        timer.Dispose(stopped);
        stopped.WaitOne();
        PlainWriter.Terminal.Write("\r" + new string(' ', drawn) + "\r");
    }

    private void Draw()
    {
        string line = progress.Phase;
        if (progress.Total > 0)
            line = string.Create(CultureInfo.InvariantCulture,
                $"{line}: {Sizes.Number(progress.Done)} of {Sizes.Number(progress.Total)} tweets");
        PlainWriter.Terminal.Write("\r" + line.PadRight(drawn));
        drawn = Math.Max(drawn, line.Length);
    }
}
