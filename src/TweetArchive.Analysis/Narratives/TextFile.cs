using Microsoft.Win32.SafeHandles;

namespace TweetArchive.Analysis.Narratives;

/// <summary>Distinct texts in a scratch file, by number; only the place of each is in memory.</summary>
internal sealed class TextFile : ITexts, IDisposable
{
    private readonly string path;
    private readonly SafeFileHandle file;
    private readonly long[] starts;
    private readonly ushort[] lengths;
    private readonly int[] datasets;
    private long end;

    public TextFile(string path, int texts)
    {
        this.path = path;
        file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.RandomAccess);
        starts = new long[texts];
        lengths = new ushort[texts];
        datasets = new int[texts];
    }

    public int Count => starts.Length;

    public int DatasetOf(int text) => datasets[text];

    /// <summary>Adds some texts at once; several threads may.</summary>
    /// <param name="bytes">The texts, one after the other.</param>
    /// <param name="texts">Number, length and dataset of each.</param>
    public void Add(ReadOnlySpan<byte> bytes, IReadOnlyList<(int Text, int Length, int Dataset)> texts)
    {
        long start = Interlocked.Add(ref end, bytes.Length) - bytes.Length;
        RandomAccess.Write(file, bytes, start);
        foreach ((int text, int length, int dataset) in texts)
        {
            starts[text] = start;
            lengths[text] = (ushort)length;
            datasets[text] = dataset;
            start += length;
        }
    }

    /// <summary>A text, in the buffer.</summary>
    public ReadOnlySpan<byte> Read(int text, ref byte[] buffer)
    {
        if (buffer.Length < lengths[text])
            buffer = new byte[ushort.MaxValue];
        Span<byte> bytes = buffer.AsSpan(0, lengths[text]);
        for (int read = 0; read < bytes.Length;)
            read += RandomAccess.Read(file, bytes[read..], starts[text] + read) is > 0 and int more ? more
                : throw new EndOfStreamException(path);
        return bytes;
    }

    public void Dispose()
    {
        file.Dispose();
        File.Delete(path);
    }
}
