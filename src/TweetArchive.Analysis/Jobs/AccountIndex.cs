using System.IO.Hashing;
using System.Text;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;

namespace TweetArchive.Analysis;

/// <summary>
/// The accounts of a dataset, numbered in the order of dataset and userid (that of accounts.parquet), so that a number says less than
/// another exactly where the ids do. The same id in two datasets is two accounts: hashes of two releases cannot be compared.
/// </summary>
internal sealed class AccountIndex
{
    private readonly Dictionary<UInt128, int> numbers = [];
    private readonly List<byte[]> ids = [];
    private readonly List<ushort> datasetOf = [];
    private readonly List<byte[]> datasets = [];

    public int Count => ids.Count;

    public int Datasets => datasets.Count;

    public ReadOnlySpan<byte> Id(int account) => ids[account];

    public string IdText(int account) => Encoding.UTF8.GetString(ids[account]);

    public int DatasetOf(int account) => datasetOf[account];

    public ReadOnlySpan<byte> DatasetName(int dataset) => datasets[dataset];

    public string DatasetText(int dataset) => Encoding.UTF8.GetString(datasets[dataset]);

    /// <summary>Number of a dataset; −1 if no account is of it.</summary>
    public int DatasetNumber(ReadOnlySpan<byte> name)
    {
        for (int d = 0; d < datasets.Count; d++)
        {
            if (name.SequenceEqual(datasets[d]))
                return d;
        }

        return -1;
    }

    /// <summary>Number of an account; −1 if it is none of the dataset's.</summary>
    public int Find(int dataset, ReadOnlySpan<byte> userId) => numbers.GetValueOrDefault(Key(dataset, userId), -1);

    public static AccountIndex Load(DatasetFolder folder)
    {
        var index = new AccountIndex();
        using TableReader accounts = folder.Read(TableList.Accounts, "dataset", "userid");
        while (accounts.NextGroup())
        {
            for (int row = 0; row < accounts.Rows; row++)
            {
                ReadOnlySpan<byte> dataset = accounts.Texts(0)[row];
                if (index.datasets.Count == 0 || !dataset.SequenceEqual(index.datasets[^1]))
                    index.datasets.Add(dataset.ToArray());
                index.Add(index.datasets.Count - 1, accounts.Texts(1)[row]);
            }
        }

        return index;
    }

    /// <summary>This many accounts of one dataset that is nowhere: what is drawn at random has accounts too.</summary>
    public static AccountIndex Drawn(int count)
    {
        var index = new AccountIndex();
        index.datasets.Add("drawn"u8.ToArray());
        for (int account = 0; account < count; account++)
            index.Add(0, Encoding.ASCII.GetBytes(account.ToString("00000", System.Globalization.CultureInfo.InvariantCulture)));
        return index;
    }

    private void Add(int dataset, ReadOnlySpan<byte> userId)
    {
        numbers.Add(Key(dataset, userId), ids.Count);
        ids.Add(userId.ToArray());
        datasetOf.Add((ushort)dataset);
    }

    private static UInt128 Key(int dataset, ReadOnlySpan<byte> userId) => XxHash128.HashToUInt128(userId, dataset);
}
