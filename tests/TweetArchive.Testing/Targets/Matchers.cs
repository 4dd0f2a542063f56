using TweetArchive.Targets;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Testing;

/// <summary>The shipped lexicon, compiled once for all tests of a project.</summary>
internal static class Shipped
{
    public static TargetMatcher Matcher { get; } = TargetMatcher.Of(Lexicon.LoadShipped());
}

/// <summary>A lexicon in the first form, spellings in a list, as users have them.</summary>
internal static class FirstForm
{
    public static TargetMatcher Matcher { get; } = TargetMatcher.Compile(Lexicon.LoadFrom(
        Path.Combine(Repository.Root, "tests", "TweetArchive.Tests", "Targets", "Matching", "first_form")));
}
