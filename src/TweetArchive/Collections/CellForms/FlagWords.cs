using System.Text;

namespace TweetArchive.Collections.CellForms;

/// <summary>
/// The words that spreadsheets write for true and false where they are set to another language than English: a file saved by one has them
/// in place of <c>TRUE</c> and <c>FALSE</c>.
/// </summary>
internal static class FlagWords
{
    private static readonly byte[][] True = Bytes(
        "WAHR", "VRAI", "VERDADERO", "VERO", "VERDADEIRO", "WAAR", "PRAWDA", "ИСТИНА", "ІСТИНА", "DOĞRU", "SANT", "SAND", "SANN", "TOSI",
        "PRAVDA", "IGAZ", "ADEVĂRAT", "ΑΛΗΘΗΣ", "VERDADER");

    private static readonly byte[][] False = Bytes(
        "FALSCH", "FAUX", "FALSO", "ONWAAR", "FAŁSZ", "ЛОЖЬ", "ХИБНІСТЬ", "YANLIŞ", "FALSKT", "FALSK", "USANN", "EPÄTOSI", "NEPRAVDA",
        "HAMIS", "FALS", "ΨΕΥΔΗΣ");

    private static readonly int Longest = True.Concat(False).Max(w => w.Length);

    /// <summary>True and false words, in capitals as spreadsheets write them, or in small Latin letters.</summary>
    public static bool TryGet(ReadOnlySpan<byte> cell, out bool flag)
    {
        flag = false;
        if (cell.Length < 4 || cell.Length > Longest)
            return false;
        flag = Is(cell, True);
        return flag || Is(cell, False);
    }

    private static bool Is(ReadOnlySpan<byte> cell, byte[][] words)
    {
        foreach (byte[] word in words)
        {
            if (Ascii.EqualsIgnoreCase(cell, word) || cell.SequenceEqual(word))
                return true;
        }

        return false;
    }

    private static byte[][] Bytes(params string[] words) => [.. words.Select(Encoding.UTF8.GetBytes)];
}
