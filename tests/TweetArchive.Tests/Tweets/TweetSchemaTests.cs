using TweetArchive.Csv;
using TweetArchive.Tweets;
using Xunit;

namespace TweetArchive.Tests.Tweets;

/// <summary>Columns are found by name: the three orders of the releases, users files, and what is neither.</summary>
public class TweetSchemaTests
{
    private static readonly string[] A = [.. TweetColumns.Names];
    private static readonly string[] B = [.. A.Take(15), A[16], A[15], .. A.Skip(17)];
    private static readonly string[] C = [.. B.Where(name => name != "poll_choices")];
    private static readonly string[] Users = [.. A.Skip(1).Take(10)];

    [Fact]
    public void The_three_orders_of_the_releases()
    {
        Assert.Equal("A", TweetSchema.FromHeader(A).Variant);
        Assert.Equal("B", TweetSchema.FromHeader(B).Variant);
        TweetSchema c = TweetSchema.FromHeader(C);
        Assert.Equal("C", c.Variant);
        Assert.Equal(["poll_choices"], c.MissingColumns);
        Assert.Equal(RowKind.Tweets, c.Kind);
        Assert.Equal(FirstField.Digits, c.First);
        Assert.Equal(-1, c[TweetColumn.PollChoices]);
        Assert.Equal(15, c[TweetColumn.InReplyToUserId]);
    }

    [Fact]
    public void A_users_file()
    {
        TweetSchema users = TweetSchema.FromHeader(Users);
        Assert.Equal((RowKind.Users, "users", FirstField.AccountId), (users.Kind, users.Variant, users.First));
        Assert.Empty(users.MissingColumns);
    }

    [Fact]
    public void Any_order_and_further_columns_are_found_by_name()
    {
        string[] shuffled = ["extra", .. A.Reverse()];
        TweetSchema schema = TweetSchema.FromHeader(shuffled);
        Assert.Equal(("other", FirstField.Anything), (schema.Variant, schema.First));
        foreach (TweetColumn column in Enum.GetValues<TweetColumn>())
            Assert.Equal(A[(int)column], shuffled[schema[column]]);
    }

    [Theory]
    [InlineData("tweetid")]
    [InlineData("userid")]
    [InlineData("tweet_text")]
    [InlineData("tweet_time")]
    [InlineData("is_retweet")]
    public void A_missing_column_is_named(string needed)
    {
        var refused = Assert.Throws<SchemaException>(() => TweetSchema.FromHeader([.. A.Where(name => name != needed)]));
        Assert.Contains($"has no column {needed}.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_named_twice_is_refused()
    {
        var refused = Assert.Throws<SchemaException>(() => TweetSchema.FromHeader([.. A, "tweetid"]));
        Assert.Contains("'tweetid' twice (columns 1 and 32)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_projects_header_is_refused_without_control_characters()
    {
        var refused = Assert.Throws<SchemaException>(() => TweetSchema.FromHeader(["external_author_id", "author\u001B[31m", "content"]));
        Assert.Contains("external_author_id", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001B', refused.Message);
    }
}
