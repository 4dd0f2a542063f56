using TweetArchive.Report.Page;
using Xunit;

namespace TweetArchive.Tests.Report;

/// <summary>Defanged links, and marks that stay on their words.</summary>
public sealed class TweetTextTests
{
    [Theory]
    [InlineData("see https://t.co/AbC and http://a.b.example.com/x.html?y=1.2",
        "see hxxps://t[.]co/AbC and hxxp://a[.]b[.]example[.]com/x.html?y=1.2")]
    [InlineData("HTTPS://T.CO/x", "HXXPS://T[.]CO/x")]
    [InlineData("www.awdnews.com/top", "www[.]awdnews[.]com/top")]
    [InlineData("ftp://files.example.org", "fxp://files[.]example[.]org")]
    [InlineData("https://user@host.example:8080/a.b", "hxxps://user@host[.]example:8080/a.b")]
    [InlineData("No link. Just text. 1.5 and a@b.c", "No link. Just text. 1.5 and a@b.c")]
    [InlineData("javascript:alert(1) data:text/html,x", "javascript:alert(1) data:text/html,x")]
    [InlineData("", "")]
    public void Links_are_defanged_and_nothing_else(string text, string shown) => Assert.Equal(shown, TweetText.Defang(text));

    [Fact]
    public void Marks_are_code_points_of_the_text_as_released()
    {
        // Two characters beyond U+FFFF come before the mark, a link within it.
        string text = "😀😀 see https://mek.example/a now";
        Assert.Equal(["😀😀 ", "see", " hxxps://", "mek", "[.]example/a now"], TweetText.Segments(text, [(3, 3), (15, 3)]));
        Assert.Equal(["", "😀", "😀 see hxxps://mek[.]example/a now"], TweetText.Segments(text, [(0, 1)]));
    }

    [Fact]
    public void Marks_may_overlap_touch_and_end_beyond_the_text()
    {
        Assert.Equal(["a", "bcd", "e", "f"], TweetText.Segments("abcdef", [(1, 2), (2, 2), (5, 9)]));
        Assert.Equal(["", "abc"], TweetText.Segments("abc", [(0, 3)]));
        Assert.Equal(["abc"], TweetText.Segments("abc", []));
    }
}
