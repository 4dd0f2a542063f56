using TweetArchive.Query.Results;
using Xunit;

namespace TweetArchive.Tests.Query;

/// <summary>Tables for people: widths, scripts, and what tweets must not do to a terminal.</summary>
public sealed class TableResultTests
{
    [Theory]
    [InlineData("abc", 3)]
    [InlineData("سلام", 4)]
    [InlineData("می‌خواهم", 7)]
    [InlineData("مُحَمَّد", 4)]
    [InlineData("日本", 4)]
    [InlineData("한국어", 6)]
    [InlineData("😀", 2)]
    [InlineData("👨‍👩‍👧", 2)]
    [InlineData("🇮🇷", 2)]
    [InlineData("❤️", 2)]
    [InlineData("é", 1)]
    [InlineData("Ａ", 2)]
    [InlineData("", 0)]
    public void Widths_are_those_of_a_terminal(string text, int width) => Assert.Equal(width, DisplayText.Width(text));

    [Theory]
    [InlineData("abcdef", 4, "abc…")]
    [InlineData("abcd", 4, "abcd")]
    [InlineData("日本語", 4, "日…")]
    [InlineData("日本", 4, "日本")]
    [InlineData("👨‍👩‍👧👨‍👩‍👧", 3, "👨‍👩‍👧…")]
    [InlineData("مُحَمَّد", 3, "مُحَ…")]
    public void Texts_are_cut_between_characters(string text, int width, string cut)
    {
        Assert.Equal(cut, DisplayText.Cut(text, width));
        Assert.True(DisplayText.Width(cut) <= width);
    }

    [Fact]
    public void Nothing_in_a_tweet_moves_the_cursor_or_turns_the_row()
    {
        Assert.Equal("a⏎b c\uFFFD[31md", DisplayText.OneLine("a\r\nb\tc\u001b[31m\u202Ed\u2066"));
        Assert.Equal("\u2068سلام\u2069  ", DisplayText.Pad("سلام", 6, right: false));
        Assert.Equal("  12", DisplayText.Pad("12", 4, right: true));
    }

    [Fact]
    public void Wide_columns_are_narrowed_first_and_columns_in_the_middle_left_out_last()
    {
        Assert.Equal([5, 30], TableResult.Fit([5, 30], 0).Widths);
        Assert.Equal([5, 13], TableResult.Fit([5, 30], 20).Widths);
        Assert.Equal([19, 19, 20], TableResult.Fit([100, 100, 100], 62).Widths);
        (int[] shown, int[] widths) = TableResult.Fit([.. Enumerable.Repeat(40, 10)], 40);
        Assert.Equal([0, 1, 9], shown);
        Assert.True(widths.Sum() + (2 * 2) + 3 <= 40);
    }

    [Fact]
    public void Rows_beyond_the_limit_are_announced()
    {
        using var text = new StringWriter();
        var table = new TableResult(text, 0, 2);
        table.Begin([new ResultColumn("n", true), new ResultColumn("text", false)]);
        Assert.True(table.Row([1L, "یک"]));
        Assert.True(table.Row([1000L, null]));
        Assert.False(table.Row([3L, "x"]));
        table.End();
        Assert.Equal("   n  text\n────  ────\n   1  \u2068یک\u2069\n1000\n(the first 2 rows; all of them: --max-rows 0, or --format csv)\n",
            text.ToString());
    }
}
