using System.Text.RegularExpressions;
using TweetArchive.Merging;
using TweetArchive.Tweets;

namespace TweetArchive.Jobs;

/// <summary>
/// Files that are there twice: byte for byte, as where one was downloaded again (<c>tweets.csv</c> and <c>tweets (1).csv</c>), or as the
/// two forms in which a release was given out, with hashed and with unhashed accounts.
/// </summary>
internal static partial class SameFiles
{
    /// <summary>The inputs; each that is the same as one before it has a remark.</summary>
    public static IReadOnlyList<InputResult> Mark(IReadOnlyList<InputResult> inputs)
    {
        var bytes = new Dictionary<string, InputResult>(StringComparer.Ordinal);
        var releases = new Dictionary<string, InputResult>(StringComparer.Ordinal);
        var marked = new HashSet<string>(StringComparer.Ordinal);
        return [.. inputs.Select(Marked)];

        InputResult Marked(InputResult input)
        {
            InputResult sameRelease = First(releases, Form().Replace(input.Entry.SourceName, "hashed").ToLowerInvariant(), input);
            // By the checksum of the whole file.
            InputResult same = input.Sha256 is { } hash ? First(bytes, hash, input) : input;
            if (same.Entry.Path != input.Entry.Path && marked.Add(input.Entry.Path))
                return With(input, new("same_file", $"the same as {Path.GetFileName(same.Entry.Path)}, byte for byte: its tweets are there "
                    + "twice, as of two datasets or as duplicates. Leave one of the files out"));
            return IsUnhashed(sameRelease) == IsUnhashed(input) ? input : With(input, new("hashed_and_unhashed",
                $"the same release as {sameRelease.Entry.SourceName}, {Accounts(input)}: "
                    + (input.Kind == RowKind.Users ? "each account is there twice, under two ids. "
                        : sameRelease.Entry.Dataset != input.Entry.Dataset ? "each tweet is there twice, as of two datasets. "
                        : $"each tweet is there twice and counted once, with its account {Accounts(sameRelease)}. ")
                    + "Leave one of the files out"));
        }
    }

    private static InputResult First(Dictionary<string, InputResult> known, string key, InputResult input) =>
        known.TryAdd(key, input) ? input : known[key];

    private static InputResult With(InputResult input, Remark remark) => input with { Remarks = [.. input.Remarks, remark] };

    private static bool IsUnhashed(InputResult input) => input.Entry.SourceName.Contains("unhashed", StringComparison.OrdinalIgnoreCase);

    private static string Accounts(InputResult input) => IsUnhashed(input) ? "unhashed" : "hashed";

    [GeneratedRegex("(?:un)?hashed", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
