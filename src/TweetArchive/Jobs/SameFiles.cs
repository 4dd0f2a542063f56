using System.Text.RegularExpressions;
using TweetArchive.Collections;
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
            // By the checksum of the whole file.
            if (input.Sha256 is { } hash && !bytes.TryAdd(hash, input) && bytes[hash].Entry.Path != input.Entry.Path
                && marked.Add(input.Entry.Path))
                return With(input, new("same_file", $"the same as {Path.GetFileName(bytes[hash].Entry.Path)}, byte for byte: its tweets "
                    + "are there twice, as of two datasets or as duplicates. Leave one of the files out"));
            string name = input.Entry.SourceName;
            if (!Form().IsMatch(name))
                return input;
            string release = Form().Replace(name, "hashed").ToLowerInvariant();
            InputResult first = releases.TryGetValue(release, out InputResult? before) ? before : releases[release] = input;
            return IsUnhashed(first) == IsUnhashed(input) ? input : With(input, new("hashed_and_unhashed",
                $"the same release as {first.Entry.SourceName}, {Accounts(input)}: "
                    + (input.Kind == RowKind.Users ? "each account is there twice, under two ids. "
                        : first.Entry.Dataset != input.Entry.Dataset ? "each tweet is there twice, as of two datasets. "
                        : $"each tweet is there twice and counted once, with its account {Accounts(first)}. ")
                    + "Leave one of the files out"));
        }
    }

    private static InputResult With(InputResult input, Remark remark) => input with { Remarks = [.. input.Remarks, remark] };

    private static bool IsUnhashed(InputResult input) => input.Entry.SourceName.Contains("unhashed", StringComparison.OrdinalIgnoreCase);

    private static string Accounts(InputResult input) => IsUnhashed(input) ? "unhashed" : "hashed";

    [GeneratedRegex("(?:un)?hashed", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
