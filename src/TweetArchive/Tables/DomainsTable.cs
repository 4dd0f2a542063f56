using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Tables;

/// <summary>
/// domains: hosts of the urls column, lower-case, without www.; which go with a target, and (target *) with the whole dataset.
/// </summary>
internal sealed class DomainsTable() : GroupTable<SeenMeasures>("domains", new TableKey(
    KeyColumn.Target(), KeyColumn.Text("domain", Domains)), countsAccounts: true)
{
    private static readonly Dimension Domains = Dimension.New();

    protected override void Count(in TweetFacts tweet, TweetKeys keys, GroupCounter<SeenMeasures> groups)
    {
        DistinctNumbers domains = keys.NewSet();
        foreach (ReadOnlySpan<byte> url in new ListCell(tweet.Urls))
        {
            Span<byte> host = keys.Buffer(url.Length);
            if (UrlHost.TryGetDomain(url, host, out int length))
                domains.Add(keys.Number(Domains, host[..length]));
        }

        foreach (int target in keys.Targets)
        {
            foreach (int domain in domains.All)
                groups.Add(Key.Pack(target, domain), keys.Seen, keys.Account);
        }
    }

    protected override GroupRow<SeenMeasures> NewRow(ColumnSet columns) => new SeenColumns(columns);
}
