using TweetArchive.Analysis;
using TweetArchive.Requests;
using TweetArchive.Synth;
using TweetArchive.Synth.Stories;
using Xunit;

namespace TweetArchive.Tests.Analysis;

/// <summary>A dataset with all stories in it, made and analysed once for all tests.</summary>
public sealed class PlantedDataset : IDisposable
{
    private readonly TempDatasets folder = new();

    public PlantedDataset()
    {
        Synth = SynthArchive.Write(
            new SynthOptions
            {
                Tweets = 20_000,
                OutPath = folder.File("planted_tweets_csv_hashed.csv"),
                Seed = 5,
                Stories = SynthStories.All
            });
        FinishedRun = folder.Run([Synth.TweetsPath, Synth.UsersPath!]);
        Truth = StoryTruth.Read(folder.File("planted_tweets_csv_hashed.planted.json"));
        Result = Analyze(FinishedRun.Out);
    }

    internal FinishedRun FinishedRun { get; }

    public SynthResult Synth { get; }

    public StoryTruth Truth { get; }

    public AnalyzeResult Result { get; }

    public string File(string name) => folder.File(name);

    /// <summary>Another dataset of the same tweets.</summary>
    internal FinishedRun Again(TweetsMode tweets) => folder.Run([Synth.TweetsPath, Synth.UsersPath!], o => o with { Tweets = tweets });

    public static AnalyzeResult Analyze(string dataset, Func<AnalyzeOptions, AnalyzeOptions>? change = null)
    {
        var options = new AnalyzeOptions { Dataset = dataset, Threads = 2 };
        return AnalyzeJob.Run(change?.Invoke(options) ?? options, new AnalyzeProgress(), CancellationToken.None);
    }

    /// <summary>A few tweets of made-up languages and nothing else: enough to learn these.</summary>
    internal static SynthResult Languages(TempDatasets folder, int tweets = 6_000) => SynthArchive.Write(new SynthOptions
    {
        Tweets = tweets,
        OutPath = folder.File("some_tweets_csv_hashed.csv"),
        Stories = SynthStories.Languages,
    });

    public void Dispose() => folder.Dispose();
}

/// <summary>One dataset for all classes of tests that look at it.</summary>
[CollectionDefinition(nameof(PlantedDataset))]
public sealed class PlantedDatasetCollection : ICollectionFixture<PlantedDataset>;
