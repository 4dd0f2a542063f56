using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>The forms of one alias as patterns.</summary>
internal sealed partial class MatcherBuilder
{
    private void AddFlag(Alias alias)
    {
        Rune[] letters = [.. alias.Text.EnumerateRunes()];
        if (letters.Length == 2 && letters.All(r => r.Value is >= 0x1F1E6 and <= 0x1F1FF))
            Flags[((letters[0].Value - 0x1F1E6) * 26) + letters[1].Value - 0x1F1E6] = alias.Index;
    }

    private void AddForms(Alias alias)
    {
        for (int n = 0; n < alias.Forms.Count; n++)
        {
            ReadOnlySpan<byte> fold = Folding.Fold(alias.Forms[n]);
            if (fold.IsEmpty)
                continue;
            bool hasSpace = fold.Contains((byte)' ');
            int number = AddForm(fold, FormVariant.AsSpelled, isItself: true);
            if (n == 0)
            {
                Aliases.OneWord[alias.Index] = !hasSpace;
                Aliases.NodeOf[alias.Index] = Patterns.TextNumberOf(number);
            }

            if (alias.IsName && fold.Contains((byte)'\'') && Parted(fold) is { IsEmpty: false } parted)
                AddForm(parted, FormVariant.AsSpelled, isItself: false);
            if (fold.StartsWith("ال"u8) && Encoding.UTF8.GetCharCount(fold) > 4)
                AddForm((byte[])[.. "لل"u8, .. fold["ال"u8.Length..]], FormVariant.Contracted, isItself: false);
            if (alias.Match == MatchKind.CaseSensitiveAcronym)
                AddDotted(Encoding.UTF8.GetString(fold));
            if (hasSpace && Join(alias.Forms[n]) is var joined && Encoding.UTF8.GetCharCount(joined) >= ShortestJoinedName)
                Hashtags.Add(joined, alias.Index);

            int AddForm(ReadOnlySpan<byte> folded, FormVariant variant, bool isItself)
                => Patterns.AddName(alias, n, folded, variant, isItself);

            // M.E.K. and M.E.K, as acronyms were written and still are.
            void AddDotted(string acronym)
            {
                if (acronym.Length < 2 || !acronym.All(char.IsLetter))
                    return;
                string dotted = string.Join('.', acronym.ToCharArray());
                AddForm(Encoding.UTF8.GetBytes(dotted), FormVariant.Dotted, isItself: false);
                AddForm(Encoding.UTF8.GetBytes(dotted + "."), FormVariant.Dotted, isItself: false);
            }
        }
    }

    /// <summary>
    /// An apostrophe may be written as a space, which next to another is one, as in all folded text; valid until the next call.
    /// </summary>
    private ReadOnlySpan<byte> Parted(ReadOnlySpan<byte> folded)
    {
        if (buffer.Length < folded.Length)
            buffer = new byte[2 * folded.Length];
        int length = 0;
        foreach (byte b in folded)
        {
            byte written = b == '\'' ? (byte)' ' : b;
            if (written != ' ' || length == 0 || buffer[length - 1] != ' ')
                buffer[length++] = written;
        }

        return buffer.AsSpan(0, length).Trim((byte)' ');
    }
}
