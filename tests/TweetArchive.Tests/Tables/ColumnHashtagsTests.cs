using System.Text;
using TweetArchive.Tables.Counting;
using TweetArchive.Text;
using Xunit;

namespace TweetArchive.Tests.Tables;

/// <summary>Where the text is said to hold no hashtag but the column's, finding its hashtags finds no other.</summary>
public class ColumnHashtagsTests
{
    private static readonly string[] Parts =
        ["#", "＃", "iran", "Iran", "ایران", "a_b", "1", "é", "́", " ", "\n", ".", ",", "-", "؟", "@", "://t.co/x", "…", "&amp;", "&", "😀",
            "#iran", " #ایران "];

    [Fact]
    public void The_short_way_loses_no_hashtag()
    {
        var random = new Random(1);
        TextEntity[] entities = [];
        int yes = 0;
        for (int n = 0; n < 200_000; n++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => Parts[random.Next(Parts.Length)]));
            string[] tags = [.. new[] { "iran", "ایران", "a_b", "iran1", "é" }.Where(_ => random.Next(3) == 0)];
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            byte[] column = Encoding.UTF8.GetBytes("[" + string.Join(", ", tags) + "]");
            if (!HashtagFinder.HasNoOther(bytes, column))
                continue;
            yes++;
            int count = TextEntities.Scan(bytes, ref entities);
            foreach (TextEntity entity in entities.Take(count).Where(e => e.Kind == EntityKind.Hashtag))
                Assert.True(tags.Contains(Encoding.UTF8.GetString(entity.Body(bytes))), $"'{text}' with [{string.Join(", ", tags)}]");
        }

        Assert.InRange(yes, 1000, 199_000);
    }

    [Theory]
    [InlineData("iran", true)]
    [InlineData("ایران_۱", true)]
    [InlineData("iran-deal", false)]
    [InlineData("a b", false)]
    public void What_a_hashtag_would_end_at_is_no_body_of_one(string text, bool body) =>
        Assert.Equal(body, TextEntities.IsHashtagBody(Encoding.UTF8.GetBytes(text)));
}
