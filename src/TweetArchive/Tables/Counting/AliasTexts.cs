using System.Text;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
using Level = TweetArchive.Targets.Ambiguity;

namespace TweetArchive.Tables.Counting;

/// <summary>What the tables say of an alias, as UTF-8, by the alias's place in the lexicon.</summary>
internal sealed class AliasTexts(Lexicon lexicon)
{
    private static readonly byte[][] Fields = [.. Enum.GetValues<MentionField>().Select(f => Encoding.UTF8.GetBytes(f.Word()))];
    private static readonly byte[][] Rules = [.. Enum.GetValues<MatchRule>().Select(r => Encoding.UTF8.GetBytes(MatchRules.Name(r)))];

    private readonly byte[][] texts = [.. lexicon.Aliases.Select(a => Encoding.UTF8.GetBytes(a.Text))];
    private readonly byte[][] languages = Of(lexicon, a => a.Language);
    private readonly byte[][] kinds = Of(lexicon, a => a.Kind);
    private readonly byte[][] senses = Of(lexicon, a => a.Sense);
    private readonly byte[][] polarities = Of(lexicon, a => a.Polarity);
    private readonly byte[][] targets = Of(lexicon, a => a.TargetId);

    /// <summary>The name of a <see cref="MentionField"/>.</summary>
    public static ReadOnlySpan<byte> Field(byte field) => Fields[field];

    /// <summary>The name of a <see cref="MatchRule"/>.</summary>
    public static ReadOnlySpan<byte> Rule(byte rule) => Rules[rule];

    public ReadOnlySpan<byte> Text(int alias) => texts[alias];

    public ReadOnlySpan<byte> Language(int alias) => languages[alias];

    public ReadOnlySpan<byte> Kind(int alias) => kinds[alias];

    public ReadOnlySpan<byte> Sense(int alias) => senses[alias];

    public ReadOnlySpan<byte> Polarity(int alias) => polarities[alias];

    public ReadOnlySpan<byte> Ambiguity(int alias) =>
        lexicon.Aliases[alias].Ambiguity switch { Level.Low => "low"u8, Level.Medium => "medium"u8, _ => "high"u8 };

    public ReadOnlySpan<byte> TargetId(int alias) => targets[alias];

    /// <summary>Of texts that most aliases share: each is there once.</summary>
    private static byte[][] Of(Lexicon lexicon, Func<Alias, string> text)
    {
        var known = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        byte[][] all = new byte[lexicon.Aliases.Count][];
        for (int i = 0; i < all.Length; i++)
        {
            string word = text(lexicon.Aliases[i]);
            if (!known.TryGetValue(word, out byte[]? utf8))
                known.Add(word, utf8 = Encoding.UTF8.GetBytes(word));
            all[i] = utf8;
        }

        return all;
    }
}
