using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TweetArchive.Dataset;
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

/// <summary>accounts: one row for each account of the users file or with tweets, its profile and its totals.</summary>
internal sealed class AccountsTable() : CountedTable("accounts", 2)
{
    /// <summary>The profile's cells, in the order of the table's columns.</summary>
    public static readonly TweetColumn[] ProfileColumns =
    [
        TweetColumn.UserDisplayName, TweetColumn.UserScreenName, TweetColumn.UserReportedLocation, TweetColumn.UserProfileDescription,
        TweetColumn.UserProfileUrl, TweetColumn.FollowerCount, TweetColumn.FollowingCount, TweetColumn.AccountCreationDate,
        TweetColumn.AccountLanguage,
    ];

    public override TableCounter NewCounter() => new Counter();

    public override TableMerge NewMerge(ColumnSet columns) => new Merger(new Row(columns));

    /// <summary>One worker's accounts, by the number of the interned user id. Profiles are kept as raw cells.</summary>
    internal sealed class Counter : TableCounter
    {
        private AccountMeasures[] measures = new AccountMeasures[64];
        private (int Start, int Length)[] profiles = new (int, int)[64];
        private byte[] arena = new byte[4096];
        private int used;
        private int count;

        public override long Bytes => arena.Length + (measures.Length * 48L);

        public override bool IsEmpty => count == 0;

        /// <summary>
        /// True for an account that is new, or known only from later records; its cells follow by <see cref="AddCell"/>.
        /// </summary>
        public bool WantsProfile(int account, bool isNew, long profileOrder)
        {
            if (!isNew && profileOrder >= measures[account].ProfileOrder)
                return false;
            if (account >= measures.Length)
            {
                Array.Resize(ref measures, account * 2);
                Array.Resize(ref profiles, account * 2);
            }

            measures[account].ProfileOrder = profileOrder;
            profiles[account] = (used, 0);
            count = Math.Max(count, account + 1);
            return true;
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

        public override void Count(in TweetFacts tweet, TweetKeys keys) => measures[keys.Account].Add(new AccountMeasures
        {
            Tweets = 1,
            Tagged = keys.IsTagged ? 1 : 0,
            First = tweet.TimeMillis,
            Last = tweet.TimeMillis,
        });

        public override void SealInto(RowStore spill, Dimensions dimensions, DimensionRanks ranks)
        {
            int[] order = new int[count];
            for (int i = 0; i < order.Length; i++)
                order[ranks[Dimension.Users][i]] = i;
            byte[] buffer = new byte[SortKeyWriter.MaxText(dimensions.LongestText)];
            byte[] payload = [];
            int fixedSize = Unsafe.SizeOf<AccountMeasures>();
            foreach (int account in order)
            {
                var key = new SortKeyWriter(buffer);
                key.Text(dimensions[Dimension.Users][account]);
                ReadOnlySpan<byte> profile = arena.AsSpan(profiles[account].Start, profiles[account].Length);
                int length = fixedSize + profile.Length;
                if (payload.Length < length)
                    payload = new byte[length * 2];
                MemoryMarshal.Write(payload, in measures[account]);
                profile.CopyTo(payload.AsSpan(fixedSize));
                SortedSpill.Append(spill, key.Written, payload.AsSpan(0, length));
            }
        }

        public override void Clear()
        {
            Array.Clear(measures);
            Array.Clear(profiles);
            used = count = 0;
        }
    }

    /// <summary>Merges one dataset's spills; its accounts are added to <see cref="MergeContext.Accounts"/>.</summary>
    private sealed class Merger(Row row) : TableMerge
    {
        public override void Merge(IReadOnlyList<RowStore> spills, MergeContext context)
        {
            var merger = new SpillMerger(spills);
            int fixedSize = Unsafe.SizeOf<AccountMeasures>();
            byte[] key = [];
            byte[] profile = [];
            AccountMeasures sum = default;
            while (merger.MoveNext())
            {
                AccountMeasures next = MemoryMarshal.Read<AccountMeasures>(merger.Payload);
                bool same = key.Length > 0 && merger.Key.SequenceEqual(key);
                if (!same)
                {
                    row.Write(key, sum, profile, context);
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

            row.Write(key, sum, profile, context);
        }
    }

    private sealed class Row(ColumnSet columns) : TableRow(columns)
    {
        private readonly TextBuffer dataset = columns.DictionaryText("dataset");
        private readonly TextBuffer userId = columns.DictionaryText("userid");
        private readonly ColumnBuffer[] profile =
        [
            columns.Text("user_display_name", nullable: true), columns.Text("user_screen_name", nullable: true),
            columns.Text("user_reported_location", nullable: true), columns.Text("user_profile_description", nullable: true),
            columns.Text("user_profile_url", nullable: true), columns.Long("follower_count", nullable: true),
            columns.Long("following_count", nullable: true), columns.Date("account_creation_date", nullable: true),
            columns.DictionaryText("account_language", nullable: true),
        ];

        private readonly LongBuffer tweets = columns.Long("tweets");
        private readonly LongBuffer taggedTweets = columns.Long("tagged_tweets");
        private readonly TimestampBuffer firstSeen = columns.Timestamp("first_seen", nullable: true);
        private readonly TimestampBuffer lastSeen = columns.Timestamp("last_seen", nullable: true);

        public void Write(byte[] key, in AccountMeasures sum, ReadOnlySpan<byte> cells, MergeContext context)
        {
            if (key.Length == 0)
                return;
            context.Fit(key.Length);
            ReadOnlySpan<byte> id = new SortKeyReader(key).Text(context.Scratch);
            dataset.Append(context.Dataset);
            userId.Append(id);
            ReadOnlySpan<byte> screenName = default;
            for (int i = 0; i < profile.Length; i++)
            {
                int length = BinaryPrimitives.ReadInt32LittleEndian(cells);
                ReadOnlySpan<byte> cell = cells.Slice(4, length);
                cells = cells[(4 + length)..];
                TypedCells.Append(profile[i], cell);
                if (ProfileColumns[i] == TweetColumn.UserScreenName)
                    screenName = cell;
            }

            tweets.Append(sum.Tweets);
            taggedTweets.Append(sum.Tagged);
            bool hasTweets = sum.Tweets > 0;
            firstSeen.AppendOrNull(hasTweets ? sum.First : null);
            lastSeen.AppendOrNull(hasTweets ? sum.Last : null);
            End();
            context.Accounts.Add(id, screenName, hasTweets);
        }
    }
}
