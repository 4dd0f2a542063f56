using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using TweetArchive.Csv;
using TweetArchive.Planning;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Checkpoints;

/// <summary>A unit whose work is done: what became of its pieces, and its partial.</summary>
internal sealed record FinishedUnit(Unit Unit, IReadOnlyList<FinishedPiece> Pieces, Partial Partial);

/// <summary>
/// A finished unit on disk: the chunks of its partial, an index of them, and 32 bytes at the end: the index's length and
/// checksum and the magic word. It gets its name once all of that is safe from a loss of power.
/// </summary>
internal static class UnitFile
{
    private static ReadOnlySpan<byte> Magic => "tweetarchive 5\0\0"u8;

    /// <summary>Writes what is still in memory, the index and the end, and gives the unit's scratch file its lasting name.</summary>
    /// <param name="jobId">Of the job that the unit belongs to.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    public static void Keep(FinishedUnit unit, string jobId, string path)
    {
        using var buffer = new MemoryStream();
        using (var index = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            index.Write(jobId);
            index.Write(unit.Unit.Number);
            index.Write(unit.Unit.Dataset);
            // Into the buffer itself, its length afterwards: of very many pieces this is what takes most memory.
            index.Write(0);
            int start = (int)buffer.Length;
            JsonSerializer.Serialize(buffer, [.. unit.Pieces], CheckpointJson.Default.FinishedPieceArray);
            BinaryPrimitives.WriteInt32LittleEndian(buffer.GetBuffer().AsSpan(start - sizeof(int)), (int)buffer.Length - start);
            unit.Partial.WriteOut(index);
        }

        ReadOnlySpan<byte> bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        Scratch scratch = unit.Partial.Scratch;
        scratch.Write(bytes);
        Span<byte> end = stackalloc byte[32];
        BitConverter.TryWriteBytes(end, (long)bytes.Length);
        BitConverter.TryWriteBytes(end[8..], XxHash3.HashToUInt64(bytes));
        Magic.CopyTo(end[16..]);
        scratch.Write(end);
        scratch.Keep(path);
    }

    /// <summary>The unit in a file, or null if the file is not whole or belongs to another job.</summary>
    /// <param name="verify">Read all of it, to be sure of every byte; otherwise what is read whole later is looked at then.</param>
    public static FinishedUnit? TryOpen(string path, string jobId, ScratchMemory memory, bool verify)
    {
        Partial? partial = null;
        Scratch? scratch = null;
        try
        {
            scratch = Scratch.OpenKept(path, memory);
            using var index = new BinaryReader(new MemoryStream(ReadIndex(scratch)), Encoding.UTF8);
            if (index.ReadString() != jobId)
                return null;
            int number = index.ReadInt32();
            string dataset = index.ReadString();
            FinishedPiece[] pieces =
                JsonSerializer.Deserialize(index.ReadBytes(index.ReadInt32()), CheckpointJson.Default.FinishedPieceArray)!;
            if (!pieces.All(p => p is not null && p.Reasons.Length == RejectReasons.Count))
                return null;
            partial = Partial.Restore(index, scratch);
            if (verify)
                partial.Verify();
            else
                partial.VerifyIds();
            var unit = new FinishedUnit(new Unit(number, dataset, [.. pieces.Select(p => p.Piece)]), pieces, partial);
            (partial, scratch) = (null, null);
            return unit;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
        finally
        {
            partial?.Dispose();
            scratch?.Dispose();
        }
    }

    /// <exception cref="EndOfStreamException">The file is not whole.</exception>
    private static byte[] ReadIndex(Scratch scratch)
    {
        Span<byte> end = stackalloc byte[32];
        if (scratch.Length < end.Length)
            throw new EndOfStreamException();
        scratch.Read(end, scratch.Length - end.Length);
        long length = BitConverter.ToInt64(end);
        if (!end[16..].SequenceEqual(Magic) || length < 0 || length > scratch.Length - end.Length)
            throw new EndOfStreamException();
        byte[] index = new byte[length];
        scratch.Read(index, scratch.Length - end.Length - length);
        return XxHash3.HashToUInt64(index) == BitConverter.ToUInt64(end[8..]) ? index : throw new EndOfStreamException();
    }
}
