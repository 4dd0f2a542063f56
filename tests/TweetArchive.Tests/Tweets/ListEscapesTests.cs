using System.Text;
using TweetArchive.Tweets;
using Xunit;

namespace TweetArchive.Tests.Tweets;

/// <summary>Characters that a release wrote as Python prints them.</summary>
public class ListEscapesTests
{
    [Theory]
    [InlineData(@"['a\u200cb', 'c']", "['a\u200cb', 'c']")]
    [InlineData(@"['\xad\u061c\U0001F600']", "['\u00AD\u061C\U0001F600']")]
    [InlineData(@"[""it's\u200d""]", "[\"it's\u200D\"]")]
    // What is not an escape stays, and so does a surrogate, a cut one, and one after an escaped backslash.
    [InlineData(@"['\d83d\ud83d\u20', '\\u200c\', '\x4', '\']", @"['\d83d\ud83d\u20', '\\u200c\', '\x4', '\']")]
    [InlineData(@"[a\u200cb]", @"[a\u200cb]")]
    [InlineData(@"a\u200cb", @"a\u200cb")]
    [InlineData("[]", "[]")]
    [InlineData("", "")]
    [InlineData(@"['\", @"['\")]
    public void Escapes_of_quoted_items_become_their_characters(string cell, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(ListEscapes.Undo(Encoding.UTF8.GetBytes(cell))));

    [SampleFact("iran_2019")]
    public void Hashtags_of_a_real_release_hold_joiners_and_no_escapes_and_count_once()
    {
        using var folder = new TempDatasets();
        string dataset = folder.Run([Path.Combine(Repository.Samples, "iran_2019")]).Out;
        using var db = new DuckDb();
        Assert.Equal(0, db.Long($"select count(*) from '{dataset}/hashtags.parquet' where contains(hashtag, '\\')"));
        // The text and the column of each of these tweets hold the tag, with the joiner in both.
        Assert.Equal(["شاپرک_شجری_زاده|13", "شاپرک_شجری\u200c_زاده|13", "شاپرک_شجری\u200cزاده|2"],
            db.Lines(
                $"select hashtag, tweets from '{dataset}/hashtags.parquet' where target_id = '*' and starts_with(hashtag, 'شاپرک') order "
                    + "by tweets desc, hashtag"));
    }
}
