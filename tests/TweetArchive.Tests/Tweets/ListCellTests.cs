using System.Text;
using TweetArchive.Tweets;
using Xunit;

namespace TweetArchive.Tests.Tweets;

public class ListCellTests
{
    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("[ ]")]
    [InlineData("['']")]
    [InlineData("['', '']")]
    [InlineData("[,]")]
    [InlineData("[Iran]", "Iran")]
    [InlineData("[Iran, Geneva]", "Iran", "Geneva")]
    [InlineData("[2572896396]", "2572896396")]
    [InlineData("['a', 'b']", "a", "b")]
    [InlineData("['a','b']", "a", "b")]
    [InlineData("[\"it's\"]", "it's")]
    [InlineData("[\"it's\", 'b']", "it's", "b")]
    [InlineData("['it's', 'b']", "it's", "b")]
    [InlineData("['229313308', '9awFHt+/x=']", "229313308", "9awFHt+/x=")]
    [InlineData("[http://a.b/c,d, http://e.f]", "http://a.b/c,d", "http://e.f")]
    [InlineData("['http://a.b/c, d']", "http://a.b/c, d")]
    [InlineData("[ a ,  b ]", "a", "b")]
    [InlineData("[a, , b]", "a", "b")]
    [InlineData("lonely", "lonely")]
    [InlineData("[JZarif, realDonaldTrump, a+b=]", "JZarif", "realDonaldTrump", "a+b=")]
    [InlineData("['تهران', 'Москва']", "تهران", "Москва")]
    [InlineData("['a", "['a")]
    [InlineData("[a", "[a")]
    public void Items(string cell, params string[] wanted)
    {
        var items = new List<string>();
        foreach (ReadOnlySpan<byte> item in new ListCell(Encoding.UTF8.GetBytes(cell)))
            items.Add(Encoding.UTF8.GetString(item));
        Assert.Equal(wanted, items);
    }

    [Fact]
    public void Any_bytes_end_and_stay_within_the_cell()
    {
        byte[] alphabet = "[]'\", ab\\"u8.ToArray();
        var random = new Random(7);
        for (int n = 0; n < 100_000; n++)
        {
            byte[] cell = [.. Enumerable.Range(0, random.Next(14)).Select(_ => alphabet[random.Next(alphabet.Length)])];
            int total = 0;
            foreach (ReadOnlySpan<byte> item in new ListCell(cell))
            {
                Assert.False(item.IsEmpty);
                total += item.Length;
            }

            Assert.True(total <= cell.Length, Encoding.UTF8.GetString(cell));
        }
    }
}
