using System.Globalization;

namespace TweetArchive.Benchmarks.Job;

/// <summary>What a comparison was of: runs of one setting are compared, those of two are not.</summary>
/// <param name="Build">Of tweetarchive, see <see cref="OurBuild"/>.</param>
internal sealed record JobSetting(long Tweets, InputKind Input, bool Cold, int Threads, bool AllTweets, string Build)
{
    public string Cache => Cold ? "cold" : "warm";

    public string Written => AllTweets ? "all" : "tagged";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Tweets:N0} tweets, {Input.Word()}, {Cache} page cache, {Threads} "
            + $"{(Threads == 1 ? "thread" : "threads")}, {Written} tweets written, {Build} build");
}

/// <summary>One run of one side.</summary>
/// <param name="Bytes">Of the CSV, unpacked.</param>
/// <param name="Round">Runs of the same round followed each other.</param>
/// <param name="OutputBytes">Of all Parquet files it wrote.</param>
/// <param name="TweetsBytes">Of those that hold the tweets in full.</param>
internal sealed record JobRun(JobSetting Setting, long Bytes, string Date, string Side, int Round, Measurement Measured, long OutputBytes,
    long TweetsBytes);
