using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Spills;
using TweetArchive.Tweets;

namespace TweetArchive.Tables;

/// <summary>What is counted for an account.</summary>
internal struct AccountMeasures
{
    /// <summary>
    /// Which record the profile comes from; the lowest wins: users files before tweets files, then input order.
    /// </summary>
    public long ProfileOrder;
    public long Tweets;
    public long Tagged;
    public long First;
    public long Last;

    public static long Order(bool fromUsersFile, int entry, long offset) =>
        (fromUsersFile ? 0 : 1L << 62) | ((long)entry << 40) | offset;

    public void Add(in AccountMeasures other)
    {
        if (other.Tweets == 0)
            return;
        First = Tweets == 0 ? other.First : Math.Min(First, other.First);
        Last = Tweets == 0 ? other.Last : Math.Max(Last, other.Last);
        Tweets += other.Tweets;
        Tagged += other.Tagged;
    }
}

/// <summary>One worker's accounts, by the number of the interned user id. Profiles are kept as raw cells.</summary>
internal sealed class AccountMap
{
    private AccountMeasures[] measures = new AccountMeasures[64];
    private (int Start, int Length)[] profiles = new (int, int)[64];
    private byte[] arena = new byte[4096];
    private int used;

    public long Bytes => arena.Length + (measures.Length * 48L);

    public ref AccountMeasures this[int account] => ref measures[account];

    public ReadOnlySpan<byte> Profile(int account) => arena.AsSpan(profiles[account].Start, profiles[account].Length);

    public void Clear()
    {
        Array.Clear(measures);
        Array.Clear(profiles);
        used = 0;
    }

    /// <summary>Begins the profile of an account, which may be a new one; nine cells follow by <see cref="AddCell"/>.</summary>
    public void BeginProfile(int account, long profileOrder)
    {
        if (account >= measures.Length)
        {
            Array.Resize(ref measures, account * 2);
            Array.Resize(ref profiles, account * 2);
        }

        measures[account].ProfileOrder = profileOrder;
        profiles[account] = (used, 0);
    }

    public void AddCell(int account, ReadOnlySpan<byte> cell)
    {
        int length = 4 + cell.Length;
        if (used + length > arena.Length)
            Array.Resize(ref arena, Math.Max(arena.Length * 2, used + length));
        BinaryPrimitives.WriteInt32LittleEndian(arena.AsSpan(used), cell.Length);
        cell.CopyTo(arena.AsSpan(used + 4));
        used += length;
        profiles[account].Length += length;
    }
}

/// <summary>accounts: one row for each account of the users file or with tweets, its profile and its totals.</summary>
internal static class AccountsTable
{
    /// <summary>The profile's cells, in the order of the table's columns.</summary>
    public static readonly TweetColumn[] ProfileColumns =
    [
        TweetColumn.UserDisplayName, TweetColumn.UserScreenName, TweetColumn.UserReportedLocation, TweetColumn.UserProfileDescription,
        TweetColumn.UserProfileUrl, TweetColumn.FollowerCount, TweetColumn.FollowingCount, TweetColumn.AccountCreationDate,
        TweetColumn.AccountLanguage,
    ];

    public static void Seal(AccountMap map, Dimensions dimensions, DimensionRanks ranks, RowStore run)
    {
        int[] order = new int[dimensions.Users.Count];
        for (int i = 0; i < order.Length; i++)
            order[ranks.Users[i]] = i;
        byte[] buffer = new byte[SortKeyWriter.MaxText(dimensions.LongestText)];
        byte[] payload = [];
        int fixedSize = Unsafe.SizeOf<AccountMeasures>();
        foreach (int account in order)
        {
            var key = new SortKeyWriter(buffer);
            key.Text(dimensions.Users[account]);
            ReadOnlySpan<byte> profile = map.Profile(account);
            int length = fixedSize + profile.Length;
            if (payload.Length < length)
                payload = new byte[length * 2];
            MemoryMarshal.Write(payload, in map[account]);
            profile.CopyTo(payload.AsSpan(fixedSize));
            SortedSpill.Append(run, key.Written, payload.AsSpan(0, length));
        }

        run.Seal();
    }

    /// <summary>Merges one dataset's runs; its accounts are added to <see cref="MergeContext.Accounts"/>.</summary>
    public static AccountTotals Merge(IEnumerable<RowStore> runs, MergeContext context, ParquetTableWriter row)
    {
        var merger = new SpillMerger(runs);
        int fixedSize = Unsafe.SizeOf<AccountMeasures>();
        byte[] key = [];
        byte[] profile = [];
        AccountMeasures sum = default;
        var totals = new AccountTotals();
        while (merger.MoveNext())
        {
            AccountMeasures next = MemoryMarshal.Read<AccountMeasures>(merger.Payload);
            bool same = key.Length > 0 && merger.Key.SequenceEqual(key);
            if (!same)
            {
                Emit(key, sum, profile, context, row, ref totals);
                key = merger.Key.ToArray();
                sum = next;
            }
            else
            {
                sum.Add(next);
            }

            if (!same || next.ProfileOrder < sum.ProfileOrder)
            {
                sum.ProfileOrder = next.ProfileOrder;
                profile = merger.Payload[fixedSize..].ToArray();
            }
        }

        Emit(key, sum, profile, context, row, ref totals);
        return totals;
    }

    private static void Emit(byte[] key, in AccountMeasures sum, ReadOnlySpan<byte> profile, MergeContext context, ParquetTableWriter row, ref AccountTotals totals)
    {
        if (key.Length == 0)
            return;
        context.Fit(key.Length);
        ReadOnlySpan<byte> userId = new SortKeyReader(key).Text(context.Scratch);
        row[0].Append(context.Dataset);
        row[1].Append(userId);
        ReadOnlySpan<byte> screenName = default;
        for (int i = 0; i < ProfileColumns.Length; i++)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(profile);
            ReadOnlySpan<byte> cell = profile.Slice(4, length);
            profile = profile[(4 + length)..];
            TypedCells.Append(row[i + 2], cell);
            if (ProfileColumns[i] == TweetColumn.UserScreenName)
                screenName = cell;
        }

        row[11].Append(sum.Tweets);
        row[12].Append(sum.Tagged);
        if (sum.Tweets == 0)
        {
            row[13].AppendNull();
            row[14].AppendNull();
        }
        else
        {
            row[13].AppendTimestamp(sum.First);
            row[14].AppendTimestamp(sum.Last);
        }

        row.EndRow();
        context.Accounts.Add(userId, screenName);
        totals.Accounts++;
        totals.WithTweets += sum.Tweets > 0 ? 1 : 0;
    }
}

/// <summary>Accounts of a dataset, and how many of them have tweets.</summary>
internal struct AccountTotals
{
    public long Accounts;
    public long WithTweets;
}
