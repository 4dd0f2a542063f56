using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TweetArchive.Report;
using Xunit;

namespace TweetArchive.Tests.Report;

/// <summary>Datasets to report on, made by the engine, and their pages.</summary>
internal sealed partial class ReportFolder : IDisposable
{
    private readonly TempDatasets datasets = new();

    /// <summary>Each names a target, and something that a page must not do with it.</summary>
    public static readonly string[] HostileTexts =
    [
        "Maryam Rajavi <script>document.title='hacked'</script> &lt;b&gt; &amp;",
        "Maryam Rajavi </script><img src=x onerror=\"document.title='hacked'\"> javascript:alert(1)",
        "Maryam Rajavi https://evil.example.com/path?a=1&b=<2> www.evil.example.com",
        "Maryam Rajavi \u202Etxt.exe\u202C \u2066isolated\u2069 a\u2028b\u2029c",
        "Maryam Rajavi {{data}} <!-- ]]> ${x} {a|b} \\u003cscript>",
    ];

    public const string Persian = "سازمان مجاهدین خلق ایران و مریم رجوی می‌گویند";

    public const string Arabic = "منظمة مجاهدي خلق الإيرانية ومريم رجوي";

    /// <summary>As replies are: a handle in Latin letters before words from the right.</summary>
    public const string PersianReply = "@someone_else #tag مریم رجوی گفت";

    /// <summary>Two releases of 6,000 and 2,000 synthetic tweets.</summary>
    public string Synthetic()
    {
        datasets.Synth(6000, "first_tweets_csv_hashed.csv", seed: 21);
        datasets.Synth(2000, "second_tweets_csv_hashed.csv", seed: 22);
        return datasets.Run([datasets.File("first_tweets_csv_hashed.csv"), datasets.File("second_tweets_csv_hashed.csv")]).Out;
    }

    /// <summary>More than 100,000 tweets with a mention.</summary>
    public string Large()
    {
        datasets.Synth(112_000, "large_tweets_csv_hashed.csv", seed: 23, rate: 0.95);
        return datasets.Run([datasets.File("large_tweets_csv_hashed.csv")]).Out;
    }

    /// <summary>Hostile and right-to-left tweets, one a week, of an account whose name is hostile too.</summary>
    public string HostileTweets() => Tweets(HostileTexts.Append(Persian).Append(Arabic).Append(PersianReply));

    /// <summary>Tweets of one account, or of those that their places give them, one a week.</summary>
    public string Tweets(IEnumerable<string> texts, Func<int, string>? user = null)
    {
        long id = 1_000_000_000_000_000_000;
        IEnumerable<string> rows = texts
            .Select((t, week) =>
                CommandFolder.Row(++id, t.Replace("\"", "\"\"", StringComparison.Ordinal),
                user: user?.Invoke(week) ?? "<i>0123456789abcdef0123456789abcdef</i>",
                time: new DateTime(2018, 1, 2).AddDays(7 * week)
                    .ToString("yyyy-MM-dd 03:04", System.Globalization.CultureInfo.InvariantCulture)));
        string path = datasets.File("hostile_tweets_csv_hashed.csv");
        File.WriteAllText(path, CommandFolder.Header + string.Concat(rows), new UTF8Encoding(false));
        return datasets.Run([path]).Out;
    }

    public static byte[] Page(string dataset, string? only = null, bool all = false) =>
        ReportJob.Make(new ReportOptions { Dataset = dataset, Only = only, AllTweets = all }, CancellationToken.None,
            out _, out _);

    /// <summary>The data in the page's script element.</summary>
    public static JsonElement Data(byte[] page)
    {
        string text = Encoding.UTF8.GetString(page);
        const string Start = "<script type=\"application/json\" id=\"data\">";
        int from = text.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        Assert.True(from >= Start.Length);
        return JsonDocument.Parse(text[from..text.IndexOf("</script>", from, StringComparison.Ordinal)]).RootElement;
    }

    /// <summary>Rows of the table within an element that the page has without its script, cells joined by |.</summary>
    public static string[] Rows(string page, string id)
    {
        int from = page.IndexOf($"id=\"{id}\"", StringComparison.Ordinal);
        Assert.True(from > 0, $"the page has no {id}");
        from = page.IndexOf("<tbody>", from, StringComparison.Ordinal);
        string body = page[from..page.IndexOf("</tbody>", from, StringComparison.Ordinal)];
        return [.. body.Split("<tr>")[1..]
            .Select(r =>
                string.Join('|',
                    r.Split(["</td>", "</th>"], StringSplitOptions.None)[..^1]
                        .Select(c => WebUtility.HtmlDecode(Markup().Replace(c, "")))))];
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();

    public void Dispose() => datasets.Dispose();
}
