using System.Buffers;
using System.Text;

namespace TweetArchive.Text;

/// <summary>
/// Folding: what makes spellings equal for comparison (matching.md §2): presentation and full-width forms, Arabic and Persian
/// letter variants, vowel marks, Turkish i, case, Latin diacritics, digits, dashes. Folded text is for comparing, never for output
/// as the tweet's text.
/// </summary>
public static class Folding
{
    [ThreadStatic]
    private static FoldedText? scratch;

    /// <summary>
    /// The folded, joined form of a hashtag (column hashtag_folded): letters, marks and digits only, so that
    /// <c>مجاهدين_خلق</c> and <c>مجاهدین‌خلق</c> are one. <paramref name="body"/> is UTF-8 without the <c>#</c>.
    /// </summary>
    /// <param name="body">The hashtag as released; invalid UTF-8 is dropped.</param>
    /// <param name="destination">At least three times as long as <paramref name="body"/> (one ligature can become four letters).</param>
    /// <returns>Bytes written; 0 for a body without letters or digits.</returns>
    public static int FoldHashtag(ReadOnlySpan<byte> body, Span<byte> destination)
    {
        if (destination.Length < 3 * body.Length)
            throw new ArgumentException("the destination must be at least three times as long as the hashtag", nameof(destination));
        int written = 0;
        int previous = 0;
        if (TryFoldPlain(body, destination, ref written))
            return written;
        written = 0;
        for (int i = 0; i < body.Length;)
        {
            int c = CodePoints.Decode(body, i, out int length);
            i += length;
            int folded = FoldOne(c);
            if (folded >= CharacterTables.FirstExpansion && folded < CharacterTables.FirstExpansion + CharacterTables.Expansions.Count)
            {
                foreach (char letter in CharacterTables.Expansions[folded - CharacterTables.FirstExpansion])
                {
                    written += CodePoints.Encode(letter, destination[written..]);
                    previous = letter;
                }

                continue;
            }

            if (folded == CharacterTables.LatinMark)
            {
                if (previous == 0 || (CharacterTables.ClassOf(previous) & CharacterClass.Latin) != 0)
                    continue;
                int composed = CharacterTables.Compose(previous, c);
                if (composed == 0 && CharacterTables.IsStress(previous, c))
                    continue;
                if (composed != 0)
                    written -= Utf8Length(previous);
                folded = composed != 0 ? FoldOne(composed) : c;
            }

            if (folded == CharacterTables.Space)
                previous = 0;
            if (folded is >= 0xE000 and <= 0xF8FF)
                continue;
            // What is left out still parts a mark from the letter before it.
            previous = folded;
            if ((CharacterTables.ClassOf(folded) & CharacterClass.Word) != 0)
                written += CodePoints.Encode(folded, destination[written..]);
        }

        return written;
    }

    /// <summary>The same of a text with or without the <c>#</c>; valid as long as the buffer, which grows when it is too short.</summary>
    internal static ReadOnlySpan<byte> FoldHashtag(string hashtag, ref byte[] buffer)
    {
        ReadOnlySpan<char> body = hashtag.AsSpan().TrimStart('#');
        byte[] utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(body.Length));
        int length = Encoding.UTF8.GetBytes(body, utf8);
        if (buffer.Length < 3 * length)
            buffer = new byte[6 * length];
        int folded = FoldHashtag(utf8.AsSpan(0, length), buffer);
        ArrayPool<byte>.Shared.Return(utf8);
        return buffer.AsSpan(0, folded);
    }

    /// <summary>A hashtag of which each character folds to one, or to none.</summary>
    private static bool TryFoldPlain(ReadOnlySpan<byte> body, Span<byte> destination, ref int written)
    {
        for (int i = 0; i < body.Length;)
        {
            byte b = body[i];
            uint letter;
            if (b < 0x80)
            {
                letter = LetterTable.Of[b];
                i++;
            }
            else if (b is >= 0xC2 and < 0xE0 && i + 1 < body.Length && (body[i + 1] & 0xC0) == 0x80)
            {
                letter = LetterTable.Of[((b & 0x1F) << 6) | (body[i + 1] & 0x3F)];
                i += 2;
            }
            else
                return false;

            if ((letter & LetterTable.Odd) != 0)
                return false;
            if ((letter & LetterTable.Word) == 0)
                continue;
            destination[written++] = (byte)letter;
            if ((letter & LetterTable.Length) > 1u << LetterTable.LengthShift)
                destination[written++] = (byte)(letter >> 8);
            if ((letter & LetterTable.Length) > 2u << LetterTable.LengthShift)
                destination[written++] = (byte)(letter >> 16);
        }

        return true;
    }

    /// <summary>The folded form of a running text, as matching compares it; for explanations and checks.</summary>
    public static string FoldText(string text) => Encoding.UTF8.GetString(Fold(text));

    /// <summary>The same as UTF-8: valid until the next call in the same thread.</summary>
    internal static ReadOnlySpan<byte> Fold(string text)
    {
        FoldedText folded = scratch ??= new FoldedText { KeepsPlaces = false };
        folded.Reset();
        byte[] utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        folded.Append(utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8)), 0, int.MaxValue, html: false);
        ArrayPool<byte>.Shared.Return(utf8);
        return folded.Bytes.Trim([FoldedText.Barrier, (byte)' ']);
    }

    /// <summary>One code point folded: a code point, or one of the actions of <see cref="CharacterTables"/>.</summary>
    internal static int FoldOne(int c)
    {
        if (c < 0x10000)
            return CharacterTables.Fold[c];
        int compatible = CharacterTables.Compatible(c);
        return compatible < 0x10000 ? CharacterTables.Fold[compatible] : compatible;
    }

    private static int Utf8Length(int c) => c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}
