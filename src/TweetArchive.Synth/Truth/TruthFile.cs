using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using TweetArchive.Synth.Tweets;
using TweetArchive.Synth.Words;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Synth.Truth;

/// <summary>Writes the truth file: JSON, one row a line, sorted, the same bytes for the same options. See docs/synth.md.</summary>
internal sealed class TruthFile(Stream stream, Lexicon lexicon, Tweets.Calendar calendar, EntityNames hashtags, EntityNames domains)
{
    private readonly ArrayBufferWriter<byte> buffer = new();

    public void Write(SynthOptions options, TruthLedger ledger, int? usersFileAccounts)
    {
        Raw("{\n");
        Figure("records", ledger.Tweets);
        Figure("tweets", ledger.Tweets);
        Figure("retweets", ledger.Retweets);
        Figure("accounts", ledger.Accounts);
        Figure("users_file_accounts", usersFileAccounts);
        Figure("tagged_tweets", ledger.TaggedTweets);
        Figure("candidate_tweets", ledger.CandidateTweets);
        Raw(string.Create(CultureInfo.InvariantCulture,
            $"\"options\": {{\"variant\": \"{options.Variant}\", \"dialect\": "
                + $"\"{SynthNames.Dialects[(int)options.Dialect]}\", \"seed\": {options.Seed}, \"lexicon\": \"{lexicon.Checksum}\"}},\n"));
        DailyTotals(ledger);
        DailyMentions(ledger);
        Names("hashtags", "hashtag", ledger.Hashtags, hashtags.Text);
        Names("domains", "domain", ledger.Domains, domains.Text);
        Clients(ledger);
        Hours(ledger);
        Raw("\n}\n");
    }

    private void DailyTotals(TruthLedger ledger) =>
        Table("daily_totals", true, ledger.DailyTotals.Rows.OrderBy(row => row.Key), (json, key, row) =>
    {
        DayAndLanguage(json, key);
        json.WriteNumber("tweets", row.Tweets);
        json.WriteNumber("accounts", row.Accounts);
    });

    private void DailyMentions(TruthLedger ledger) =>
        Table("daily_mentions", false, ledger.DailyMentions.Rows.OrderBy(row => row.Key), (json, key, row) =>
    {
        DayAndLanguage(json, key);
        (_, int target, _, _, MentionDecision decision) = TruthLedger.ReadDayKey(key);
        json.WriteString("target_id", TargetId(target));
        json.WriteString("decision", decision == MentionDecision.Tag ? "tag" : "candidate");
        json.WriteNumber("tweets", row.Tweets);
        json.WriteNumber("accounts", row.Accounts);
        json.WriteNumber("like_count", row.Likes);
        json.WriteNumber("retweet_count", row.RetweetCount);
        json.WriteNumber("reply_count", row.Replies);
        json.WriteNumber("quote_count", row.Quotes);
    });

    private void Names(string table, string column, TruthTable rows, Func<int, string> name)
    {
        var sorted = rows.Rows.OrderBy(row => TruthLedger.ReadNameKey(row.Key).Target)
            .ThenBy(row => name(TruthLedger.ReadNameKey(row.Key).Name), StringComparer.Ordinal);
        Table(table, false, sorted, (json, key, row) =>
        {
            (int target, int number) = TruthLedger.ReadNameKey(key);
            json.WriteString("target_id", TargetId(target));
            json.WriteString(column, name(number));
            json.WriteNumber("tweets", row.Tweets);
            json.WriteNumber("originals", row.Tweets - row.Retweets);
            json.WriteNumber("retweets", row.Retweets);
            json.WriteNumber("accounts", row.Accounts);
        });
    }

    private void Clients(TruthLedger ledger)
    {
        var sorted = ledger.Clients.Rows.OrderBy(row => TruthLedger.ReadNameKey(row.Key).Target)
            .ThenBy(row => ClientNames.All[TruthLedger.ReadNameKey(row.Key).Name], StringComparer.Ordinal);
        Table("clients", false, sorted, (json, key, row) =>
        {
            (int target, int client) = TruthLedger.ReadNameKey(key);
            json.WriteString("target_id", TargetId(target));
            json.WriteString("tweet_client_name", NullIfBlank(ClientNames.All[client]));
            json.WriteNumber("tweets", row.Tweets);
            json.WriteNumber("accounts", row.Accounts);
        });
    }

    private void Hours(TruthLedger ledger) => Table("hours", false, ledger.Hours.Rows.OrderBy(row => row.Key), (json, key, row) =>
    {
        (int target, int slot) = TruthLedger.ReadNameKey(key);
        json.WriteString("target_id", TargetId(target));
        json.WriteNumber("weekday", slot / 24);
        json.WriteNumber("hour", slot % 24);
        json.WriteNumber("tweets", row.Tweets);
    });

    private void DayAndLanguage(Utf8JsonWriter json, ulong key)
    {
        (int day, _, int language, bool isRetweet, _) = TruthLedger.ReadDayKey(key);
        json.WriteString("day", calendar.Text(day));
        json.WriteString("tweet_language", language < 0 ? null : WordList.Codes[language]);
        json.WriteBoolean("is_retweet", isRetweet);
    }

    private void Table(string name, bool first, IEnumerable<KeyValuePair<ulong, Measures>> rows,
        Action<Utf8JsonWriter, ulong, Measures> write)
    {
        Raw((first ? "" : ",\n") + $"\"{name}\": [");
        // Letters of all scripts stay readable.
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        string between = "\n";
        foreach (KeyValuePair<ulong, Measures> row in rows)
        {
            Raw(between);
            between = ",\n";
            json.WriteStartObject();
            write(json, row.Key, row.Value);
            json.WriteEndObject();
            json.Flush();
            stream.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
            json.Reset();
        }

        Raw("]");
    }

    private string TargetId(int target) => target == TruthLedger.Everything ? "*" : lexicon.Targets[target - 1].Id;

    private static string? NullIfBlank(string text) => text.Length == 0 ? null : text;

    private void Figure(string name, long? value) =>
        Raw($"\"{name}\": {value?.ToString(CultureInfo.InvariantCulture) ?? "null"},\n");

    private void Raw(string text) => stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
}
