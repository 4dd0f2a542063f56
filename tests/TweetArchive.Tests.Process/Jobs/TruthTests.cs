using TweetArchive.Requests;
using TweetArchive.Synth;
using Xunit;

namespace TweetArchive.Tests.Jobs;

/// <summary>Whole runs over synthetic archives give every figure of their truth files, in each dialect.</summary>
public class TruthTests
{
    [Theory]
    [InlineData(SynthDialect.Ira201810, QuotingStyle.All)]
    [InlineData(SynthDialect.Iran201901, QuotingStyle.Minimal)]
    [InlineData(SynthDialect.Iran201906, QuotingStyle.All)]
    [InlineData(SynthDialect.Thailand202009, QuotingStyle.Minimal)]
    [InlineData(SynthDialect.Rna202112, QuotingStyle.All)]
    public void A_run_finds_every_figure_of_the_truth_file(SynthDialect dialect, QuotingStyle quoting)
    {
        using var temp = new TempDatasets();
        SynthResult synth = temp.Synth(20_000, dialect: dialect, seed: 2018 + (ulong)dialect, quoting: quoting);
        FinishedRun run = temp.Run([synth.TweetsPath, synth.UsersPath!]);
        TruthCheck.AssertAgrees(run.Out, synth.TruthPath);
    }

    /// <summary>As many tweets as the first Iranian release had; minutes on a slow machine.</summary>
    [LongFact]
    public void A_run_over_1122936_tweets_finds_every_figure_of_the_truth_file()
    {
        using var temp = new TempDatasets();
        SynthResult synth = temp.Synth(SynthOptions.ModelTweets, seed: 1, rate: 0.02);
        FinishedRun run = temp.Run([synth.TweetsPath, synth.UsersPath!], o => o with { Tweets = TweetsMode.Tagged });
        TruthCheck.AssertAgrees(run.Out, synth.TruthPath);
    }
}
