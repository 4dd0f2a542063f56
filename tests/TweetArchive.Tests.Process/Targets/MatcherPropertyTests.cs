using System.Text;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
using Xunit;

namespace TweetArchive.Tests.Targets;

/// <summary>What holds for every tweet, shown on random hostile ones.</summary>
public class MatcherPropertyTests
{
    [Fact]
    public void The_index_finds_every_form_that_is_there()
    {
        const int Parts = 10, PartSize = 2_000;
        int found = 0, without = 0;
        Parallel.For(0, Parts, part =>
        {
            var tweets = new RandomTweets(20260801 + part, Shipped.Matcher.Lexicon);
            var slow = new SlowForms(Shipped.Matcher);
            MatchSession session = Shipped.Matcher.NewSession(), other = Shipped.Matcher.NewSession();
            session.ReadsEverything = true;
            for (int n = 0; n < PartSize; n++)
            {
                var tweet = new TweetText
                {
                    Text = tweets.Bytes(),
                    Hashtags = n % 3 == 0 ? [] : Encoding.UTF8.GetBytes($"['{tweets.Text().Trim('#')}']"),
                    Urls = n % 5 == 0 ? "https://www.mek-iran.com/a"u8 : [],
                };
                Interlocked.Add(ref found, Compare(session, slow, tweet));
                // A text that is skipped has no mention.
                string expected = Describe(session, session.Match(tweet)), actual = Describe(other, other.Match(tweet));
                Assert.True(expected == actual, $"'{Encoding.UTF8.GetString(tweet.Text)}'\nread whole: {expected}\nelse: {actual}");
                Interlocked.Add(ref without, other.Scan.Hits.IsEmpty ? 1 : 0);
            }
        });
        Assert.True(found > 20_000 && without > 300, $"{found} forms, {without} texts without a name: not a test of much");
    }

    [Fact]
    public void The_matcher_gives_what_the_slow_reference_gives() => CompareWithReference(first: 0, count: 12_500);

    [LongFact]
    public void The_matcher_gives_what_the_slow_reference_gives_on_a_million_texts() => CompareWithReference(first: 1, count: 1_000_000);

    private static void CompareWithReference(int first, int count)
    {
        const int PartSize = 12_500;
        int mentions = 0, withoutName = 0;
        Parallel.For(first, first + (count / PartSize), part =>
        {
            var tweets = new RandomTweets(20261123 + part, FirstForm.Matcher.Lexicon);
            var reference = new ReferenceMatcher(FirstForm.Matcher.Lexicon);
            MatchSession session = FirstForm.Matcher.NewSession();
            string[] languages = ["", "und", "fa", "ar", "en", "tr", "ur", "sr", "in"];
            for (int n = 0; n < PartSize; n++)
            {
                string text = tweets.Text();
                string cell = n % 4 == 0 ? $"['{tweets.Hashtag()}', '{tweets.Hashtag()}']" : "";
                string language = languages[n % languages.Length];
                bool isReply = n % 5 == 0;
                var tweet = new TweetText
                {
                    Text = Encoding.UTF8.GetBytes(text),
                    Language = Encoding.UTF8.GetBytes(language),
                    Hashtags = Encoding.UTF8.GetBytes(cell),
                    InReplyToUserId = isReply ? "5"u8 : default,
                };
                var actual = new SortedSet<string>(StringComparer.Ordinal);
                foreach (ref readonly Mention m in session.Match(tweet))
                    actual.Add($"{m.Alias} {m.Field} {m.Decision.Word()} {MatchRules.Name(m.Rule)} {m.MatchStart} "
                        + $"{Encoding.UTF8.GetString(session.MatchedText(m))}");
                SortedSet<string> expected = reference.Match(text, language, cell, isReply);
                if (!actual.SetEquals(expected))
                    Assert.Fail($"part {part}, text {n}: '{text}' {cell} {language}\nreference: "
                        + $"{string.Join("; ", expected)}\nengine:    {string.Join("; ", actual)}");
                Interlocked.Add(ref mentions, expected.Count > 0 ? 1 : 0);
                Interlocked.Add(ref withoutName, session.Scan.Hits.IsEmpty ? 1 : 0);
            }
        });
        Assert.True(mentions > count / 5 && withoutName > count / 50,
            $"{mentions} texts with mentions, {withoutName} without a name: not a test of much");
    }

    /// <summary>Short names, dotted ones, scripts of three bytes a letter, small letters: whatever a user's lexicon may hold.</summary>
    [Fact]
    public void The_index_finds_every_form_of_any_lexicon()
    {
        string[] alphabets = ["abkx.", "ABKx", "ABÖİ", "йіабЁ", "قکالب", "ปย漢字", "한국ab", "აბგ", "שלוב", "ab1.2", "๏々_a", "«a»☭"];
        string[] kinds = ["token", "stem", "cs_acronym", "hashtag", "hashtag_prefix", "token_strict"];
        var random = new Random(5);
        int found = 0, without = 0;
        for (int n = 0; n < 60; n++)
        {
            var rows = new StringBuilder(
                "target_id\talias\tlanguage\tambiguity\tmatch\tcontext_id\tscript\tkind\tnote\tsource\tpolarity\tevidence\n");
            for (int a = 0; a < 12; a++)
            {
                string letters = alphabets[random.Next(alphabets.Length)];
                string alias = string.Concat(
                    Enumerable.Range(0, random.Next(n % 3 == 0 ? 1 : 2, 7)).Select(_ => letters[random.Next(letters.Length)]));
                rows.Append($"x{a}\t{alias}\tund\tlow\t{kinds[random.Next(kinds.Length)]}\t\t\tname\t\t\tneutral\t\n");
            }

            string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".tsv");
            File.WriteAllText(file, rows.ToString());
            TargetMatcher matcher = TargetMatcher.Compile(Lexicon.LoadFrom(file));
            File.Delete(file);
            var tweets = new RandomTweets(n, matcher.Lexicon);
            var slow = new SlowForms(matcher);
            MatchSession session = matcher.NewSession(), other = matcher.NewSession();
            session.ReadsEverything = true;
            for (int i = 0; i < 500; i++)
            {
                var tweet = new TweetText { Text = tweets.Bytes() };
                found += Compare(session, slow, tweet);
                string expected = Describe(session, session.Match(tweet)), actual = Describe(other, other.Match(tweet));
                Assert.True(expected == actual, $"'{Encoding.UTF8.GetString(tweet.Text)}'\nread whole: {expected}\nelse: {actual}\n{rows}");
                without += other.Scan.Hits.IsEmpty ? 1 : 0;
            }
        }

        Assert.True(found > 5_000 && without > 1_000, $"{found} forms, {without} texts without a name: not a test of much");
    }

    /// <summary>How many forms are in the tweet.</summary>
    private static int Compare(MatchSession session, SlowForms slow, in TweetText tweet)
    {
        session.Match(tweet);
        string folded = Encoding.UTF8.GetString(session.Analysis.Folded.Bytes);
        SortedSet<string> expected = slow.Find(folded), actual = SlowForms.Of(session);
        if (!expected.SetEquals(actual))
            Assert.Fail($"'{folded}'\nonly slow:   {string.Join("; ", expected.Except(actual))}\n"
                + $"only engine: {string.Join("; ", actual.Except(expected))}");
        return actual.Count;
    }

    [Fact]
    public void Every_alias_alone_is_found()
    {
        MatchSession session = Shipped.Matcher.NewSession();
        var lost = new List<string>();
        foreach (Alias alias in Shipped.Matcher.Lexicon.Aliases)
        {
            // What rules of sense ask for is not in the name alone.
            if (alias.Rules.Count > 0 || alias.IsOfOneLanguage)
                continue;
            string text = alias.Match switch
            {
                MatchKind.Hashtag or MatchKind.HashtagPrefix => "a #" + alias.Text,
                MatchKind.Handle => "a @" + alias.Text,
                MatchKind.Domain => "see https://www." + alias.Text + "/x",
                _ => alias.Text,
            };
            bool found = false;
            foreach (ref readonly Mention m in session.Match(
                new TweetText { Text = Encoding.UTF8.GetBytes(text), Language = Encoding.UTF8.GetBytes(alias.Language) }))
                found |= Shipped.Matcher.Lexicon.Aliases[m.Alias].TargetId == alias.TargetId;
            if (!found)
                lost.Add($"{alias.Line} {alias.Text}");
        }

        Assert.True(lost.Count == 0, string.Join('\n', lost));
    }

    [Fact]
    public void Matched_text_stands_at_match_start()
    {
        var tweets = new RandomTweets(7, Shipped.Matcher.Lexicon);
        MatchSession session = Shipped.Matcher.NewSession();
        for (int n = 0; n < 20_000; n++)
        {
            byte[] bytes = tweets.Bytes();
            Rune[] runes = [.. Encoding.UTF8.GetString(bytes).EnumerateRunes()];
            foreach (ref readonly Mention m in session.Match(new TweetText { Text = bytes }))
            {
                string matched = Encoding.UTF8.GetString(session.MatchedText(m));
                string there = string.Concat(runes.Skip(m.MatchStart).Take(matched.EnumerateRunes().Count()));
                Assert.Equal(matched, there);
            }
        }
    }

    [Fact]
    public void Nothing_is_allocated_once_the_buffers_have_grown()
    {
        var tweets = new RandomTweets(3, Shipped.Matcher.Lexicon);
        byte[][] texts = [.. Enumerable.Range(0, 2_000).Select(_ => tweets.Bytes())];
        MatchSession session = Shipped.Matcher.NewSession();
        session.ReadsEverything = true;
        int mentions = Run(session, texts);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int again = Run(session, texts);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(mentions, again);
        Assert.Equal(0, allocated);

        static int Run(MatchSession session, byte[][] texts)
        {
            int count = 0;
            foreach (byte[] text in texts)
            {
                count += session.Match(new TweetText
                {
                    Text = text,
                    Language = "fa"u8,
                    Hashtags = "['MEK', 'FreeIran']"u8,
                    Urls = "[https://www.mojahedin.org/a, https://twitter.com/AlinejadMasih/status/1]"u8,
                    UserMentions = "[48252327, iran_policy]"u8,
                }).Length;
            }

            return count;
        }
    }

    [Fact]
    public void One_session_answers_the_same_after_any_other_tweet()
    {
        var tweets = new RandomTweets(11, Shipped.Matcher.Lexicon);
        MatchSession used = Shipped.Matcher.NewSession();
        for (int n = 0; n < 2_000; n++)
        {
            var tweet = new TweetText { Text = tweets.Bytes() };
            MatchSession fresh = Shipped.Matcher.NewSession();
            Assert.Equal(Describe(fresh, fresh.Match(tweet)), Describe(used, used.Match(tweet)));
        }
    }

    [Fact]
    public void Random_bytes_do_no_harm()
    {
        var random = new Random(5);
        MatchSession session = Shipped.Matcher.NewSession();
        session.ReadsEverything = true;
        byte[] bytes = new byte[300];
        for (int n = 0; n < 5_000; n++)
        {
            Span<byte> part = bytes.AsSpan(0, random.Next(bytes.Length));
            random.NextBytes(part);
            session.Match(new TweetText
            {
                Text = part,
                Hashtags = part,
                Urls = part,
                UserMentions = part,
                Language = part,
                InReplyToUserId = part,
            });
        }
    }

    private static string Describe(MatchSession session, ReadOnlySpan<Mention> mentions)
    {
        var all = new List<string>();
        foreach (ref readonly Mention m in mentions)
            all.Add($"{m.Alias} {m.Field} {m.Decision} {m.Rule} {m.MatchStart} {Convert.ToHexString(session.MatchedText(m))}");
        return string.Join(';', all);
    }
}
