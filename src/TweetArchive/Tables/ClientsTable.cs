using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;

namespace TweetArchive.Tables;

/// <summary>clients: the applications that tweets were sent with; null where the archive gives none.</summary>
internal sealed class ClientsTable() : GroupTable<CountMeasures>("clients", new TableKey(
    KeyColumn.Target(), KeyColumn.NullableText("tweet_client_name", Clients)), countsAccounts: true)
{
    private static readonly Dimension Clients = Dimension.New();

    protected override void Count(in TweetFacts tweet, TweetKeys keys, GroupCounter<CountMeasures> groups)
    {
        int client = keys.Number(Clients, tweet.Client);
        foreach (int target in keys.Targets)
            groups.Add(Key.Pack(target, client), CountMeasures.One, keys.Account);
    }

    protected override GroupRow<CountMeasures> NewRow(ColumnSet columns) => new CountColumns(columns);
}
