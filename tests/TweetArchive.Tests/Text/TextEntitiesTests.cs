using System.Text;
using TweetArchive.Text;
using Xunit;

namespace TweetArchive.Tests.Text;

public class TextEntitiesTests
{
    private const string Hash = "RgZJbBHwwSxNwqGXmPpbZqpjyQbqPMOIxMtz2fVbXU=";

    private const string HashWithSigns = "9awFHt+htU+xsDluiT0ZsD/XrFXfP5osvTIquKf06P8=";
    private const string Hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("hello #world", "#world")]
    [InlineData("#سلام_دنیا و @a_b", "#سلام_دنیا @a_b")]
    [InlineData("＃全角 ＠full", "＃全角 ＠full")]
    [InlineData("#123 #1a", "#1a")]
    [InlineData("a#b &#39; c&#d", "")]
    [InlineData("(#a)\"#b\"", "#a #b")]
    [InlineData("#a#b", "")]
    [InlineData("#می‌خواهم", "#می‌خواهم")]
    [InlineData("#שלום־עולם", "#שלום־עולם")]
    [InlineData("#Привет!", "#Привет")]
    [InlineData("#İstanbul", "#İstanbul")]
    [InlineData("🦁#lion 🏳️#flag", "#lion #flag")]
    [InlineData("#️⃣ one", "")]
    [InlineData("#cut…", "")]
    [InlineData("#whole … ", "#whole")]
    [InlineData("#mid… more", "#mid")]
    [InlineData("@name, @name: .@name RT@name", "@name @name @name @name")]
    [InlineData("x@name é@name @name@x @nameé", "@name")]
    [InlineData("@abcdefghijklmnopqrstu", "")]
    [InlineData("info@mek-iran.com", "")]
    [InlineData("@" + Hash + " hi", "@" + Hash)]
    [InlineData("#" + Hash + "Oman", "")]
    [InlineData("#Stop" + Hash + "Oman now #x", "#x")]
    [InlineData("#ایران_" + Hash + " #x", "#x")]
    [InlineData("#" + HashWithSigns + " #x", "#x")]
    [InlineData("#Stop" + HashWithSigns + "عمان #x", "#x")]
    [InlineData("＃" + HashWithSigns + "Oman", "")]
    [InlineData("#" + Hex, "")]
    [InlineData("#Stop" + Hex + "Oman #x", "#x")]
    [InlineData("#short=Oman #a+b #a/b", "#short #a #a")]
    [InlineData("@" + HashWithSigns + "68: text", "")]
    [InlineData("RT @" + HashWithSigns + "68: text", "")]
    [InlineData("@" + HashWithSigns + ", @x", "@" + HashWithSigns + " @x")]
    [InlineData("@" + Hex + "ab", "")]
    [InlineData("https://twitter.com/" + HashWithSigns + "/status/12 x", "https://twitter.com/" + HashWithSigns + "/status/12")]
    [InlineData("@0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "@0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("see https://t.co/aB1سلام", "https://t.co/aB1")]
    [InlineData("(https://en.wikipedia.org/wiki/A_(b)).", "https://en.wikipedia.org/wiki/A_(b)")]
    [InlineData("http://a.org/#frag #tag", "http://a.org/#frag #tag")]
    [InlineData("http://a.org/@user @user", "http://a.org/@user @user")]
    [InlineData("HTTP://A.ORG.", "HTTP://A.ORG")]
    [InlineData("http://t https://…", "")]
    [InlineData("go to mek-iran.com, now", "mek-iran.com")]
    [InlineData("Israel.It is", "")]
    [InlineData("www.lemonde.fr/a b", "www.lemonde.fr/a")]
    [InlineData("end. 3.5 a...b", "")]
    public void Entities_are_those_of_twitter(string text, string expected)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        TextEntity[] buffer = new TextEntity[1];
        int count = TextEntities.Scan(utf8, ref buffer);
        Assert.Equal(expected, string.Join(' ', buffer[..count].Select(e => Encoding.UTF8.GetString(utf8, e.Start, e.Length))));
    }

    [Theory]
    [InlineData("RT @abc: x", "abc")]
    [InlineData("RT @" + Hash + ": x", Hash)]
    [InlineData("RT @" + HashWithSigns + ": x", HashWithSigns)]
    [InlineData("RT @" + HashWithSigns + "68: x", "")]
    [InlineData("RT @" + Hex + ": x", Hex)]
    [InlineData("RT @abc x", "")]
    [InlineData("rt @abc: x", "")]
    [InlineData("x RT @abc: x", "")]
    [InlineData("RT @", "")]
    public void The_retweet_header_gives_the_handle(string text, string expected)
    {
        bool found = TextEntities.TryGetRetweetHeader(Encoding.UTF8.GetBytes(text), out ReadOnlySpan<byte> handle);
        Assert.Equal(expected.Length > 0, found);
        Assert.Equal(expected, Encoding.UTF8.GetString(handle));
    }

    [Theory]
    [InlineData(Hash + "Oman", true)]
    [InlineData("Stop" + HashWithSigns, true)]
    [InlineData("ایران" + HashWithSigns + "عمان", true)]
    [InlineData(Hex, true)]
    [InlineData("x" + Hex + "x", true)]
    [InlineData("IranTalksOman", false)]
    [InlineData("AVeryLongHashtagOfMoreThanFortyLettersThatNobodyWrites", false)]
    [InlineData("", false)]
    public void A_hashtag_with_a_hash_in_it_is_known(string body, bool redacted) =>
        Assert.Equal(redacted, TextEntities.IsRedactedHashtag(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("مجاهدين_خلق", "مجاهدینخلق")]
    [InlineData("مجاهدین‌خلق", "مجاهدینخلق")]
    [InlineData("FreeIran2018", "freeiran2018")]
    [InlineData("İRAN", "iran")]
    [InlineData("Münafıklar", "munafiklar")]
    [InlineData("й", "й")]
    [InlineData("\u0438\u0306", "й")]
    [InlineData("ﻻ", "لا")]
    [InlineData("۱۳۹۷", "1397")]
    [InlineData("__", "")]
    [InlineData("ﷲ", "الله")]
    public void Hashtags_fold_to_one_form(string body, string expected)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(body);
        byte[] folded = new byte[3 * utf8.Length];
        Assert.Equal(expected, Encoding.UTF8.GetString(folded, 0, Folding.FoldHashtag(utf8, folded)));
    }

    [Fact]
    public void Every_character_folds_within_three_times_its_length_and_folding_twice_changes_nothing()
    {
        byte[] one = new byte[8], two = new byte[64], three = new byte[256];
        for (int c = 1; c < 0x20000; c++)
        {
            if (!Rune.IsValid(c))
                continue;
            int n = new Rune(c).EncodeToUtf8(one);
            int first = Folding.FoldHashtag(one.AsSpan(0, n), two.AsSpan(0, 3 * n));
            int second = Folding.FoldHashtag(two.AsSpan(0, first), three.AsSpan(0, 3 * first));
            Assert.True(two.AsSpan(0, first).SequenceEqual(three.AsSpan(0, second)), $"U+{c:X4}");
        }
    }

    [Theory]
    [InlineData("يىېےئێۓ", "ی")]
    [InlineData("ةۀہھەۃ", "ه")]
    [InlineData("أإٱآ", "ا")]
    [InlineData("ك", "ک")]
    [InlineData("ؤ", "و")]
    [InlineData("İIıi", "i")]
    [InlineData("٥۵５", "5")]
    [InlineData("\u064B\u0652\u0670\u0640\u200E\u202A\u2066\u200B\uFEFF\u00AD\u0654\u0655", "")]
    public void The_fold_table_is_the_specified_one(string from, string to)
    {
        foreach (char c in from)
            Assert.Equal(to, Folding.FoldText(c.ToString()));
    }

    [Fact]
    public void Letters_fold_to_lower_case_letters_of_their_script()
    {
        for (char c = '\u0041'; c < '\u0530'; c++)
        {
            // Greek is in no alias and keeps its special forms.
            if (!char.IsLetter(c) || c is >= '\u0370' and <= '\u03FF')
                continue;
            string folded = Folding.FoldText(c.ToString());
            Assert.True(
                (folded.Length == 1 || c is (>= 'Ĳ' and <= 'ĳ') or (>= 'Ǆ' and <= 'ǳ')) && (folded.All(char.IsLower) || !char.IsUpper(c)),
                $"U+{(int)c:X4} -> {folded}");
        }
    }
}
