using System.Text;
using TweetArchive.Analysis.Coordination;
using TweetArchive.Text;

namespace TweetArchive.Analysis.Narratives;

/// <summary>Texts by number, UTF-8, to be compared.</summary>
internal interface ITexts
{
    /// <summary>Texts of two datasets are never copies of each other.</summary>
    int DatasetOf(int text);

    /// <summary>A text; it may be in the buffer.</summary>
    ReadOnlySpan<byte> Read(int text, ref byte[] buffer);
}

/// <summary>
/// Joins texts that are nearly the same: those with a band of their MinHash in common are compared, and joined with a Jaccard similarity of
/// at least 0.8. Clusters are what is joined directly or through others. Not for two threads.
/// </summary>
internal sealed class NearCopies(ITexts texts)
{
    public const double LeastJaccard = 0.8;

    /// <summary>Comparisons of a text within one band, at most: what all texts have in common would cost their square.</summary>
    public const int MostComparisons = 64;

    private readonly DisjointSets joined = new();
    private uint[] mine = [];
    private uint[] theirs = [];
    private byte[] buffer = [];

    /// <summary>Pairs of texts that were compared.</summary>
    public long Compared { get; private set; }

    /// <summary>Comparisons left out because of <see cref="MostComparisons"/>.</summary>
    public long LeftOut { get; private set; }

    /// <summary>The cluster of each of a few texts in memory, which is the number of its first text.</summary>
    public static int[] Clusters(IReadOnlyList<string> texts, CancellationToken cancelled)
    {
        var some = new TextsInMemory([.. texts.Select(Encoding.UTF8.GetBytes)]);
        var copies = new NearCopies(some);
        uint[][] keys = [.. Enumerable.Range(0, MinHash.Bands).Select(_ => new uint[texts.Count])];
        var hash = new MinHash();
        uint[] shingles = [];
        byte[] none = [];
        for (int text = 0; text < texts.Count; text++)
        {
            ReadOnlySpan<uint> signature = hash.Signature(Shingles.Of(some.Read(text, ref none), ref shingles));
            for (int band = 0; band < keys.Length; band++)
                keys[band][text] = MinHash.Band(signature, band, 0);
        }

        foreach (uint[] band in keys)
            copies.Compare(band, cancelled);
        return [.. Enumerable.Range(0, texts.Count).Select(copies.ClusterOf)];
    }

    /// <summary>Number of the cluster of a text, which is that of its first text.</summary>
    public int ClusterOf(int text) => joined.Root(text);

    /// <summary>Jaccard similarity of two texts.</summary>
    public double Similarity(int a, int b) => a == b ? 1
        : Shingles.Jaccard(Shingles.Of(texts.Read(a, ref buffer), ref mine), Shingles.Of(texts.Read(b, ref buffer), ref theirs));

    /// <summary>Compares the texts that share a band's hash with those of the clusters met in it before.</summary>
    /// <param name="band">The hash of each text.</param>
    public void Compare(uint[] band, CancellationToken cancelled)
    {
        var order = new OrderedEntry[band.Length];
        for (int text = 0; text < band.Length; text++)
            order[text] = new OrderedEntry(band[text], text);
        KeySort.Sort(order);
        List<int> leaders = [];
        for (int from = 0, to; from < order.Length; from = to)
        {
            for (to = from + 1; to < order.Length && order[to].SortKey == order[from].SortKey; to++)
            {
            }

            if (to - from < 2)
                continue;
            cancelled.ThrowIfCancellationRequested();
            leaders.Clear();
            for (int i = from; i < to; i++)
                Place(order[i].Entry, leaders);
        }
    }

    private void Place(int text, List<int> leaders)
    {
        ReadOnlySpan<uint> own = default;
        int compared = 0;
        foreach (int leader in leaders)
        {
            if (joined.Root(leader) == joined.Root(text))
                return;
            if (compared++ == MostComparisons)
            {
                LeftOut++;
                return;
            }

            if (own.IsEmpty)
                own = Shingles.Of(texts.Read(text, ref buffer), ref mine);
            Compared++;
            if (texts.DatasetOf(leader) == texts.DatasetOf(text)
                && Shingles.Jaccard(own, Shingles.Of(texts.Read(leader, ref buffer), ref theirs)) >= LeastJaccard)
            {
                joined.Join(leader, text);
                return;
            }
        }

        leaders.Add(text);
    }

    private sealed class TextsInMemory(byte[][] texts) : ITexts
    {
        public int DatasetOf(int text) => 0;

        public ReadOnlySpan<byte> Read(int text, ref byte[] buffer) => texts[text];
    }
}
