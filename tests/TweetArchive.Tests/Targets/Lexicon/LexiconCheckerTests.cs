using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Targets;

public class LexiconCheckerTests
{
    private const string Header =
        "target_id\talias\tlanguage\tambiguity\tmatch\tcontext_id\tscript\tkind\tnote\tsource\tpolarity\tevidence\n";

    [Fact]
    public void The_shipped_lexicon_has_nothing_to_mend() => Assert.Empty(LexiconChecker.Check(Lexicon.LoadShipped()));

    [Theory]
    [InlineData("ctx_a\tpos\tall\tgood", "")]
    [InlineData("ctx_a\tpos\tall\tgood\nctx_a\tblock\tall\tgood", "")]
    [InlineData("ctx_a\tpos\tall\tgood.*", "regular expression")]
    [InlineData("ctx_a\tpos\tall\t!!", "no letter")]
    [InlineData("ctx_a\tpos\tall\tgood\nctx_a\tneg\tall\tGOOD", "both positive and negative in 'ctx_a' (line 3)")]
    public void A_mistaken_context_term_is_named_with_its_line(string rows, string message)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "lexicon.tsv"), Header + "x\tfoobar\ten\tmedium\ttoken\tctx_a\n");
        File.WriteAllText(Path.Combine(folder, "context_terms.tsv"),
            "context_id\trole\tlanguage\tterm\nctx_a\tneg\tall\tfirst\n" + rows + "\n");
        try
        {
            var findings = LexiconChecker.Check(Lexicon.LoadFrom(folder)).Where(f => f.File == "context_terms.tsv").ToList();
            if (message.Length == 0)
            {
                Assert.Empty(findings);
                return;
            }

            LexiconFinding finding = Assert.Single(findings);
            Assert.Contains(message, finding.Message, StringComparison.Ordinal);
            Assert.Equal(rows.Contains('\n') ? 4 : 3, finding.Line);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("x\tEx Am\ten\tlow\ttoken\t", "")]
    [InlineData("x\t!!\ten\tlow\ttoken\t", "no letter")]
    [InlineData("x\tq\ten\tlow\ttoken\t", "one letter")]
    [InlineData("x\tqz\ten\tlow\ttoken\t", "fewer than")]
    [InlineData("x\tfoo.*bar\ten\tlow\ttoken\t", "regular expression")]
    [InlineData("x\t@foo\ten\tlow\thandle\t", "cannot be a handle")]
    [InlineData("x\thttps://foo.org\ten\tlow\tdomain\t", "not a bare domain")]
    [InlineData("x\twww.foo.org\ten\tlow\tdomain\t", "begins with www")]
    [InlineData("x\tfoo\ten\tlow\tdomain\t", "not a domain")]
    [InlineData("x\tfoobar\ten\thigh\ttoken\t", "only ever be a candidate")]
    [InlineData("x\tfoobar\ten\tmedium\ttoken\tctx_nothing", "not in context_terms")]
    [InlineData("x\t#foo\ten\tlow\thashtag\t", "cannot be a hashtag")]
    [InlineData("x\tfoobar\ten\tlow\ttoken\t\nx\tFÓOBAR\ten\tlow\ttoken\t", "equal to 'foobar' (line 2) after folding")]
    [InlineData("x\tfoobar\ten\tlow\ttoken\t\nx\tfoobar\ten\tlow\tstem\t", "equal to 'foobar' (line 2) after folding")]
    [InlineData("x\tfoobar\ten\tlow\ttoken\t\ny\tFoobar\ten\tlow\ttoken\t", "also names the target 'x'")]
    public void A_mistake_is_named_with_its_line(string rows, string message)
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".tsv");
        File.WriteAllText(file, Header + rows + "\n");
        try
        {
            IReadOnlyList<LexiconFinding> findings = LexiconChecker.Check(Lexicon.LoadFrom(file));
            if (message.Length == 0)
            {
                Assert.Empty(findings);
                return;
            }

            LexiconFinding finding = Assert.Single(findings);
            Assert.Contains(message, finding.Message, StringComparison.Ordinal);
            Assert.Equal(rows.Contains('\n') ? 3 : 2, finding.Line);
            Assert.NotEmpty(finding.WhatToDo);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
