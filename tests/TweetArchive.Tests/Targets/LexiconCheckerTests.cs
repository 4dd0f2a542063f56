using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Targets;

public class LexiconCheckerTests
{
    [Fact]
    public void The_shipped_lexicon_has_no_errors()
        => Assert.DoesNotContain(LexiconChecker.Check(Lexicon.LoadShipped()), f => f.Severity == FindingSeverity.Error);

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
    [InlineData("x\tfoobar\ten\tlow\ttoken\t\ny\tFoobar\ten\tlow\ttoken\t", "also names the target 'x'")]
    public void A_mistake_is_named_with_its_line(string rows, string message)
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".tsv");
        string header = "target_id\talias\tlanguage\tambiguity\tmatch\tcontext_id\tscript\tkind\tnote\tsource\tpolarity\tevidence\n";
        File.WriteAllText(file, header + rows + "\n");
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
