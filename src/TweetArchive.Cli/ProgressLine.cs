using System.Diagnostics;
using System.Globalization;
using TweetArchive.Reading;

namespace TweetArchive.Cli;

/// <summary>One line on a terminal's stderr, drawn four times a second: bytes, tweets a second, time left.</summary>
internal sealed class ProgressLine : IDisposable
{
    private readonly RunProgress progress;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Timer? timer;
    private string phase = "";
    private TimeSpan phaseStart;
    private int drawn;

    public ProgressLine(RunProgress progress, bool quiet)
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
        if (progress.Phase != phase)
        {
            phase = progress.Phase;
            phaseStart = watch.Elapsed;
        }

        double seconds = Math.Max(0.001, (watch.Elapsed - phaseStart).TotalSeconds);
        string line = phase;
        if (phase != "writing" && progress.TotalBytes > 0)
        {
            double done = Math.Min(1, progress.Bytes / (double)progress.TotalBytes);
            string left = done > 0.01
                ? TimeSpan.FromSeconds(seconds * (1 - done) / done).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : "?";
            line = string.Create(CultureInfo.InvariantCulture,
                $"{phase}: {Sizes.Show(progress.Bytes)} of {Sizes.Show(progress.TotalBytes)} ({done:P0}), {Sizes.Number((long)(progress.Records / seconds))} tweets/s, {left} left");
        }

        PlainWriter.Terminal.Write("\r" + line.PadRight(drawn));
        drawn = Math.Max(drawn, line.Length);
    }
}
