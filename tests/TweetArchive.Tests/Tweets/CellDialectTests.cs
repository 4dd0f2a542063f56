using TweetArchive.Archives;
using TweetArchive.Inspecting;
using TweetArchive.Synth;
using TweetArchive.Tweets;
using Xunit;

namespace TweetArchive.Tests.Tweets;

/// <summary>Each dialect of the releases is recognised from the beginning of a file.</summary>
public class CellDialectTests
{
    [Theory]
    [InlineData(SynthDialect.Ira201810, "true/false", "0", "[a, b]", "ids", "hex", false, false)]
    [InlineData(SynthDialect.Iran201901, "True/False", "0.0", "[a, b]", "handles", "base64", true, true)]
    [InlineData(SynthDialect.Iran201906, "true/false", "0", "['a', 'b']", "ids", "base64", true, false)]
    [InlineData(SynthDialect.Thailand202009, "true/false", "0", "['a', 'b']", "ids", "base64", false, false)]
    [InlineData(SynthDialect.Rna202112, "True/False", "0", "['a', 'b']", "ids", "base64", true, false)]
    public void Dialects_of_the_releases(SynthDialect dialect, string booleans, string counts, string lists, string mentions, string hashes,
        bool rounded, bool blankLanguage)
    {
        foreach (QuotingStyle quoting in Enum.GetValues<QuotingStyle>())
        {
            DirectoryInfo folder = Directory.CreateTempSubdirectory("tweetarchive-dialect");
            try
            {
                string path = Path.Combine(folder.FullName, "demo_tweets_csv_hashed.csv");
                SynthArchive.Write(
                    new SynthOptions { Tweets = 1500, OutPath = path, Dialect = dialect, Quoting = quoting, UsersFile = true });
                EntryInspection tweets = Inspector.Inspect(ArchiveCatalog.Open([path]).Entries[0], CancellationToken.None);
                CellDialect found = tweets.Dialect!;
                Assert.Equal((booleans, counts, lists, mentions, hashes, rounded, blankLanguage),
                    (found.Booleans, found.Counts, found.Lists, found.Mentions, found.Hashes, found.ReferenceIdsRounded,
                        found.LanguageBlank));
                Assert.Equal((quoting == QuotingStyle.All ? "all" : "minimal", "LF"), (found.Quoting, found.LineEnd));

                string usersPath = Path.Combine(folder.FullName, "demo_users_csv_hashed.csv");
                EntryInspection users = Inspector.Inspect(ArchiveCatalog.Open([usersPath]).Entries[0], CancellationToken.None);
                Assert.Equal(RowKind.Users, users.Kind);
                Assert.Equal(hashes, users.Dialect!.Hashes);
                Assert.Equal("demo", users.Entry.Dataset);
                Assert.True(users.Exact);
                Assert.Equal(SynthReaderCount(usersPath), users.RecordsEstimated);
            }
            finally
            {
                folder.Delete(true);
            }
        }
    }

    private static int SynthReaderCount(string path) => Synth.SynthReader.Read(path).Count;
}
