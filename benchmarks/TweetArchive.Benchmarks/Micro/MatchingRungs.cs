using BenchmarkDotNet.Attributes;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Benchmarks.Micro;

/// <summary>
/// Which texts mention somebody: our search for names alone, the whole matcher (affixes, context, decisions), and
/// the plain automaton, which only says whether an alias is anywhere in the text. One operation is one pass over all texts.
/// </summary>
[MemoryDiagnoser]
[MatchingThroughput]
public class MatchingRungs
{
    private byte[][] utf8 = [];
    private MatchSession session = null!;
    private MatchingAhoCorasick ahoCorasick = null!;

    [Params(MatchingTexts.Archive, MatchingTexts.Mixed)]
    public string Texts { get; set; } = MatchingTexts.Archive;

    [Params(MatchingTexts.Shipped, MatchingTexts.TenThousand)]
    public string Aliases { get; set; } = MatchingTexts.Shipped;

    [GlobalSetup(Targets = [nameof(Names), nameof(Matcher)])]
    public void SetupOurs()
    {
        utf8 = MatchingTexts.Load(Texts);
        session = MatchingTexts.Compile(Aliases).NewSession();
    }

    [GlobalSetup(Target = nameof(AhoCorasick))]
    public void SetupAhoCorasick()
    {
        utf8 = MatchingTexts.Load(Texts);
        ahoCorasick = new MatchingAhoCorasick(MatchingTexts.Words(Aliases));
    }

    [Benchmark(Baseline = true, Description = "ours: names")]
    public int Names()
    {
        int found = 0;
        foreach (byte[] text in utf8)
        {
            session.Analysis.Analyze(text, default);
            session.Scan.FindNames(session.Analysis.Folded);
            found += session.Scan.Hits.IsEmpty ? 0 : 1;
        }

        return found;
    }

    [Benchmark(Description = "ours: mentions")]
    public int Matcher()
    {
        int found = 0;
        foreach (byte[] text in utf8)
            found += session.Match(new TweetText { Text = text }).IsEmpty ? 0 : 1;
        return found;
    }

    [Benchmark(Description = "Aho-Corasick")]
    public int AhoCorasick()
    {
        int found = 0;
        foreach (byte[] text in utf8)
            found += ahoCorasick.Contains(text) ? 1 : 0;
        return found;
    }
}
