namespace TweetArchive.Text;

/// <summary>
/// Answers that were given lately, each with its question, a short text. Hashtags and endings of words are often repeated, and to compare
/// one costs less than to answer again. Not for two threads.
/// </summary>
internal sealed class RecentAnswers
{
    /// <summary>Bytes of a text; answers to longer ones are not kept.</summary>
    private const int Longest = 48;

    private const int Places = 1024;

    private readonly Utf8Hash hashing = Utf8Hash.OfProcess;
    private readonly Entry[] entries = new Entry[Places];
    private readonly byte[] texts = new byte[Places * Longest];

    /// <summary>Whether an answer is known.</summary>
    /// <param name="of">Who is asked: the same text may be asked of several.</param>
    /// <param name="text">About what.</param>
    /// <param name="answer">The answer.</param>
    public bool TryGet(object of, ReadOnlySpan<byte> text, out bool answer)
    {
        answer = false;
        if (text.Length > Longest)
            return false;
        int place = PlaceOf(text);
        ref readonly Entry entry = ref entries[place];
        if (entry.Of != of || entry.Length != text.Length || !TextAt(place, text.Length).SequenceEqual(text))
            return false;
        answer = entry.Answer;
        return true;
    }

    /// <summary>Keeps an answer in the place of an older one; returns it.</summary>
    public bool Keep(object of, ReadOnlySpan<byte> text, bool answer)
    {
        if (text.Length > Longest)
            return answer;
        int place = PlaceOf(text);
        entries[place] = new Entry(of, text.Length, answer);
        text.CopyTo(TextAt(place, text.Length));
        return answer;
    }

    private int PlaceOf(ReadOnlySpan<byte> text) => (int)(hashing.Of(text) % Places);

    private Span<byte> TextAt(int place, int length) => texts.AsSpan(place * Longest, length);

    private readonly record struct Entry(object? Of, int Length, bool Answer);
}
