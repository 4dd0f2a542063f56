using System.Text;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
using Xunit;

namespace TweetArchive.Tests.Targets;

/// <summary>data/targets/other_senses.tsv: texts in which an ambiguous alias means something else.</summary>
public class OtherSensesTests
{
    private const string Slot = "{}";

    private static readonly string[] Lines =
        File.ReadAllText(Path.Combine(Repository.Root, "data", "targets", "other_senses.tsv")).TrimEnd('\n').Split('\n');

    private static readonly string[][] Rows = [.. Lines.Skip(1).Select(l => l.Split('\t'))];

    /// <summary>The aliases that the texts are for: words that can mean something else.</summary>
    private static readonly ILookup<string, Alias> Ambiguous = Shipped.Matcher.Lexicon.Aliases
        .Where(a => a.Ambiguity != Ambiguity.Low && a.Match is not (MatchKind.Handle or MatchKind.Domain))
        .ToLookup(a => a.ContextId, StringComparer.Ordinal);

    private readonly MatchSession session = Shipped.Matcher.NewSession();

    [Fact]
    public void Every_row_is_a_text_with_one_place_for_the_alias()
    {
        Assert.Equal("context_id\tlanguage\ttext", Lines[0]);
        Assert.All(Rows, row =>
        {
            Assert.Equal(3, row.Length);
            Assert.Equal(2, row[2].Split(Slot).Length);
            Assert.InRange(row[2].Split(' ').Length, 6, 25);
            Assert.Equal(row[2].Trim(), row[2]);
        });
    }

    [Fact]
    public void Every_context_is_one_of_the_lexicon()
    {
        var contexts = Shipped.Matcher.Lexicon.ContextTerms.Select(t => t.ContextId).ToHashSet(StringComparer.Ordinal);
        Assert.All(Rows, row =>
        {
            Assert.Contains(row[0], contexts);
        });
    }

    [Fact]
    public void Rows_are_sorted_and_no_text_stands_twice()
    {
        string[] keys = [.. Rows.Select(r => r[0] + '\t' + r[1])];
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        Assert.Empty(Rows.GroupBy(r => r[2], StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void A_context_and_language_with_texts_has_enough_of_them()
    {
        var counts = Rows.CountBy(r => (r[0], r[1])).ToDictionary();
        var wanted = Ambiguous.Where(c => c.Key.Length > 0).SelectMany(c => c).GroupBy(a => (a.ContextId, a.Language));
        Assert.Empty(wanted
            .Select(g => (g.Key, Has: counts.GetValueOrDefault(g.Key), Wants: g.Any(a => a.Ambiguity == Ambiguity.High) ? 4 : 2))
            .Where(c => c.Has > 0 && c.Has < c.Wants)
            .Select(c => $"{c.Key}: {c.Has} texts, {c.Wants} wanted"));
    }

    /// <summary>A low alias of the group would make the text one about the target.</summary>
    [Fact]
    public void No_text_names_the_group_by_an_alias_that_is_sure()
    {
        var wrong = new List<string>();
        foreach (string[] row in Rows)
        {
            foreach (Alias alias in Fitting(row))
            {
                if (SureAliasOfTheGroup(row[2].Replace(Slot, alias.Text, StringComparison.Ordinal), alias) is { } sure)
                    wrong.Add($"{row[0]} {row[1]}: with '{alias.Text}' the text names '{sure}': {row[2]}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void A_text_about_the_target_would_be_seen()
    {
        Alias mek = Ambiguous["ctx_mek"].First(a => a.Text == "MEK");
        Assert.Equal("Camp Ashraf", SureAliasOfTheGroup("The MEK once lived in Camp Ashraf", mek));
        Assert.Null(SureAliasOfTheGroup("The MEK kinase is studied in the United States", mek));
    }

    private static IEnumerable<Alias> Fitting(string[] row) => Ambiguous[row[0]].Where(a => a.Language == row[1]);

    private string? SureAliasOfTheGroup(string text, Alias alias)
    {
        Lexicon lexicon = Shipped.Matcher.Lexicon;
        string group = Group(alias);
        foreach (Mention mention in session.Match(
            new TweetText { Text = Encoding.UTF8.GetBytes(text), Language = Encoding.UTF8.GetBytes(alias.Language) }))
        {
            Alias found = lexicon.Aliases[mention.Alias];
            if (found.Ambiguity == Ambiguity.Low && Group(found) == group && !found.Forms.Contains(alias.Text))
                return found.Text;
        }

        return null;

        string Group(Alias a) => lexicon.Targets.Single(t => t.Id == a.TargetId).Group;
    }
}
