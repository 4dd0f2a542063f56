using System.Diagnostics;
using System.Globalization;
using TweetArchive.Analysis;
using TweetArchive.Reading;

namespace TweetArchive.Cli;

/// <summary>How progress is shown.</summary>
internal enum ProgressMode
{
    /// <summary>As a bar on a terminal, as plain lines elsewhere.</summary>
    Auto,

    /// <summary>A line now and then, for a log.</summary>
    Plain,

    None,
}

/// <summary>
/// How far a job is, on stderr: on a terminal a line for each phase, drawn four times a second, that stays when the phase is done;
/// elsewhere a line every half minute.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan DrawingInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(30);

    private readonly Func<ProgressState> state;
    private readonly bool plain;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Timer? timer;
    private string phase = "";
    private TimeSpan phaseStart;
    private int drawn;

    public ProgressLine(Func<ProgressState> state, ProgressMode mode)
    {
        this.state = state;
        plain = mode == ProgressMode.Plain || Console.IsErrorRedirected;
        TimeSpan interval = plain ? PlainInterval : DrawingInterval;
        if (mode != ProgressMode.None)
            timer = new Timer(_ => Draw(), null, interval, interval);
    }

    public static ProgressState Of(RunProgress progress, TimeSpan sinceStart)
    {
        (string item, string name) = progress.Item is { } i ? ($"[{i.Number}/{i.Of}]", i.Name) : ("", "");
        if (progress.Phase.StartsWith("reading", StringComparison.Ordinal) && progress.TotalBytes > 0)
        {
            double share = Math.Min(1, progress.Bytes / (double)progress.TotalBytes);
            long rate = (long)(progress.Records / Math.Max(0.001, sinceStart.TotalSeconds));
            return new ProgressState(progress.Phase, share)
            {
                Left = share > 0.01 ? sinceStart * ((1 - share) / share) : null,
                Item = item,
                Details = [$"{Sizes.Number(rate)} tweets/s", $"{Sizes.Show(progress.Bytes)} of {Sizes.Show(progress.TotalBytes)}"],
                Name = name,
            };
        }

        return new ProgressState(progress.Phase, progress.Item is { } table ? (table.Number - 1) / (double)table.Of : null)
        { Item = item, Name = name };
    }

    public static ProgressState Of(AnalyzeProgress progress) => progress.Total > 0
        ? new ProgressState(progress.Phase, Math.Min(1, progress.Done / (double)progress.Total))
        { Details = [$"{Sizes.Number(progress.Done)} of {Sizes.Number(progress.Total)} tweets"] }
        : new ProgressState(progress.Phase, null);

    /// <summary>Time since the phase began.</summary>
    public TimeSpan InPhase => watch.Elapsed - phaseStart;

    public void Dispose()
    {
        if (timer is null)
            return;
        using var stopped = new ManualResetEvent(false);
        timer.Dispose(stopped);
        stopped.WaitOne();
        EndPhase();
    }

    private static string PhaseOf(ProgressState now) => now.Phase.Split(':', 2)[0];

    private void Draw()
    {
        ProgressState now = state();
        if (PhaseOf(now) != phase)
        {
            EndPhase();
            phase = PhaseOf(now);
            phaseStart = watch.Elapsed;
        }

        if (plain)
        {
            Console.Error.WriteLine(now.Fit(InPhase, int.MaxValue, hasBar: false));
            return;
        }

        // The last column stays free: some terminals begin a new line after it.
        now = now with { Phase = PlainWriter.Plain(now.Phase), Name = PlainWriter.Plain(now.Name) };
        string line = now.Fit(InPhase, Width() - 1, hasBar: true);
        PlainWriter.Terminal.Write("\r" + line.PadRight(drawn));
        drawn = line.Length;
    }

    /// <summary>A phase that was drawn keeps its line, with the time that it took.</summary>
    private void EndPhase()
    {
        if (plain || drawn == 0)
            return;
        string done = string.Create(CultureInfo.InvariantCulture, $"{phase}: {InPhase.TotalSeconds:0.0} s");
        PlainWriter.Terminal.Write("\r" + done.PadRight(drawn) + "\n");
        drawn = 0;
    }

    private static int Width()
    {
        try
        {
            return Math.Max(20, Console.WindowWidth);
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
