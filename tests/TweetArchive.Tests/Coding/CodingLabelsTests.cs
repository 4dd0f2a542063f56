using TweetArchive.Analysis.Coding;
using Xunit;

namespace TweetArchive.Tests.Coding;

/// <summary>Files of labels: put together over coders, refused where they do not belong together; how far coders agree.</summary>
public sealed class CodingLabelsTests : IDisposable
{
    private const string Header =
        "sample\tcoder\tdataset\ttweetid\ttarget_id\tdecision\trule\tlanguage\tstratum_size\tlabel\tmentions\tnote\n";

    private readonly string folder = Directory.CreateTempSubdirectory("tweetarchive-labels").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void Of_three_coders_the_majority_counts_and_a_tie_is_unclear()
    {
        CodingLabels labels = CodingLabels.Read([File("a", "yes", "yes", ""), File("b", "yes", "no", ""), File("c", "no", "", "")]);
        Assert.Equal([CodedAs.Yes, CodedAs.Unclear, CodedAs.Open], labels.Units.Select(u => u.Answer));
        Assert.Equal(["a", "b", "c"], labels.Coders);
    }

    [Fact]
    public void What_does_not_belong_together_is_refused()
    {
        string good = File("a", "yes", "no", "");
        Assert.Contains("where others are of", Refused([good, Changed(good, "seed1-", "seed2-")]), StringComparison.Ordinal);
        Assert.Contains("coder 'a' has labelled", Refused([good, Changed(good, "seed1-", "seed1-")]), StringComparison.Ordinal);
        Assert.Contains("'maybe' is not yes, no or unclear", Refused([File("a", "maybe", "", "")]), StringComparison.Ordinal);
        Assert.Contains("no tweet has a label yet", Refused([File("a", "", "", "")]), StringComparison.Ordinal);
        Assert.Contains("another stratum", Refused([good, Changed(File("b", "yes", "no", ""), "\t50\t", "\t51\t")]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Alpha_is_that_of_the_literature()
    {
        // Two coders, ten units, nominal: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section A.
        string a = "0100000010", b = "1110010000";
        KrippendorffAlpha alpha = KrippendorffAlpha.Of([.. a.Zip(b, (x, y) => new[] { Code(x), Code(y) })]);
        Assert.Equal((10, 0.6), (alpha.Units, alpha.Agreement));
        Assert.Equal(0.095, alpha.Alpha!.Value, 3);
        Assert.InRange(alpha.Lower!.Value, -0.6, 0);
        Assert.InRange(alpha.Upper!.Value, 0.3, 1);
        Assert.Null(KrippendorffAlpha.Of([[CodedAs.Yes, CodedAs.Yes], [CodedAs.Yes, CodedAs.Yes]]).Alpha);
        Assert.Equal(0, KrippendorffAlpha.Of([[CodedAs.Yes]]).Units);

        static CodedAs Code(char c) => c == '0' ? CodedAs.No : CodedAs.Yes;
    }

    [Fact]
    public void A_missed_mention_is_of_the_target_that_the_coder_named()
    {
        var tag = new SampleStratum("d", "x", "tag", "r", "en");
        var other = new SampleStratum("d", "y", "tag", "r", "en");
        var untagged = new SampleStratum("d", "", SampleStratum.Untagged, "account_mentions", "en");
        CodedUnit[] units = [new(tag, 1, CodedAs.Yes, []), new(other, 1, CodedAs.Yes, []), new(untagged, 2, CodedAs.Yes, ["y"]),
            new(untagged, 2, CodedAs.No, [])];
        var estimates = TargetEstimates.Of(units).ToDictionary(t => t.Target, t => t.All().ToDictionary(e => e.Measure + e.By));
        Assert.Equal(new CountEstimate(0, 0, 0), estimates["x"]["missedall"].Count);
        Assert.Equal(new CountEstimate(1, 1, 1), estimates["y"]["missedall"].Count);
        Assert.Equal(0.5, estimates["y"]["recallall"].Share!.Value.Value);
        Assert.Equal(1, estimates["x"]["recallall"].Share!.Value.Value);
    }

    [Fact]
    public void A_mention_of_nobody_knows_which_target_is_unclear_for_each()
    {
        var untagged = new SampleStratum("d", "", SampleStratum.Untagged, "account_mentions", "en");
        CodedUnit[] one = [new(new SampleStratum("d", "x", "tag", "r", "en"), 1, CodedAs.Yes, []), new(untagged, 2, CodedAs.Yes, []),
            new(untagged, 2, CodedAs.No, [])];
        Estimate Missed(params CodedUnit[] units) => TargetEstimates.Of(units)[0].All().Single(e => e.Measure + e.By == "missedall");
        Assert.Equal((1, 0), (Missed(one).Yes, Missed(one).Unclear));
        CodedUnit[] two = [.. one, new(new SampleStratum("d", "y", "tag", "r", "en"), 1, CodedAs.Yes, [])];
        Assert.Equal((0, 1), (Missed(two).Yes, Missed(two).Unclear));
        Assert.Equal((0, 1), (Missed(two).Count!.Value.Lower, Missed(two).Count!.Value.Upper));
    }

    [Fact]
    public void Missed_mentions_are_of_the_tweets_in_which_the_target_was_not_found()
    {
        // Ten tweets name x, twenty y, none both: those of x are read for y and are not of the population of missed x.
        var another = new SampleStratum("d", "", SampleStratum.Untagged, "another_target", "en");
        var others = new SampleStratum("d", "", SampleStratum.Untagged, "account_does_not", "en");
        CodedUnit[] units = [new(new SampleStratum("d", "x", "tag", "r", "en"), 10, CodedAs.Yes, []),
            new(new SampleStratum("d", "y", "tag", "r", "en"), 20, CodedAs.Yes, []), new(another, 30, CodedAs.No, []),
            new(others, 70, CodedAs.No, [])];
        var found = new Dictionary<(string, string), long> { [("d", "x")] = 10, [("d", "y")] = 20 };
        Estimate Missed(string target) => TargetEstimates.Of(units, found).Single(t => t.Target == target).All()
            .Single(e => e.Measure == "missed");
        Assert.Equal((90L, 80L), (Missed("x").Population!.Value, Missed("y").Population!.Value));
        Assert.True(Missed("y").Count!.Value.Upper <= 80);
    }

    [Fact]
    public void What_nobody_read_is_not_estimated_and_a_strange_alpha_is_explained()
    {
        CodingLabels labels = CodingLabels.Read([File("a", "yes", "yes", ""), File("b", "yes", "yes", "")]);
        CodedUnit[] units = [new(new SampleStratum("d", "x", "tag", "r", "en"), 50, CodedAs.Yes, []),
            new(new SampleStratum("d", "x", "tag", "r", "th"), 40, CodedAs.Open, [])];
        Estimate[] estimates = [.. TargetEstimates.Of(units).SelectMany(t => t.All())];
        Assert.True(estimates.Single(e => e.Value == "th").IsUnread);
        string text = CodingText.Write(labels, units, estimates, [], 1);
        Assert.Contains("| language | th | 40 | 0 | 0 | 0 | not read | not read |", text, StringComparison.Ordinal);
        Assert.Contains("Alpha is not defined where all labels are equal", text, StringComparison.Ordinal);

        string[] rare = [.. Enumerable.Repeat("no", 39), "yes"], other = [.. Enumerable.Repeat("no", 40)];
        string odd = CodingText.Write(CodingLabels.Read([File("c", rare), File("e", other)]), units, estimates, [], 1);
        Assert.Contains("An alpha near 0 next to a high share of equal labels", odd, StringComparison.Ordinal);
    }

    private static string Refused(string[] files) => Assert.Throws<UsageException>(() => CodingLabels.Read(files)).Message;

    private string File(string coder, params string[] labels)
    {
        string path = Path.Combine(folder, $"{coder}{Guid.NewGuid():N}.tsv");
        System.IO.File.WriteAllText(
            path, Header + string.Concat(labels.Select((l, i) => $"seed1-abc\t{coder}\td\t{i + 1}\tx\ttag\tr\ten\t50\t{l}\t\t\n")));
        return path;
    }

    private string Changed(string file, string from, string to)
    {
        string path = Path.Combine(folder, Guid.NewGuid().ToString("N") + ".tsv");
        System.IO.File.WriteAllText(path, System.IO.File.ReadAllText(file).Replace(from, to, StringComparison.Ordinal));
        return path;
    }
}
