using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using TweetArchive.Tables;

namespace TweetArchive.Media;

/// <summary>Files of one dataset that have something in common.</summary>
/// <param name="near">They look alike; otherwise they are the same bytes.</param>
/// <param name="value">The SHA-256, or the difference hash that represents the group, highest byte first.</param>
internal sealed class ReuseGroup(string dataset, bool near, byte[] value)
{
    private readonly HashSet<UInt128> distinct = [];

    public string Dataset => dataset;

    public bool Near => near;

    public byte[] Value => value;

    public long Files { get; private set; }

    public long DistinctFiles => distinct.Count;

    /// <summary>Distinct, ascending.</summary>
    public List<long> TweetIds { get; } = [];

    /// <summary>Files that look alike but are one are in the group of their bytes already.</summary>
    public bool IsReuse => Files > 1 && (!near || distinct.Count > 1);

    /// <param name="tweetId">Not below the one before.</param>
    public void Add(long? tweetId, ReadOnlySpan<byte> sha256)
    {
        Files++;
        distinct.Add(BinaryPrimitives.ReadUInt128LittleEndian(sha256));
        if (tweetId is { } id && (TweetIds.Count == 0 || TweetIds[^1] != id))
            TweetIds.Add(id);
    }
}

/// <summary>Groups that wait for their accounts, so that one pass over the tweets serves many of them.</summary>
internal sealed class ReusePortion(TweetAccounts known, MediaReuseTable.Row row)
{
    private readonly List<ReuseGroup> waiting = [];
    private int ids;

    public void Add(ReuseGroup? group)
    {
        if (group is not { IsReuse: true })
            return;
        if (waiting.Count > 0 && (waiting[^1].Dataset != group.Dataset || ids + group.TweetIds.Count > TweetLookup.Portion / 4))
            Flush();
        waiting.Add(group);
        ids += group.TweetIds.Count;
    }

    public void Flush()
    {
        if (waiting.Count == 0)
            return;
        long[] all = [.. waiting.SelectMany(g => g.TweetIds).Order()];
        UInt128[] accounts = known.Of(waiting[0].Dataset, all);
        foreach (ReuseGroup group in waiting)
            Write(group, all, accounts);
        waiting.Clear();
        ids = 0;
    }

    private void Write(ReuseGroup group, long[] all, UInt128[] accounts)
    {
        var distinct = new HashSet<UInt128>();
        long withAccount = 0;
        foreach (long id in CollectionsMarshal.AsSpan(group.TweetIds))
        {
            UInt128 account = accounts[Array.BinarySearch(all, id)];
            if (account == 0)
                continue;
            withAccount++;
            distinct.Add(account);
        }

        row.Dataset.Append(Encoding.UTF8.GetBytes(group.Dataset));
        row.Match.Append(group.Near ? "near_picture"u8 : "same_bytes"u8);
        row.Sha256.AppendOrNull(group.Near ? [] : Encoding.UTF8.GetBytes(Convert.ToHexStringLower(group.Value)));
        row.DifferenceHash.AppendOrNull(group.Near ? (long)BinaryPrimitives.ReadUInt64BigEndian(group.Value) : null);
        row.Distance.Append(group.Near ? NearPictures.Distance : 0);
        row.Files.Append(group.Files);
        row.DistinctFiles.Append(group.DistinctFiles);
        row.Tweets.Append((long)group.TweetIds.Count);
        row.TweetsWithAccount.Append(withAccount);
        row.Accounts.AppendOrNull(withAccount > 0 ? distinct.Count : null);
        // Ids grow with time.
        row.FirstSeen.AppendOrNull(group.TweetIds.Count > 0 ? MediaReuse.TimeOf(group.TweetIds[0]) : null);
        row.LastSeen.AppendOrNull(group.TweetIds.Count > 0 ? MediaReuse.TimeOf(group.TweetIds[^1]) : null);
        row.End();
    }
}
