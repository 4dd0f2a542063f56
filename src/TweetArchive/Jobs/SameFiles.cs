using TweetArchive.Collections;
using TweetArchive.Merging;

namespace TweetArchive.Jobs;

/// <summary>Files that are there twice, as where one was downloaded again: <c>tweets.csv</c> and <c>tweets (1).csv</c>.</summary>
internal static class SameFiles
{
    /// <summary>The inputs; each that is the same as one before it, by the checksum of the whole file, has a remark.</summary>
    public static IReadOnlyList<InputResult> Mark(IReadOnlyList<InputResult> inputs)
    {
        var first = new Dictionary<string, InputResult>(StringComparer.Ordinal);
        var marked = new HashSet<string>(StringComparer.Ordinal);
        return [.. inputs.Select(Marked)];

        InputResult Marked(InputResult input)
        {
            if (input.Sha256 is not { } hash || first.TryAdd(hash, input) || first[hash].Entry.Path == input.Entry.Path
                || !marked.Add(input.Entry.Path))
                return input;
            return input with
            {
                Remarks =
                [
                    .. input.Remarks,
                    new Remark("same_file", $"the same as {Path.GetFileName(first[hash].Entry.Path)}, byte for byte: its tweets are there "
                        + "twice, as of two datasets or as duplicates. Leave one of the files out"),
                ],
            };
        }
    }
}
