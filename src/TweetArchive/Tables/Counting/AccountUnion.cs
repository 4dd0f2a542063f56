namespace TweetArchive.Tables.Counting;

/// <summary>Counts the distinct accounts, given as hashes, of the rows that make one group.</summary>
internal sealed class AccountUnion
{
    private UInt128[] hashes = new UInt128[256];
    private int used;
    private int rows;

    /// <param name="accounts">Those of one row, all different.</param>
    public void Add(ReadOnlySpan<UInt128> accounts)
    {
        if (accounts.IsEmpty)
            return;
        rows++;
        if (used + accounts.Length > hashes.Length)
            MakeRoom(accounts.Length);
        accounts.CopyTo(hashes.AsSpan(used));
        used += accounts.Length;
    }

    /// <summary>How many there are, and begins again.</summary>
    public long TakeCount()
    {
        if (rows > 1)
            SortDistinct();
        long count = used;
        used = rows = 0;
        return count;
    }

    private void MakeRoom(int wanted)
    {
        SortDistinct();
        int least = used + wanted;
        if (least > hashes.Length / 4 * 3)
            Array.Resize(ref hashes, Math.Max(hashes.Length * 2, least * 2));
    }

    private void SortDistinct()
    {
        if (used == 0)
            return;
        Span<UInt128> all = hashes.AsSpan(0, used);
        all.Sort();
        int kept = 1;
        for (int i = 1; i < all.Length; i++)
        {
            if (all[i] != all[i - 1])
                all[kept++] = all[i];
        }

        used = kept;
    }
}
