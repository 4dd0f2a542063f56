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

    private readonly Column texts = new(lexicon, a => a.Text);
    private readonly Column languages = new(lexicon, a => a.Language);
    private readonly Column kinds = new(lexicon, a => a.Kind);
    private readonly Column senses = new(lexicon, a => a.Sense);
    private readonly Column polarities = new(lexicon, a => a.Polarity);
    private readonly Column targets = new(lexicon, a => a.TargetId);

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

    /// <summary>
    /// One text of each alias, made when it is first asked for: few of all aliases are ever mentioned. Safe for several threads, which may
    /// make the same text twice.
    /// </summary>
    private sealed class Column(Lexicon lexicon, Func<Alias, string> text)
    {
        private readonly byte[]?[] utf8 = new byte[lexicon.Aliases.Count][];

        public ReadOnlySpan<byte> this[int alias] => utf8[alias] ??= Encoding.UTF8.GetBytes(text(lexicon.Aliases[alias]));
    }
}
