namespace TweetArchive.Analysis.Coding;

/// <summary>What a person, or most of several, answered.</summary>
internal enum CodedAs : byte { Open, Yes, No, Unclear }

/// <summary>A stratum of the sample, as `tweetarchive sample` drew it.</summary>
/// <param name="TargetId">Empty for tweets that were read for missed mentions.</param>
/// <param name="Decision">tag, candidate or untagged.</param>
internal readonly record struct SampleStratum(string Dataset, string TargetId, string Decision, string Rule, string Language)
{
    public const string Untagged = "untagged";

    /// <summary>Strata of one part are sampled in proportion to their sizes.</summary>
    public SampleStratum Part => this with { Language = "", Rule = Decision == Untagged ? Rule : "" };
}

/// <summary>A unit of the sample with its answer.</summary>
/// <param name="Size">Units in its stratum.</param>
/// <param name="Mentions">The targets named, other than those that were found in it, for a tweet that was read for missed mentions.</param>
internal sealed record CodedUnit(SampleStratum Stratum, long Size, CodedAs Answer, IReadOnlyCollection<string> Mentions)
{
    /// <summary>It mentions one of the targets, and nobody knows which: coders left it out or did not agree.</summary>
    public bool LacksWhom => Answer == CodedAs.Yes && Stratum.TargetId.Length == 0 && Mentions.Count == 0;
}
