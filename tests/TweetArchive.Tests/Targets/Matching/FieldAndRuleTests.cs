using System.Text;
using TweetArchive.Targets.Explain;
using TweetArchive.Targets.Matching;
using Xunit;

namespace TweetArchive.Tests.Targets;

/// <summary>Fields and rules of mentions that need the columns of a tweet.</summary>
public class FieldAndRuleTests
{
    private readonly MatchSession session = Shipped.Matcher.NewSession();

    [Fact]
    public void A_handle_in_the_column_is_found_by_name_and_by_id()
    {
        Assert.Equal("alinejad handle tag low_ambiguity -1 AlinejadMasih",
            Tell(new TweetText { UserMentions = "['x', 'AlinejadMasih']"u8 }));
        Assert.Equal("alinejad handle tag low_ambiguity -1 947924373029171200",
            Tell(new TweetText { UserMentions = "[1, 947924373029171200]"u8 }));
    }

    [Fact]
    public void A_reply_and_a_retweet_are_found_by_account_id()
        => Assert.Equal(
            "alinejad reply_to tag low_ambiguity -1 947924373029171200; fdd retweet_of tag low_ambiguity -1 48252327",
            Tell(new TweetText { InReplyToUserId = "947924373029171200"u8, RetweetUserId = "48252327"u8 }));

    [Fact]
    public void The_handles_that_a_reply_begins_with_are_leading_mentions()
    {
        Assert.Equal(
            "alinejad handle tag leading_mention 4 AlinejadMasih; fdd handle tag low_ambiguity 23 mdubowitz",
            Tell(new TweetText { Text = "@x @AlinejadMasih see @mdubowitz"u8, InReplyToUserId = "5"u8 }));
        Assert.Equal("alinejad handle tag low_ambiguity 1 AlinejadMasih", Tell(new TweetText { Text = "@AlinejadMasih see"u8 }));
    }

    [Fact]
    public void A_retweet_header_is_handle_and_retweet()
        => Assert.Equal(
            "alinejad handle tag low_ambiguity 4 AlinejadMasih; alinejad retweet_of tag low_ambiguity 4 AlinejadMasih",
            Tell(new TweetText { Text = "RT @AlinejadMasih: hello"u8, IsRetweet = true }));

    [Fact]
    public void Links_of_the_column_count_by_domain_and_by_handle()
        => Assert.Equal(
            "mek url_domain tag low_ambiguity -1 mojahedin.org; tavaana url_handle tag low_ambiguity -1 Tavaana",
            Tell(new TweetText
            {
                Urls = "[http://www.mojahedin.org:80/a?b, https://twitter.com/Tavaana/status/1, http://notmojahedin.org]"u8,
            }));

    [Fact]
    public void A_hashtag_that_truncation_took_from_the_text_is_found_in_the_column()
        => Assert.Equal("mek hashtag tag low_ambiguity -1 MEKIran",
            Tell(new TweetText { Text = "hello #MEKIr…"u8, Hashtags = "['MEKIran']"u8 }));

    [Fact]
    public void A_hashtag_in_text_and_column_is_one_mention()
        => Assert.Equal("mek hashtag tag low_ambiguity 7 MEKIran",
            Tell(new TweetText { Text = "hello #MEKIran"u8, Hashtags = "[MEKIran]"u8 }));

    [Fact]
    public void Match_start_counts_code_points_of_the_text_as_released()
        => Assert.Equal("mek text tag low_ambiguity 12 PMOI", Tell(new TweetText { Text = "🦁 &amp; «ب» PMOI"u8 }));

    [Theory]
    [InlineData("منافقین", "fa", "medium_default")]
    [InlineData("منافقین", "ar", "language_gate_no_context")]
    [InlineData("منافقین مرصاد", "ar", "language_gate_positive_context")]
    [InlineData("منافقین سوره", "ar", "language_gate_negative_context")]
    [InlineData("منافقین مرصاد", "fa", "medium_positive_context")]
    [InlineData("منافقین سوره", "fa", "medium_negative_context")]
    [InlineData("MEK", "", "high_no_context")]
    [InlineData("MEK Iran", "", "high_positive_context")]
    [InlineData("MEK Iran oncology", "", "high_negative_context")]
    [InlineData("THE UK AND ITS WEATHER", "", "all_caps_no_context")]
    [InlineData("THE IDF AND ITS SOLDIER", "", "all_caps_positive_context")]
    [InlineData("THE IDF IN PARIS AGAIN", "", "all_caps_negative_context")]
    [InlineData("see iranfocus.com", "", "domain_affiliation")]
    public void Each_rule_is_reached(string text, string language, string rule)
    {
        var mentions = FirstForm.Matcher.NewSession()
            .Match(new TweetText { Text = Encoding.UTF8.GetBytes(text), Language = Encoding.UTF8.GetBytes(language) });
        Assert.Equal(1, mentions.Length);
        Assert.Equal(rule, MatchRules.Name(mentions[0].Rule));
    }

    [Fact]
    public void The_spelling_that_the_text_has_is_reported()
    {
        Assert.Contains("'مجاهدين خلق'", Explain("مجاهدين خلق"), StringComparison.Ordinal);
        Assert.Contains("'مجاهدین خلق'", Explain("مجاهدین خلق"), StringComparison.Ordinal);
        Assert.Contains("'مجاہدین خلق'", Explain("مجاہدین خلق"), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_promised_members()
    {
        using var stream = new MemoryStream();
        using (var writer = new System.Text.Json.Utf8JsonWriter(stream))
            new TargetExplainer(Shipped.Matcher).Explain("PMOI").WriteJson(writer);
        Assert.Equal(
            """{"text":"PMOI","mentions":[{"target_id":"mek","alias":"PMOI","field":"text","decision":"tag","rule":"low_ambiguity","matched_text":"PMOI","match_start":0}]}""",
            Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void Only_contexts_that_a_mention_was_decided_by_are_told()
    {
        string[] told = [.. Explain("Camp Ashraf residents attacked by Iranian regime, MEK says").Split('\n')
            .Where(l => l.StartsWith("context", StringComparison.Ordinal))];
        Assert.NotEmpty(told);
        Assert.All(told, l => Assert.Contains("(ctx_mek ", l, StringComparison.Ordinal));
        Assert.DoesNotContain("context ", Explain("Camp Ashraf residents attacked by Iranian regime"), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_another_name_decided_it_is_said_so()
    {
        Assert.Contains("context   for 'English': another name in the text that is sure", Explain("An English tweet about Putin"),
            StringComparison.Ordinal);
        Assert.DoesNotContain("another name", Explain("The MEK held a rally in Paris with Maryam Rajavi"), StringComparison.Ordinal);
    }

    /// <summary>The examples in docs/matching.md: a text in quotes, in the row of a rule and its decision.</summary>
    [Fact]
    public void The_examples_of_the_page_have_the_rules_of_their_rows()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "matching.md"));
        var explainer = new TargetExplainer(Shipped.Matcher);
        var rows = page.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal) && l.Contains('“', StringComparison.Ordinal))
            .Select(l => l.Split('|', StringSplitOptions.TrimEntries)).ToArray();
        Assert.True(rows.Length >= 8);
        Assert.All(rows, row => Assert.Contains(explainer.Explain(row[4].Split('“', '”')[1]).Mentions,
            m => row[1].Contains($"`{m.Rule}`", StringComparison.Ordinal) && m.Decision == row[2]));
    }

    private static string Explain(string text)
    {
        var told = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        new TargetExplainer(Shipped.Matcher).Explain(text).WriteText(told);
        return told.ToString();
    }

    private string Tell(in TweetText tweet)
    {
        var told = new List<string>();
        foreach (ref readonly Mention m in session.Match(tweet))
            told.Add($"{Shipped.Matcher.Lexicon.Targets[m.Target].Id} {m.Field.Word()} {m.Decision.Word()} {MatchRules.Name(m.Rule)} "
                + $"{m.MatchStart} {Encoding.UTF8.GetString(session.MatchedText(m))}");
        return string.Join("; ", told);
    }
}
