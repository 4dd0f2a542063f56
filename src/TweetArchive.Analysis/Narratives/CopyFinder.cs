using TweetArchive.Analysis.Coordination;
using TweetArchive.Analysis.Reading;
using TweetArchive.Analysis.Text;
using TweetArchive.Dataset;

namespace TweetArchive.Analysis.Narratives;

/// <summary>
/// Finds texts that are copies of each other. First exact ones by their hash; then each distinct text gets a MinHash signature, texts
/// with a band in common are compared, and those with a Jaccard similarity of at least 0.8 are joined. Clusters are what is joined
/// directly or through others.
/// </summary>
internal sealed class CopyFinder(AnalysisContext context) : IDisposable
{
    public const int ShortestText = 30;
    private static readonly string[] Columns = ["dataset", "userid", "tweet_text"];

    private int[] textOfRow = [];
    private int[] clusterOfText = [];

    /// <summary>Distinct texts; set by <see cref="Find"/>.</summary>
    public TextFile Texts { get; private set; } = null!;

    /// <summary>Which of them are nearly the same; set by <see cref="Find"/>.</summary>
    public NearCopies? Near { get; private set; }

    /// <summary>Tweets whose text is long enough.</summary>
    public long Considered { get; private set; }

    /// <summary>Number of a row's distinct text; −1 for one that is too short.</summary>
    public int TextOf(long row) => textOfRow[row];

    /// <summary>Number of the cluster of a text, which is that of its first text.</summary>
    public int ClusterOf(int text) => clusterOfText[text];

    public void Find()
    {
        long rows = context.Dataset.TweetCount;
        if (rows > Array.MaxLength)
            throw new DatasetException($"{rows} tweets are more than this analysis can number; analyse the datasets one by one.");
        context.Progress.Begin("narratives: exact copies", rows);
        int distinct = ExactCopies((int)rows);
        Texts = new TextFile(context.ScratchFile("texts"), distinct);
        Near = new NearCopies(Texts);
        int bandsAtOnce = (int)Math.Clamp(context.Options.Memory / (4L * Math.Max(distinct, 1)), 1, MinHash.Bands);
        for (int band = 0; band < MinHash.Bands; band += bandsAtOnce)
        {
            int bands = Math.Min(bandsAtOnce, MinHash.Bands - band);
            context.Progress.Begin("narratives: signatures", rows);
            uint[][] keys = Signatures(distinct, band, bands);
            context.Progress.Begin("narratives: comparing");
            foreach (uint[] key in keys)
                Near.Compare(key, context.Cancelled);
        }

        // Threads ask for it, and finding a root writes.
        clusterOfText = [.. Enumerable.Range(0, distinct).Select(Near.ClusterOf)];
    }

    public void Dispose() => Texts?.Dispose();

    /// <summary>Gives each row the number of its text; returns how many different ones there are.</summary>
    private int ExactCopies(int rows)
    {
        AccountIndex accounts = context.Accounts;
        IReadOnlyList<EventSink> sinks =
            context.Dataset.ReadTweets(context.Options.Threads, () => new EventSink(accounts, 0, 1), (sink, tweets, firstRow) =>
            {
                for (int row = 0; row < tweets.Rows; row++)
                {
                    ReadOnlySpan<byte> text = sink.Texts.Normalise(tweets.Texts(2)[row]);
                    if (!LongEnough(text))
                        continue;
                    sink.Accounts.Of(tweets.Texts(0), tweets.Texts(1), row);
                    sink.AddPlain(EventSink.HashOf(text, sink.Accounts.Dataset), (ulong)(firstRow + row));
                }
            }, context.Progress.Add, context.Cancelled, Columns);
        var sorted = new SortedEvents(sinks);
        Considered = sorted.Count;
        textOfRow = new int[rows];
        Array.Fill(textOfRow, -1);
        EventReading.Buckets(context, sorted, () => 0, (_, bucket) =>
        {
            ReadOnlySpan<ObjectEvent> events = sorted.Sorted(bucket);
            for (int from = 0, length; from < events.Length; from += length)
            {
                length = SortedEvents.RunLength(events, from);
                for (int i = 0; i < length; i++)
                    textOfRow[events[from + i].When] = (int)events[from].When;
            }
        });

        // Texts are numbered by their first row, so that numbers do not depend on hashes or threads.
        int distinct = 0;
        for (int row = 0; row < rows; row++)
        {
            if (textOfRow[row] >= 0)
                textOfRow[row] = textOfRow[row] == row ? distinct++ : textOfRow[textOfRow[row]];
        }

        return distinct;
    }

    private static bool LongEnough(ReadOnlySpan<byte> text) =>
        text.Length is >= ShortestText and <= ushort.MaxValue && TextNormaliser.Characters(text) >= ShortestText;

    /// <summary>Some bands of all texts; the first time, the texts are written down too.</summary>
    private uint[][] Signatures(int distinct, int firstBand, int bands)
    {
        uint[][] keys = [.. Enumerable.Range(0, bands).Select(_ => new uint[distinct])];
        // A text's first row is the one at which the numbers reach a new high.
        int[] newTexts = FirstRows(distinct);
        AccountIndex accounts = context.Accounts;
        context.Dataset.ReadTweets(context.Options.Threads, () => new SignatureWork(accounts), (work, tweets, firstRow) =>
        {
            work.Clear();
            for (int row = 0; row < tweets.Rows; row++)
            {
                int text = textOfRow[firstRow + row];
                if (text < 0 || newTexts[text] != firstRow + row)
                    continue;
                ReadOnlySpan<byte> bytes = work.Normaliser.Normalise(tweets.Texts(2)[row]);
                work.Accounts.Of(tweets.Texts(0), tweets.Texts(1), row);
                ReadOnlySpan<uint> signature = work.Hash.Signature(Shingles.Of(bytes, ref work.Buffer));
                for (int b = 0; b < bands; b++)
                    keys[b][text] = MinHash.Band(signature, firstBand + b, work.Accounts.Dataset);
                if (firstBand == 0)
                    work.Add(bytes, text);
            }

            if (firstBand == 0)
                Texts.Add(work.Bytes, work.Texts);
        }, context.Progress.Add, context.Cancelled, Columns);
        return keys;
    }

    private int[] FirstRows(int distinct)
    {
        int[] rows = new int[distinct];
        int next = 0;
        for (int row = 0; row < textOfRow.Length && next < distinct; row++)
        {
            if (textOfRow[row] == next)
                rows[next++] = row;
        }

        return rows;
    }

    /// <summary>What one thread needs and collects.</summary>
    private sealed class SignatureWork(AccountIndex accounts)
    {
        private byte[] bytes = new byte[1 << 16];
        private int length;

        public uint[] Buffer = new uint[1024];

        public TextNormaliser Normaliser { get; } = new();

        public MinHash Hash { get; } = new();

        public TweetAccounts Accounts { get; } = new(accounts);

        public List<(int Text, int Length, int Dataset)> Texts { get; } = [];

        public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

        public void Clear()
        {
            Texts.Clear();
            length = 0;
        }

        public void Add(ReadOnlySpan<byte> text, int number)
        {
            if (length + text.Length > bytes.Length)
                Array.Resize(ref bytes, 2 * (length + text.Length));
            text.CopyTo(bytes.AsSpan(length));
            length += text.Length;
            Texts.Add((number, text.Length, Accounts.Dataset));
        }
    }
}
