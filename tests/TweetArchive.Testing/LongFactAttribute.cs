using Xunit;

namespace TweetArchive.Testing;

/// <summary>A test too long for every run: skipped by name unless TWEETARCHIVE_LONG_TESTS=1.</summary>
public sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("TWEETARCHIVE_LONG_TESTS") != "1")
            Skip = "long; set TWEETARCHIVE_LONG_TESTS=1 to run it";
    }
}
