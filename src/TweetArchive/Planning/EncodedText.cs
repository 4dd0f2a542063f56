using System.Globalization;
using System.Text;
using TweetArchive.Archives;
using TweetArchive.Collections;
using TweetArchive.Csv;

namespace TweetArchive.Planning;

/// <summary>Inputs whose text is not UTF-8, or was damaged on its way there: told by their first bytes.</summary>
internal static class EncodedText
{
    /// <summary>Turns text of another encoding into UTF-8.</summary>
    public static IEnumerable<Remark> Decode(BlockReader reader, ArchiveEntry entry)
    {
        Encoding? encoding = TextEncoding.Wide(reader.Head, out int mark);
        if (encoding is not null)
        {
            reader.Skip(mark);
            reader.Translate((ahead, rest) => new TranscodedSource(rest, ahead, encoding));
            return [new("encoding", $"the text is {(encoding == Encoding.UTF32 ? "UTF-32" : "UTF-16")}; it is read as such")];
        }

        if (entry.ReadAs.Encoding is null && TwiceEncoded.Is(reader.Head))
        {
            reader.Translate((ahead, rest) => new TwiceEncodedSource(rest, ahead));
            return [new("encoding", "the text was turned into UTF-8 twice (letters such as Ù… for م); it is read as it was meant. If "
                + "it was not, say so: --encoding utf-8")];
        }

        if (entry.ReadAs.Encoding is null && SurrogatePairs.Are(reader.Head))
        {
            reader.Translate((ahead, rest) => new SurrogatePairsSource(rest, ahead));
            return [new("encoding",
                "letters above U+FFFF are written as two halves, as Oracle and Java do (CESU-8); they are read as letters")];
        }

        bool mixed = false;
        string? guess = entry.ReadAs.Encoding is null && reader.Head.IndexOf((byte)0) < 0
            ? TextEncoding.Guess(reader.Head, out mixed) : null;
        if ((entry.ReadAs.Encoding ?? guess) is not { } name)
            return [];
        encoding = TextEncoding.Named(name);
        if (encoding.CodePage == Encoding.UTF8.CodePage)
            return [];
        if (mixed)
        {
            reader.Translate((ahead, rest) => new MixedText(rest, ahead, encoding));
            return [new("encoding", $"some lines are UTF-8 and others look like {TextEncoding.Shown(name)}: files of two encodings "
                + "were put together; each line is read as what it is. If letters are wrong, say which it is: --encoding NAME")];
        }

        int letters = reader.Head.Length - Ascii(reader.Head);
        reader.Translate((ahead, rest) => new TranscodedSource(rest, ahead, encoding));
        return guess is null
            ? [new("encoding", $"read as {name}, as --encoding says")]
            : [new("encoding", string.Create(CultureInfo.InvariantCulture, $"the text is not UTF-8 ({letters:N0} bytes of its first "
                + $"{reader.Head.Length / 1024:N0} KiB are not letters of it) and looks like {TextEncoding.Shown(name)}; it is read so. "
                + $"If letters are wrong, say which it is: --encoding NAME"))];
    }

    private static int Ascii(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte b in text)
            count += b < 0x80 ? 1 : 0;
        return count;
    }
}
