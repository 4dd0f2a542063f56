using System.Globalization;
using System.Text;
using TweetArchive.Archives;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Planning;

/// <summary>Inputs whose text is not UTF-8, or was damaged on its way there: told by some places of them.</summary>
internal static class EncodedText
{
    /// <summary>Turns text of another encoding into UTF-8.</summary>
    public static IEnumerable<Remark> Decode(BlockReader reader, ArchiveEntry entry)
    {
        Encoding? wide = TextEncoding.Wide(reader.Head, out int mark);
        // Of files put together it is the low byte first that Windows adds, and is added to.
        if (wide is not null && wide != Encoding.Unicode)
            return As(reader, wide, mark, WideRemark(wide));
        if (wide is null && entry.ReadAs.Encoding is { } name)
        {
            Encoding told = TextEncoding.Named(name);
            return told.CodePage == Encoding.UTF8.CodePage ? [] : As(reader, told, 0, $"read as {name}, as --encoding says");
        }

        TextSample sample = TextSample.Of(reader.Head, reader.Ended, entry);
        if (SurrogatePairs.Are(reader.Head))
        {
            reader.Translate((ahead, rest) => new SurrogatePairsSource(rest, ahead));
            return [new("encoding",
                "letters above U+FFFF are written as two halves, as Oracle and Java do (CESU-8); they are read as letters")];
        }

        if (sample.IsMixed || entry.ReadAs.Lines)
            return ByLines(reader, sample, wide: entry.ReadAs.Lines || sample.Has(LineEncoding.Wide));
        if (wide is not null)
            return As(reader, wide, mark, WideRemark(wide));
        if (sample.IsTwice)
        {
            reader.Translate((ahead, rest) => new TwiceEncodedSource(rest, ahead));
            return [new("encoding", "the text was turned into UTF-8 twice (letters such as Ù… for م); it is read as it was meant. If "
                + "it was not, say so: --encoding utf-8")];
        }

        // Bytes further down that do not make lines of text are damage, and tell nothing.
        ReadOnlySpan<byte> text = sample.Has(LineEncoding.Page) ? TextSample.Text(reader.Head, reader.Ended, entry) : reader.Head;
        if (text.IndexOf((byte)0) >= 0 || TextEncoding.Guess(text) is not { } guess)
            return [];
        int letters = text.Length - Ascii(text);
        return As(reader, TextEncoding.Named(guess), 0, string.Create(CultureInfo.InvariantCulture,
            $"the text is not UTF-8 ({letters:N0} bytes of the {text.Length / 1024:N0} KiB looked at are not letters of it) and "
            + $"looks like {TextEncoding.Shown(guess)}; it is read so. If letters are wrong, say which it is: --encoding NAME"));
    }

    private static int Ascii(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte b in text)
            count += b < 0x80 ? 1 : 0;
        return count;
    }

    private static string WideRemark(Encoding wide) =>
        $"the text is {(wide == Encoding.UTF32 ? "UTF-32" : "UTF-16")}; it is read as such";

    private static Remark[] As(BlockReader reader, Encoding encoding, int mark, string remark)
    {
        reader.Skip(mark);
        reader.Translate((ahead, rest) => new TranscodedSource(rest, ahead, encoding));
        return [new("encoding", remark)];
    }

    /// <param name="wide">Some lines are UTF-16.</param>
    private static Remark[] ByLines(BlockReader reader, TextSample sample, bool wide)
    {
        string? page = sample.Has(LineEncoding.Page) ? TextEncoding.GuessOfLines(sample.OfPage) : null;
        bool twice = sample.Has(LineEncoding.Twice);
        string[] others = [
            .. wide ? ["are UTF-16, as >> of PowerShell adds them"] : (string[])[],
            .. twice ? ["were turned into UTF-8 twice (letters such as Ù… for م)"] : (string[])[],
            .. page is null ? (string[])[] : [$"look like {TextEncoding.Shown(page)}"]];
        if (others.Length == 0)
            return [];
        reader.Translate((ahead, rest) => new MixedText(rest, ahead, page is null ? null : TextEncoding.Named(page), twice));
        return [new("encoding", $"some lines are UTF-8 and others {string.Join(", or ", others)}: files of several encodings were put "
            + "together; each line is read as what it is. If letters are wrong, say which it is: --encoding NAME")];
    }
}
