namespace TweetArchive.Query.Verify;

/// <summary>How a check ended. A warning is of the archive: the dataset is true to what cannot be.</summary>
public enum CheckStatus { Ok, Different, NotCompared, Warning }

/// <summary>One check and its outcome.</summary>
/// <param name="Group">files, manifest, schema, statistics, predicates, order, sums, evidence, analyses, plausibility, tweets, input or
/// reference.</param>
/// <param name="Name">What was compared, for people.</param>
/// <param name="Detail">How much was compared; or why not.</param>
/// <param name="Where">Of a difference: the file, row or group, the first of them.</param>
/// <param name="Differences">How many places differ.</param>
/// <param name="Advice">What to do.</param>
public sealed record CheckResult(
    string Group, string Name, CheckStatus Status, string Detail, string Where = "", string Expected = "", string Found = "",
    long Differences = 0, string Advice = "");
