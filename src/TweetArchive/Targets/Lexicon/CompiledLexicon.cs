using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using TweetArchive.Text;

namespace TweetArchive.Targets;

/// <summary>
/// The shipped lexicon as the build compiled it, in the program's folder: declining, folding and indexing a hundred thousand forms takes
/// much longer than reading the arrays that come out of it. It is used when it is of the same lexicon, program version and format;
/// without it a run is slower to begin and has the same results.
/// </summary>
internal sealed class CompiledLexicon
{
    public const string FileName = "targets.bin";

    // Another number for every change of what the parts hold.
    private const int Format = 2;

    private readonly string path;
    private readonly SafeFileHandle file;
    private readonly PartPlace[] parts;

    private CompiledLexicon(string path, SafeFileHandle file, PartPlace[] parts)
    {
        this.path = path;
        this.file = file;
        this.parts = parts;
    }

    /// <summary>What is in the file, each readable by itself.</summary>
    internal enum Part
    {
        /// <summary>Where the row of each alias is.</summary>
        Aliases,

        /// <summary>What every run needs.</summary>
        Matcher,

        /// <summary>What hashtags are divided into: for the first that may hold a name.</summary>
        HashtagParts,

        /// <summary>The table aliases, as Parquet.</summary>
        AliasesTable,
    }

    /// <summary>Where the build puts it.</summary>
    public static string DefaultPath => Path.Combine(AppContext.BaseDirectory, FileName);

    /// <summary>Opens a file; null when there is none, or one of another lexicon, version or format.</summary>
    /// <param name="path">The file.</param>
    /// <param name="checksum">Of the lexicon.</param>
    public static CompiledLexicon? Open(string path, string checksum)
    {
        if (!File.Exists(path))
            return null;
        SafeFileHandle? file = null;
        try
        {
            file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var header = new FlatReader(file, 0, RandomAccess.GetLength(file));
            if (header.Read<byte>().AsSpan().SequenceEqual(Identity(checksum))
                && header.Read<PartPlace>() is { } parts && parts.Length == Enum.GetValues<Part>().Length)
                return new CompiledLexicon(path, file, parts);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // As without the file.
        }

        file?.Dispose();
        return null;
    }

    /// <summary>Writes a file, replacing what is there.</summary>
    /// <param name="path">In a folder that exists.</param>
    /// <param name="checksum">Of the lexicon.</param>
    /// <param name="save">Writes one part.</param>
    public static void Write(string path, string checksum, Action<Part, FlatWriter> save)
    {
        Part[] all = Enum.GetValues<Part>();
        var places = new PartPlace[all.Length];
        using var content = new MemoryStream();
        byte[] identity = Identity(checksum);
        long begin = sizeof(int) + identity.Length + sizeof(int) + (Unsafe.SizeOf<PartPlace>() * places.Length);
        foreach (Part part in all)
        {
            long from = content.Position;
            var writer = new FlatWriter(content);
            save(part, writer);
            places[(int)part] = new PartPlace(begin + from, begin + content.Position, writer.Hash);
        }

        string whole = path + ".new";
        using (FileStream stream = File.Create(whole))
        {
            var header = new FlatWriter(stream);
            header.Write<byte>(identity);
            header.Write<PartPlace>(places);
            content.WriteTo(stream);
        }

        File.Move(whole, path, overwrite: true);
    }

    /// <summary>Reads a part, all of it.</summary>
    /// <exception cref="LexiconException">The file is damaged.</exception>
    public T Read<T>(Part part, Func<FlatReader, T> read)
    {
        PartPlace place = parts[(int)part];
        try
        {
            var reader = new FlatReader(file, place.From, place.To);
            T what = read(reader);
            return reader.IsWhole(place.Hash) ? what : throw new InvalidDataException("other bytes than were written");
        }
        catch (Exception e) when (e is InvalidDataException or IndexOutOfRangeException or ArgumentException)
        {
            throw new LexiconException($"{path}: the file is damaged ({e.Message}). Install the program again, or delete this file: "
                + "the names are then compiled at each start.");
        }
    }

    // The table aliases names the version.
    private static string Version => typeof(CompiledLexicon).Assembly.GetName().Version?.ToString() ?? "";

    /// <summary>The forms are folded and cut into words, so how letters fold, and which are letters, is a part of what they are.</summary>
    private static byte[] Identity(string checksum)
    {
        var characters = new XxHash3();
        characters.Append(MemoryMarshal.AsBytes(CharacterTables.Fold.AsSpan()));
        characters.Append(MemoryMarshal.AsBytes(CharacterTables.Class.AsSpan()));
        return Encoding.ASCII.GetBytes($"targets {Format} {Version} {characters.GetCurrentHashAsUInt64():x16} {checksum}");
    }

    private readonly record struct PartPlace(long From, long To, ulong Hash);
}
