using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;

namespace TweetArchive.Benchmarks.Micro;

/// <summary>
/// What .NET brings for the same question as <see cref="MatchingRungs"/>, with the shipped aliases: is one anywhere in the text, in
/// any case of its letters? No folding, no boundaries, and the texts are decoded to UTF-16 for free. With ten thousand aliases the
/// expression takes more than a minute a pass.
/// </summary>
[MemoryDiagnoser]
[MatchingThroughput]
public class MatchingPeers
{
    private string[] utf16 = [];
    private SearchValues<string> searchValues = null!;
    private Regex regex = null!;

    [Params(MatchingTexts.Archive, MatchingTexts.Mixed)]
    public string Texts { get; set; } = MatchingTexts.Archive;

    [GlobalSetup(Target = nameof(SearchValuesOfStrings))]
    public void SetupSearchValues()
    {
        utf16 = [.. MatchingTexts.Load(Texts).Select(Encoding.UTF8.GetString)];
        searchValues = SearchValues.Create(MatchingTexts.Words(MatchingTexts.Shipped), StringComparison.OrdinalIgnoreCase);
    }

    [GlobalSetup(Target = nameof(CompiledRegex))]
    public void SetupRegex()
    {
        utf16 = [.. MatchingTexts.Load(Texts).Select(Encoding.UTF8.GetString)];
        regex = new Regex(string.Join('|', MatchingTexts.Words(MatchingTexts.Shipped).Select(Regex.Escape)),
            RegexOptions.Compiled | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    [Benchmark(Description = "SearchValues<string>")]
    public int SearchValuesOfStrings()
    {
        int found = 0;
        foreach (string text in utf16)
            found += text.AsSpan().ContainsAny(searchValues) ? 1 : 0;
        return found;
    }

    [Benchmark(Description = "compiled Regex")]
    public int CompiledRegex()
    {
        int found = 0;
        foreach (string text in utf16)
            found += regex.IsMatch(text) ? 1 : 0;
        return found;
    }
}
