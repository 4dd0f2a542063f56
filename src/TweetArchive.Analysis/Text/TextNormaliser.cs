using TweetArchive.Text;

namespace TweetArchive.Analysis.Text;

/// <summary>
/// A tweet's words as copies are compared: folded as matching folds them (docs/matching.md), without URLs, @mentions, e-mail addresses and
/// the header of a retweet, each of which differs between copies. Reusable, not for two threads.
/// </summary>
internal sealed class TextNormaliser
{
    private readonly FoldedText folded = new();
    private readonly OwnWords own = new();
    private byte[] kept = new byte[1024];

    /// <summary>The normalised text, valid until the next call; single spaces, none at the ends.</summary>
    public ReadOnlySpan<byte> Normalise(ReadOnlySpan<byte> text)
    {
        folded.Reset();
        ReadOnlySpan<Range> parts = own.Of(text);
        for (int i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                folded.AppendSpace(parts[i - 1].End.Value, parts[i].Start.Value);
            folded.Append(text, parts[i].Start.Value, parts[i].End.Value, html: true);
        }

        return Tidy(folded.Bytes);
    }

    private ReadOnlySpan<byte> Tidy(ReadOnlySpan<byte> bytes)
    {
        if (kept.Length < bytes.Length)
            kept = new byte[2 * bytes.Length];
        int length = 0;
        foreach (byte b in bytes)
        {
            if (b <= ' ')
            {
                if (length > 0 && kept[length - 1] != ' ')
                    kept[length++] = (byte)' ';
            }
            else
            {
                kept[length++] = b;
            }
        }

        return kept.AsSpan(0, length > 0 && kept[length - 1] == ' ' ? length - 1 : length);
    }

    /// <summary>Code points of a UTF-8 text.</summary>
    public static int Characters(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte b in text)
            count += (b & 0xC0) != 0x80 ? 1 : 0;
        return count;
    }
}
