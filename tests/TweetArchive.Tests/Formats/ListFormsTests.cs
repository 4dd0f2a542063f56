using System.Text;
using TweetArchive.Tweets;
using Xunit;

namespace TweetArchive.Tests.Formats;

public class ListFormsTests
{
    [Theory]
    [InlineData("['FreeIran', 'Iran']")]
    [InlineData("[\"FreeIran\", \"Iran\"]")]
    [InlineData("[\"FreeIran\",\"Iran\"]")]
    [InlineData("{FreeIran,\"Iran\"}")]
    [InlineData("[FreeIran, Iran]")]
    [InlineData("[FreeIran,Iran]")]
    [InlineData("['FreeIran' 'Iran']")]
    [InlineData("['FreeIran'\n 'Iran']")]
    [InlineData("array(['FreeIran', 'Iran'], dtype=object)")]
    [InlineData("{'FreeIran', 'Iran'}")]
    [InlineData("('FreeIran', 'Iran')")]
    [InlineData("frozenset({'FreeIran', 'Iran'})")]
    [InlineData("c(\"FreeIran\", \"Iran\")")]
    [InlineData("list(\"FreeIran\", \"Iran\")")]
    [InlineData("{FreeIran,Iran}")]
    [InlineData("FreeIran|Iran")]
    [InlineData("FreeIran\u0002Iran")]
    [InlineData("String[\"FreeIran\", \"Iran\"]")]
    [InlineData("Any[\"FreeIran\", \"Iran\"]")]
    [InlineData("Union{Missing, String}[\"FreeIran\", \"Iran\"]")]
    [InlineData("FreeIran; Iran")]
    [InlineData("FreeIran,Iran")]
    [InlineData("FreeIran Iran")]
    [InlineData("#FreeIran #Iran")]
    [InlineData("['#FreeIran', '#Iran']")]
    [InlineData("'FreeIran', 'Iran'")]
    [InlineData("[{'text': 'FreeIran', 'indices': [0, 4]}, {'text': 'Iran', 'indices': [5, 9]}]")]
    [InlineData("[{\"start\": 1, \"end\": 4, \"tag\": \"FreeIran\"}, {\"tag\": \"Iran\"}]")]
    [InlineData("-, FreeIran, Iran, --")]
    public void Two_hashtags(string cell) => Assert.Equal(["FreeIran", "Iran"], Read(cell, ListKind.Hashtags)!);

    [Theory]
    [InlineData("https://example.org/a,b/c; http://example.net/x;y")]
    [InlineData("https://example.org/a,b/c;http://example.net/x;y")]
    [InlineData("https://example.org/a,b/c, http://example.net/x;y")]
    [InlineData("https://example.org/a,b/c,http://example.net/x;y")]
    [InlineData("https://example.org/a,b/c http://example.net/x;y")]
    [InlineData("https://example.org/a,b/c|http://example.net/x;y")]
    [InlineData("['https://example.org/a,b/c', 'http://example.net/x;y']")]
    public void Two_links(string cell) =>
        Assert.Equal(["https://example.org/a,b/c", "http://example.net/x;y"], Read(cell, ListKind.Urls)!);

    [Theory]
    [InlineData("[]")]
    [InlineData("()")]
    [InlineData("{}")]
    [InlineData("set()")]
    [InlineData("String[]")]
    [InlineData("Any[]")]
    [InlineData("(empty)")]
    [InlineData("c()")]
    [InlineData("character(0)")]
    [InlineData("['']")]
    public void Nothing_in_it(string cell) => Assert.Equal([], Read(cell, ListKind.Hashtags)!);

    [Theory]
    [InlineData("['Free'Iran'x]")]
    [InlineData("a\"b\"")]
    [InlineData("[object Object]")]
    [InlineData("[object Object],[object Object]")]
    [InlineData("System.Object[]")]
    [InlineData("[Ljava.lang.Object;@5f1")]
    [InlineData("ARRAY(0x55d0)")]
    [InlineData("[[a, b], [c]] d")]
    public void What_still_holds_separators_or_quotes_is_unreadable(string cell) => Assert.Null(Read(cell, ListKind.Hashtags));

    [Fact]
    public void Others()
    {
        Assert.Equal(["مجاهدین"], Read("['\\u0645\\u062c\\u0627\\u0647\\u062f\\u06cc\\u0646']", ListKind.Hashtags)!);
        Assert.Equal(["https://example.org/a,b"], Read("['https://example.org/a,b']", ListKind.Urls)!);
        Assert.Equal(["https://example.org/a,b", "http://b.org"], Read("https://example.org/a,b,http://b.org", ListKind.Urls)!);
        Assert.Equal(["http://a.org/it's"], Read("[\"http://a.org/it's\"]", ListKind.Urls)!);
        Assert.Equal(["333333333", "someone"], Read("x333333333 @someone", ListKind.Mentions)!);
        Assert.Equal(["333333333"], Read("[333333333.0]", ListKind.Mentions)!);
        Assert.Equal(["12"], Read("[{'screen_name': 'a', 'id': '12'}]", ListKind.Mentions)!);
        Assert.Equal(["a, b", "c"], Read("a, b|c", ListKind.Choices)!);
    }

    private static string[]? Read(string cell, ListKind kind)
    {
        var found = new List<string>();
        var items = new Items(found);
        return ListForms.TryRead(Encoding.UTF8.GetBytes(cell), kind, ref items) ? [.. found] : null;
    }

    private readonly struct Items(List<string> found) : IListItems
    {
        public void Add(ReadOnlySpan<byte> item) => found.Add(Encoding.UTF8.GetString(item));
    }
}
