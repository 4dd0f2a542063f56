using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Spills;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Tables.Counting;

/// <summary>What a table leaves in a spill: its groups in the order of their keys, each with its tweets and distinct accounts.</summary>
public sealed class GroupTableTests : IDisposable
{
    private static readonly TargetNames Targets = new(Lexicon.LoadShipped());

    private readonly TempDatasets temp = new();
    private readonly Dimensions dimensions = new(Targets);
    private readonly Languages table = new();
    private readonly TweetKeys keys;

    public GroupTableTests() => keys = new TweetKeys(dimensions);

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Groups_come_in_the_order_of_their_keys_with_their_tweets_and_accounts()
    {
        string[] languages = ["tr", "", "fa", "a", "aa", "ایران", "en"];
        Assert.Equal(Wanted(), Rows(Count(Tweets())));

        IEnumerable<(string Language, int User)> Tweets() =>
            Enumerable.Range(0, 5_000).Select(i => (languages[i % languages.Length], i * 7919 % 97));

        string[] Wanted() => [.. Tweets().GroupBy(t => t.Language)
            .OrderBy(g => Encoding.UTF8.GetBytes(g.Key), Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))
            .Select(g => $"{g.Count()} tweets, {g.Select(t => t.User).Distinct().Count()} accounts")];
    }

    [Fact]
    public void A_group_of_more_accounts_than_a_row_holds_has_more_rows_and_counts_its_tweets_once()
    {
        const int Users = 5_000;
        string[] rows = Rows(Count([("de", 1), .. Enumerable.Range(0, 2 * Users).Select(i => ("fa", i % Users)), ("tr", 1)]));
        Assert.Equal(["1 tweets, 1 accounts", "10000 tweets, 2048 accounts", "0 tweets, 2048 accounts", "0 tweets, 904 accounts",
            "1 tweets, 1 accounts"], rows);
    }

    [Fact]
    public void A_counter_that_was_cleared_counts_anew()
    {
        TableCounter counter = Count([("fa", 1), ("en", 2)]);
        Assert.False(counter.IsEmpty);
        counter.Clear();
        Assert.True(counter.IsEmpty);
        Assert.Empty(Rows(counter));
        Add(counter, "tr", 3);
        Assert.Equal(["1 tweets, 1 accounts"], Rows(counter));
    }

    private TableCounter Count(IEnumerable<(string Language, int User)> tweets)
    {
        TableCounter counter = table.NewCounter();
        foreach ((string language, int user) in tweets)
            Add(counter, language, user);
        return counter;
    }

    private void Add(TableCounter counter, string language, int user) => counter.Count(
        new TweetFacts { Language = Encoding.UTF8.GetBytes(language), UserId = Encoding.UTF8.GetBytes($"{user}") }, keys);

    /// <summary>Measures and accounts of the rows; keys ascend, and so do the accounts of a key.</summary>
    private string[] Rows(TableCounter counter)
    {
        using var scratch = new Scratch(temp.File(Path.GetRandomFileName()), new ScratchMemory(1 << 20));
        using var spill = new RowStore(scratch);
        counter.SealInto(spill, dimensions, dimensions.Ranks());
        spill.Seal();
        var reader = new SortedSpill.Reader(spill);
        List<string> rows = [];
        (byte[] lastKey, UInt128? lastAccount) = ([], null);
        while (reader.MoveNext())
        {
            int order = lastKey.AsSpan().SequenceCompareTo(reader.Key);
            Assert.True(order <= 0, "keys do not ascend");
            lastAccount = order == 0 ? lastAccount : null;
            var measures = MemoryMarshal.Read<CountMeasures>(reader.Payload);
            int accounts = 0;
            foreach (UInt128 account in MemoryMarshal.Cast<byte, UInt128>(reader.Payload[Unsafe.SizeOf<CountMeasures>()..]))
            {
                Assert.True(lastAccount is null || account > lastAccount, "accounts do not ascend");
                (lastAccount, accounts) = (account, accounts + 1);
            }

            lastKey = reader.Key.ToArray();
            rows.Add($"{measures.Tweets} tweets, {accounts} accounts");
        }

        return [.. rows];
    }

    private sealed class Languages() : GroupTable<CountMeasures>(
        "languages", new TableKey(KeyColumn.Text("language", Dimension.Languages)), countsAccounts: true)
    {
        protected override void Count(in TweetFacts tweet, TweetKeys keys, GroupCounter<CountMeasures> groups) => groups.Add(
            Key.Pack(keys.Number(Dimension.Languages, tweet.Language)), new CountMeasures { Tweets = 1 },
            keys.Number(Dimension.Users, tweet.UserId));

        protected override GroupRow<CountMeasures> NewRow(ColumnSet columns) =>
            throw new NotSupportedException("these tests end at the spill");
    }
}
