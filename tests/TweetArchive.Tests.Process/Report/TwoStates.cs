using TweetArchive.Synth;

namespace TweetArchive.Tests.Report;

/// <summary>
/// Releases of two states, each searched for other targets, and their pages. They are made once, for tests that only look at them.
/// </summary>
internal static class TwoStates
{
    private static readonly Lazy<string> Made = new(Make);
    private static readonly Lazy<byte[]>
        WithSome = new(() => ReportFolder.Page(Dataset)),
        WithAll = new(() => ReportFolder.Page(Dataset, all: true));

    public static string Dataset => Made.Value;

    /// <param name="all">With every tagged tweet.</param>
    public static byte[] Page(bool all) => (all ? WithAll : WithSome).Value;

    private static string Make()
    {
        var datasets = new TempDatasets();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => datasets.Dispose();
        string iranian = datasets.File("iranian_tweets_csv_hashed.csv"), thai = datasets.File("thailand_092020_tweets_csv_hashed.csv");
        datasets.Synth(2500, Path.GetFileName(iranian), seed: 24, rate: 0.6);
        datasets.Synth(1500, Path.GetFileName(thai), SynthDialect.Iran201901, seed: 25, rate: 0.6);
        return datasets.Run([iranian, thai]).Out;
    }
}
