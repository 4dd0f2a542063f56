using System.Text;
using TweetArchive.Text;
using Xunit;

namespace TweetArchive.Tests.Text;

public class Utf8InternerTests
{
    /// <summary>Two texts that become one when they are written must be one when they are counted.</summary>
    [Fact]
    public void Damaged_text_is_repaired_before_it_gets_a_number()
    {
        var interner = new Utf8Interner();
        int first = interner.Intern([0xFF, (byte)'a'], out bool isNew);
        Assert.True(isNew);
        Assert.Equal("\uFFFDa", Encoding.UTF8.GetString(interner[first]));
        Assert.Equal(first, interner.Intern([0xFE, (byte)'a'], out isNew));
        Assert.False(isNew);
        Assert.Equal(first, interner.Intern("\uFFFDa"u8));
        Assert.Equal(1, interner.Count);
    }

    [Fact]
    public void A_number_for_each_text_and_ranks_in_bytewise_order()
    {
        var interner = new Utf8Interner();
        string[] texts = [.. Enumerable.Range(0, 3000).Select(i => $"{i * 7919 % 3001}{new string('x', i % 20)}"), ""];
        Assert.Equal(Enumerable.Range(0, texts.Length), texts.Select(t => interner.Intern(Encoding.UTF8.GetBytes(t))));
        Assert.Equal(Enumerable.Range(0, texts.Length), texts.Select(t => interner.Intern(Encoding.UTF8.GetBytes(t))));
        uint[] ranks = interner.Ranks();
        Assert.Equal(texts.Order(StringComparer.Ordinal), texts.Zip(ranks).OrderBy(t => t.Second).Select(t => t.First));
    }
}
