using TweetArchive.Text;

namespace TweetArchive.Targets.Evidence;

// A character a step: entities and ligatures resolved, dots and word beginnings seen. For the texts that need it.
internal sealed partial class EvidenceFilter
{
    /// <summary>Whether a short name stands in the text; writes the codes of the text as far as it was read.</summary>
    private bool HasShortName(ReadOnlySpan<byte> text, bool html, byte[] buffer, out int count)
    {
        count = 0;
        byte[] codes = LetterCodes.OfCharacter;
        uint window = 0, upper = 0, dots = 0, glued = 0, dot = 0;
        // A word of Latin letters alone since the last white space: no link, handle or address ends in it.
        bool inHashtag = false, isPure = true;
        for (int i = 0; i < text.Length;)
        {
            int size = 1;
            int c = text[i];
            if (c >= 0x80 || (html && c == '&'))
                c = html ? CodePoints.DecodeHtml(text, i, out size) : CodePoints.Decode(text, i, out size);
            // Between two letters of ASCII no link, handle or word ends; anything else may hide such an end.
            // In a hashtag, words may be written together.
            inHashtag = !html || c is '#' or 0xFF03 || (inHashtag && (c >= 0x80 || c == '_' || char.IsAsciiLetterOrDigit((char)c)));
            bool letter = c < 0x80 ? char.IsAsciiLetter((char)c) : c is >= 0xC0 and < 0x250 and not (0xD7 or 0xF7);
            isPure = c <= ' ' ? true : isPure && letter;
            bool joined = !inHashtag && i > 0
                && (isPure ? text[i - 1] > ' ' : c < 0x80 && char.IsAsciiLetter((char)text[i]) && char.IsAsciiLetter((char)text[i - 1]));
            i += size;
            if (c >= 0x10000)
            {
                int plain = CharacterTables.Compatible(c);
                c = plain == c ? ' ' : plain;
            }

            string letters = "";
            uint code = codes[c];
            if (code < LetterCodes.FirstDigit)
            {
                dot |= CharacterTables.Fold[c] == '.' ? 1u : 0u;
                continue;
            }

            if (code == LetterCodes.Complex)
                letters = CharacterTables.Expansions[CharacterTables.Fold[c] - CharacterTables.FirstExpansion];
            for (int part = 0; part < Math.Max(1, letters.Length); part++)
            {
                if (letters.Length > 0)
                    code = codes[letters[part]];
                if (code < LetterCodes.FirstDigit)
                    continue;

                buffer[Front + count++] = (byte)code;
                window = (window << 7) | (code & 127);
                upper = (upper << 1) | (code >> 7);
                glued = (glued << 1) | (joined ? 1u : 0u);
                dots = (dots << 1) | dot;
                dot = 0;
                // After a letter of another script a link may begin.
                bool ends = inHashtag || !isPure || i >= text.Length
                    || !(char.IsAsciiLetter((char)text[i])
                    || (isPure && text[i] is >= 0xC3 and <= 0xC8 && CodePoints.Decode(text, i, out _) is >= 0xC0 and < 0x250));
                if (IsShortName(window, upper, dots, glued, ends))
                    return true;
            }
        }

        return false;
    }

    private bool IsShortName(uint window, uint upper, uint dots, uint glued, bool ends)
    {
        for (int n = shortFirst[(window & 0x3FFF) | ((upper & 1) << 14)]; n != 0; n = shortNames[n].Next)
        {
            ref readonly ShortName name = ref shortNames[n];
            if ((window & Ones(name.Length)) != name.Letters || (upper & name.Upper) != name.Upper || (dots & name.Dots) != name.Dots)
                continue;
            // A small letter glued to a letter before it begins no word and no part of a hashtag.
            int first = name.Length - 1;
            if (!ends && !name.GoesOn)
                continue;
            if (!name.Cased || ((glued & ~upper) >> first & 1) == 0)
                return true;
        }

        return false;
    }
}
