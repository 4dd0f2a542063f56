using System.IO.Hashing;
using System.Text;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;

namespace TweetArchive.Media;

/// <summary>Asks the files of tweets/ who posted some tweets. Nothing of them is held: each portion of ids is one pass over them.</summary>
internal sealed class TweetAccounts(DatasetFolder dataset, CancellationToken cancelled)
{
    /// <summary>The account of each id, as a hash, where tweets/ has the tweet; otherwise zero.</summary>
    /// <param name="release">The dataset that the tweets are of.</param>
    /// <param name="wanted">Ascending.</param>
    /// <exception cref="DatasetException">A file is missing or damaged.</exception>
    public UInt128[] Of(string release, ReadOnlySpan<long> wanted)
    {
        var accounts = new UInt128[wanted.Length];
        if (wanted.IsEmpty)
            return accounts;
        ReadOnlySpan<byte> name = Encoding.UTF8.GetBytes(release);
        foreach (string part in dataset.Parts)
        {
            using var reader = new TableReader(dataset.FileOf(part), TableList.Tweets, 0, -1, "dataset", "tweetid", "userid");
            while (reader.NextGroup())
            {
                cancelled.ThrowIfCancellationRequested();
                for (int row = 0; row < reader.Rows; row++)
                {
                    if (reader.Numbers(1).IsNull(row) || !reader.Texts(0)[row].SequenceEqual(name))
                        continue;
                    long id = reader.Numbers(1)[row];
                    for (int at = TweetLookup.First(wanted, id); at < wanted.Length && wanted[at] == id; at++)
                        accounts[at] = XxHash128.HashToUInt128(reader.Texts(2)[row]);
                }
            }
        }

        return accounts;
    }
}
