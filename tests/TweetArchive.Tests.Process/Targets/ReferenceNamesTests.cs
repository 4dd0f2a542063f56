using System.Text;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
using Xunit;
using Xunit.Abstractions;

namespace TweetArchive.Tests.Targets;

/// <summary>The engine finds the names of the shipped lexicon where the slow reference finds them.</summary>
public class ReferenceNamesTests(ITestOutputHelper output)
{
    [Fact]
    public void Names_stand_where_the_slow_reference_finds_them() => Compare(first: 0, count: 25_000);

    [LongFact]
    public void Names_stand_where_the_slow_reference_finds_them_in_a_million_texts() => Compare(first: 100, count: 1_000_000);

    [SampleFact("iran_2019")]
    public void Names_stand_where_the_slow_reference_finds_them_in_rows_of_the_Iranian_releases() =>
        CompareRows(RealRows.Iran(), mentions: 600);

    [SampleFact("thailand_2020_09")]
    public void Names_stand_where_the_slow_reference_finds_them_in_the_Thai_release() => CompareRows(RealRows.Thailand(), mentions: 1_000);

    private static void CompareRows(IReadOnlyList<RealRows.Row> rows, int mentions)
    {
        var trial = new Trial(Shipped.Matcher.Lexicon);
        foreach (RealRows.Row row in rows)
            trial.Compare(Encoding.UTF8.GetString(row.Text), Encoding.UTF8.GetString(row.Language), "");
        Assert.True(trial.WithNames > mentions, $"{trial.WithNames} of {rows.Count} rows with names: not a test of much");
    }

    private void Compare(int first, int count)
    {
        const int PartSize = 12_500;
        int withNames = 0, withoutName = 0;
        Parallel.For(first, first + (count / PartSize), part =>
        {
            var tweets = new RandomTweets(20261126 + part, Shipped.Matcher.Lexicon);
            var trial = new Trial(Shipped.Matcher.Lexicon);
            string[] languages = ["", "und", "fa", "ar", "en", "tr", "ur", "sr", "in", "ru", "ko", "fi", "iw", "az"];
            for (int n = 0; n < PartSize; n++)
            {
                string cell = n % 4 == 0 ? $"['{tweets.Hashtag()}', '{tweets.Hashtag()}']" : "";
                trial.Compare(tweets.Text(), languages[n % languages.Length], cell);
            }

            Interlocked.Add(ref withNames, trial.WithNames);
            Interlocked.Add(ref withoutName, trial.WithoutName);
        });
        output.WriteLine($"{count} texts, {withNames} with names, {withoutName} without a name");
        Assert.True(withNames > count / 5 && withoutName > count / 100,
            $"{withNames} with names, {withoutName} without a name: not a test of much");
    }

    private sealed class Trial(Lexicon lexicon)
    {
        private readonly ReferenceNames reference = new(lexicon);
        private readonly MatchSession reading = NewReading();
        private readonly MatchSession quick = Shipped.Matcher.NewSession();

        public int WithNames { get; private set; }

        public int WithoutName { get; private set; }

        public void Compare(string text, string language, string cell)
        {
            var tweet = new TweetText
            {
                Text = Encoding.UTF8.GetBytes(text),
                Language = Encoding.UTF8.GetBytes(language),
                Hashtags = Encoding.UTF8.GetBytes(cell),
            };
            string mentions = Describe(reading, reading.Match(tweet));
            SortedSet<string> actual = Places(reading, tweet), expected = reference.Find(text, cell, reading.Languages);
            if (!actual.SetEquals(expected))
            {
                Assert.Fail($"'{text}' {cell} {language}\nonly the reference: {string.Join("; ", expected.Except(actual))}\n"
                    + $"only the engine: {string.Join("; ", actual.Except(expected))}");
            }

            Assert.Equal(mentions, Describe(quick, quick.Match(tweet)));
            WithNames += actual.Count > 0 ? 1 : 0;
            WithoutName += quick.Hits.IsEmpty ? 1 : 0;
        }

        private static MatchSession NewReading()
        {
            MatchSession session = Shipped.Matcher.NewSession();
            session.ReadsEverything = true;
            return session;
        }

        private static SortedSet<string> Places(MatchSession session, TweetText tweet)
        {
            var places = new SortedSet<string>(StringComparer.Ordinal);
            foreach (ref readonly MatchSession.AliasHit hit in session.Hits)
            {
                if (hit.Pattern < 0 || hit.IsReading)
                    continue;
                int start = Encoding.UTF8.GetCharCount((hit.InText ? tweet.Text : tweet.Hashtags)[..hit.Start]);
                string target = session.Matcher.Lexicon.Aliases[hit.Alias].TargetId;
                places.Add($"{target} {(hit.InText ? "text" : "hashtags")} {start} {Encoding.UTF8.GetString(session.HitText(hit))}");
            }

            return places;
        }

        private static string Describe(MatchSession session, ReadOnlySpan<Mention> mentions)
        {
            var all = new List<string>();
            foreach (ref readonly Mention m in mentions)
                all.Add($"{m.Alias} {m.Field} {m.Decision} {m.Rule} {m.MatchStart} {Encoding.UTF8.GetString(session.MatchedText(m))}");
            return string.Join('\n', all);
        }
    }
}
