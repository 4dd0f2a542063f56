using System.Text;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Targets;

/// <summary>A person's own targets in simple forms: two columns, or one alias a line; the rest follows from the alias's form.</summary>
public sealed class SimpleTargetsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tweetarchive-targets").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Theory]
    [InlineData("target_id\talias\narmy\tกองทัพบก\narmy\t@army\n")]
    [InlineData("Target,Alias\narmy,กองทัพบก\r\narmy,@army\r\n")]
    [InlineData("alias;target\nกองทัพบก;army\n@army;army\n")]
    [InlineData("army\tกองทัพบก\narmy\t@army\n")]
    [InlineData("# mine, of today\nกองทัพบก\n\n@army\n")]
    [InlineData("alias\nกองทัพบก\n@army\n")]
    public void Two_columns_or_one_are_enough(string text)
    {
        Lexicon lexicon = Lexicon.LoadFrom(File("army.tsv", text));
        Alias[] own = [.. lexicon.Aliases.Where(a => a.TargetId == "army")];
        Assert.Equal(["กองทัพบก", "army"], own.Select(a => a.Text));
        Assert.Equal([MatchKind.Token, MatchKind.Handle], own.Select(a => a.Match));
        Assert.All(own, a => Assert.Equal(Ambiguity.Low, a.Ambiguity));
    }

    [Theory]
    [InlineData("@Army_TH", "Army_TH", MatchKind.Handle)]
    [InlineData("#กองทัพบก", "กองทัพบก", MatchKind.Hashtag)]
    [InlineData("www.rta.mi.th", "rta.mi.th", MatchKind.Domain)]
    [InlineData("NATO", "NATO", MatchKind.CaseSensitiveAcronym)]
    [InlineData("Royal Thai Army", "Royal Thai Army", MatchKind.Token)]
    [InlineData("St. Petersburg", "St. Petersburg", MatchKind.Token)]
    [InlineData("\"Army, Royal Thai\"", "Army, Royal Thai", MatchKind.Token)]
    public void The_form_tells_how_it_is_looked_for(string alias, string text, MatchKind match)
    {
        Alias own = Assert.Single(Lexicon.LoadFrom(File("x.csv", $"target,alias\nx,{alias}\n")).Aliases, a => a.TargetId == "x");
        Assert.Equal((text, match), (own.Text, own.Match));
    }

    [Fact]
    public void All_missing_columns_are_named_at_once_and_lines_keep_their_numbers()
    {
        string message = Assert.Throws<LexiconException>(() => Lexicon.LoadFrom(File("bad.tsv", "kind\tnote\nx\ty\n"))).Message;
        Assert.Contains("missing: target_id, alias", message, StringComparison.Ordinal);
        Assert.Throws<LexiconException>(() => Lexicon.LoadFrom(File("empty.tsv", "# nothing\n\n")));
        Lexicon lexicon = Lexicon.LoadFrom(File("lines.csv", "# first\ntarget,alias\n\na,Alpha\nb,Beta\n"));
        Assert.Equal([4, 5], lexicon.Aliases.Where(a => a.TargetId is "a" or "b").Select(a => a.Line));
    }

    [Fact]
    public void What_was_understood_of_a_first_line_is_said_where_a_person_must_see_it()
    {
        string Remark(string text) => Lexicon.LoadFrom(File("own.csv", text)).Remark ?? "";
        Assert.Contains("line 1 names no column, so it is read as data: the target 'foo' and its alias 'bar'", Remark("foo,bar\na,Alpha\n"),
            StringComparison.Ordinal);
        Assert.Contains("line 2 names no column", Remark("# mine\nfoo\nbar\n"), StringComparison.Ordinal);
        Assert.Contains("columns after the second (1) are not read", Remark("a,Alpha,low\n"), StringComparison.Ordinal);
        Assert.Contains("no such columns are known: weight", Remark("target,alias,weight\na,Alpha,3\n"), StringComparison.Ordinal);
        Assert.Equal("", Remark("target,alias,ambiguity\na,Alpha,low\n"));
    }

    [Fact]
    public void Only_targets_that_have_a_name_or_for_which_one_counts_are_named()
    {
        Lexicon lexicon = Lexicon.LoadFrom(File("two.csv", "target,alias\narmy,Royal Army\nparty,Reform Party\n"));
        Assert.Equal(["army", "party"], lexicon.Targets.Where((_, i) => lexicon.IsNamed[i]).Select(t => t.Id));
        Assert.True(lexicon.Targets.Count > 100, "a list is read with the shipped targets, which contexts name");
        AskedTargets asked = TargetChoice.ByRelease(lexicon).Of("any");
        Assert.Equal((2, 0, true), (asked.Count, asked.NotAsked, asked.All));
        string parent = lexicon.Targets.First(t => t.CountsFor.Length > 0).Id;
        Lexicon organ = Lexicon.LoadFrom(File("organ.csv", $"target,alias\n{parent},Some Organ\n"));
        Assert.Equal(2, organ.NamedTargets);
        Assert.Equal(Lexicon.LoadShipped().Targets.Count, Lexicon.LoadShipped().NamedTargets);
    }

    [Fact]
    public void More_columns_are_kept()
    {
        Alias own = Assert.Single(Lexicon.LoadFrom(
            File("more.csv", "target,alias,ambiguity,match,polarity\nx,Reform,medium,stem,hostile\n")).Aliases, a => a.TargetId == "x");
        Assert.Equal((Ambiguity.Medium, MatchKind.Stem, "hostile"), (own.Ambiguity, own.Match, own.Polarity));
    }

    private string File(string name, string text)
    {
        string path = Path.Combine(folder, name);
        System.IO.File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }
}
