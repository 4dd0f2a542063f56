using System.Text;
using TweetArchive.Jobs;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
using Xunit;

namespace TweetArchive.Tests.Targets;

/// <summary>What the build compiles of the lexicon, against the lexicon read row by row.</summary>
public sealed class CompiledLexiconTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("compiled-lexicon-").FullName;
    private readonly Lexicon read = Lexicon.LoadShipped(compiled: null);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_alias_and_every_text_is_what_it_is_without_it()
    {
        Lexicon compiled = Load(Compile("targets.bin"));
        Assert.NotNull(compiled.Compiled);
        Assert.Null(read.Compiled);
        Assert.Equal(read.Targets, compiled.Targets);
        Assert.Equal(read.Aliases.Count, compiled.Aliases.Count);
        // From the last to the first, since each is read when it is asked for.
        for (int a = read.Aliases.Count - 1; a >= 0; a--)
            AssertSame(read.Aliases[a], compiled.Aliases[a]);

        MatchSession one = TargetMatcher.Compile(read).NewSession(), other = TargetMatcher.Compile(compiled).NewSession();
        var tweets = new RandomTweets(20261126, read);
        string[] languages = ["", "und", "fa", "ar", "en", "tr", "ru", "th", "de"];
        int mentions = 0;
        for (int n = 0; n < 20_000; n++)
        {
            var tweet = new TweetText
            {
                Text = tweets.Bytes(),
                Language = Encoding.UTF8.GetBytes(languages[n % languages.Length]),
                Hashtags = Encoding.UTF8.GetBytes($"['{tweets.Hashtag()}']"),
                UserMentions = n % 7 == 0 ? "[44196397, 1234]"u8 : [],
            };
            string expected = Describe(one, tweet, ref mentions);
            Assert.Equal(expected, Describe(other, tweet, ref mentions));
        }

        Assert.True(mentions > 10_000, $"{mentions} mentions: not a test of much");
    }

    [Fact]
    public void The_same_lexicon_gives_the_same_bytes()
        => Assert.Equal(File.ReadAllBytes(Compile("one.bin")), File.ReadAllBytes(Compile("two.bin")));

    [Fact]
    public void What_is_of_another_lexicon_or_no_such_file_is_left_alone()
    {
        string file = Compile("targets.bin");
        byte[] bytes = File.ReadAllBytes(file);
        // The checksum of the lexicon is at the beginning.
        bytes[60] ^= 1;
        File.WriteAllBytes(file, bytes);
        Assert.Null(Load(file).Compiled);
        File.WriteAllBytes(file, bytes[..3]);
        Assert.Null(Load(file).Compiled);
        File.WriteAllText(file, "something else, and long enough to be read as a header of some kind");
        Assert.Null(Load(file).Compiled);
        Assert.Null(Load(Path.Combine(folder, "none.bin")).Compiled);
        Assert.Null(Load(folder).Compiled);
    }

    [Fact]
    public void A_damaged_file_is_named_and_never_used()
    {
        string file = Compile("targets.bin");
        byte[] bytes = File.ReadAllBytes(file);
        var random = new Random(4);
        int refused = 0;
        for (int n = 0; n < 40; n++)
        {
            byte[] damaged = [.. bytes];
            // After the header, whose damage makes it a file of another lexicon.
            damaged[random.Next(400, bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(file, n % 4 == 0 ? bytes[..random.Next(400, bytes.Length)] : damaged);
            try
            {
                Lexicon lexicon = Load(file);
                MatchSession session = TargetMatcher.Compile(lexicon).NewSession();
                session.Match(new TweetText { Text = "#FreeIranNow and Israel"u8 });
                _ = lexicon.Compiled?.Read(CompiledLexicon.Part.AliasesTable, from => from.Read<byte>());
                _ = lexicon.Compiled?.Read(CompiledLexicon.Part.HashtagParts, from => new HashtagParts(from));
            }
            catch (LexiconException e)
            {
                Assert.Contains(file, e.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.Equal(40, refused);
    }

    private string Compile(string name)
    {
        string file = Path.Combine(folder, name);
        CompileLexiconJob.Run(file);
        return file;
    }

    private static Lexicon Load(string file) => Lexicon.LoadShipped(file);

    private static void AssertSame(Alias expected, Alias actual)
    {
        Assert.Equal(expected.Forms, actual.Forms);
        Assert.Equal(expected.Rules, actual.Rules);
        Assert.Equal(expected.Ending is null, actual.Ending is null);
        Assert.Equal(expected with { Forms = [], Rules = [], Ending = null }, actual with { Forms = [], Rules = [], Ending = null });
    }

    private static string Describe(MatchSession session, in TweetText tweet, ref int count)
    {
        var text = new StringBuilder();
        foreach (ref readonly Mention m in session.Match(tweet))
        {
            count++;
            text.Append($"{m.Target} {m.Alias} {m.Field} {m.Decision} {m.Rule} {m.MatchStart} ");
            text.Append(Encoding.UTF8.GetString(session.MatchedText(m))).Append("; ");
        }

        return text.ToString();
    }
}
