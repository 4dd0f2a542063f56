using System.Numerics;
using System.Runtime.CompilerServices;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

// Each word of the text is looked up by its first bytes, and the few forms that are there are compared whole.
internal sealed partial class PatternScan
{
    private FoldedText text = null!;

    // The forms that are looked for: names, or all others.
    private FormIndex index = matcher.Names;

    // Where words begin that may begin a form.
    private int[] candidates = new int[1024];

    /// <summary>Begins with a text and finds its names.</summary>
    public void FindNames(FoldedText folded)
    {
        (count, text) = (0, folded);
        Find(matcher.Names, 0);
        FindSigns();
    }

    /// <summary>Adds the names from a separator on: of what was appended to the text since.</summary>
    public void AddNamesFrom(int from) => Find(matcher.Names, from);

    /// <summary>Adds what is not a name: context, phrases and words of rules, longer words.</summary>
    public void AddOthers()
    {
        Find(matcher.Others, 0);
        FindSigns();
    }

    private void FindSigns()
    {
        ReadOnlySpan<byte> folded = text.Bytes;
        foreach (int number in index.OfSigns)
        {
            ReadOnlySpan<byte> form = matcher.Patterns.TextOf(number);
            ReadOnlySpan<byte> signs = form[..(form.IndexOf((byte)' ') is >= 0 and var space ? space : form.Length)];
            for (int at = 0, step; (step = folded[at..].IndexOf(signs)) >= 0; at++)
            {
                at += step;
                if (TryFollow(folded, at, form, 0, out int end))
                    AddIfFits(folded, at, end, number, PatternPrefix.None);
            }
        }
    }

    private void Find(FormIndex forms, int from)
    {
        index = forms;
        FoldedText folded = text;
        ReadOnlySpan<byte> bytes = folded.Bytes;
        int[] places = folded.Length <= candidates.Length ? candidates : candidates = new int[2 * folded.Length];
        int found = folded.FindWords(places, from, new Beginnings(forms));
        foreach (int at in places.AsSpan(0, found))
        {
            byte first = bytes[at];
            if (first >= 0xD6 && IsParticle((uint)folded.EightAt(at) & 0xFFFF))
                Start(bytes, at, first is 0xD6 or 0xD7 ? CharacterClass.Hebrew : CharacterClass.Arabic);
            else
                AddAt(at, PatternPrefix.None);
        }
    }

    /// <summary>Words that begin as a form does, or with a prefix of Hebrew or Arabic.</summary>
    private readonly struct Beginnings(FormIndex index) : FoldedText.IWanted
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public uint IsWanted(ulong eight, ulong mask)
            => index.MayBegin(eight, mask) | (((uint)eight & 0xFF) - 0xD7u <= 3 && IsParticle((uint)eight & 0xFFFF) ? 1u : 0);
    }

    /// <summary>A letter that may be a prefix, as its two bytes are in memory: و ف ب ل ک س ا, ו ב ל מ ה ש כ.</summary>
    private static bool IsParticle(uint letter) => letter is 0x88D9 or 0x81D9 or 0xA8D8 or 0x84D9 or 0xA9DA or 0xB3D8 or 0xA7D8
        or 0x95D7 or 0x91D7 or 0x9CD7 or 0x9ED7 or 0x94D7 or 0xA9D7 or 0x9BD7;

    private void AddAt(int at, PatternPrefix prefix)
    {
        if (at >= text.Length)
            return;
        FormIndex index = this.index;
        ulong eight = text.EightAt(at);
        int run = text.RunAt(at);
        if (index.MayBegin(eight, text.MaskAt(at)) == 0)
            return;
        uint first = (uint)eight & 0xFF;
        int most = FormIndex.KeyLength(first);
        // Those shorter than the key, the shortest first; whatever follows them.
        for (uint open = index.OpenLengths(first) & ((1u << Math.Min(run, most)) - 1); open != 0; open &= open - 1)
        {
            ulong beginning = FormIndex.OpenKey(eight & FormIndex.MaskOf(BitOperations.TrailingZeroCount(open)));
            if (index.MayHave(beginning))
                AddForms(index.Find(beginning, ulong.MaxValue), at, run, eight, prefix);
        }

        ulong key = eight & FormIndex.MaskOf(Math.Min(run, most));
        if (index.MayHave(key))
            AddForms(index.Find(key, FormIndex.NextBit(text.Bytes[at..], run)), at, run, eight, prefix);
    }

    private void AddForms(ReadOnlySpan<FormIndex.Form> forms, int at, int run, ulong eight, PatternPrefix prefix)
    {
        ReadOnlySpan<byte> folded = text.Bytes;
        int second = SecondAt(folded, at, run);
        foreach (ref readonly FormIndex.Form form in forms)
        {
            if (((eight ^ form.Head) & form.HeadMask) == 0 && (form.Second == second || form.Second == 0 || second < 0)
                && (form.WordGoesOn ? run >= form.Run : run == form.Run)
                && MayStart(at, form, prefix) && TryFollow(folded, at - form.Signs, index.TextOf(form), form.Known, out int end))
            {
                AddIfFits(folded, at - form.Signs, end, form.Pattern, prefix);
            }
        }
    }

    /// <summary>
    /// The first byte of the word after this one, 0 when none follows closely; negative when it is not known where this one ends.
    /// </summary>
    private static int SecondAt(ReadOnlySpan<byte> folded, int at, int run)
    {
        if (run > 8)
            return -1;
        int next = at + run;
        if (next < folded.Length && folded[next] is (byte)'\'' or (byte)'.')
            next += next + 1 < folded.Length && folded[next + 1] == ' ' ? 2 : 1;
        else if (next < folded.Length && folded[next] == ' ')
            next++;
        else
            return 0;
        return next < folded.Length ? folded[next] : 0;
    }

    /// <summary>Whether there is room for the signs before the first word, which may follow anything but a prefix.</summary>
    private static bool MayStart(int at, in FormIndex.Form form, PatternPrefix prefix)
        => form.Signs == 0 || (prefix == PatternPrefix.None && at >= form.Signs);

    /// <summary>
    /// Whether the form is here: an apostrophe or a dot may part its words too (EE. UU., Baha'i), and a star is any rest of a word.
    /// </summary>
    /// <param name="folded">The text.</param>
    /// <param name="at">Where the form is to begin.</param>
    /// <param name="form">The form.</param>
    /// <param name="known">How many of its bytes are known to be there.</param>
    /// <param name="end">Where it ends.</param>
    private static bool TryFollow(ReadOnlySpan<byte> folded, int at, ReadOnlySpan<byte> form, int known, out int end)
    {
        end = at + known;
        foreach (byte wanted in form[known..])
        {
            byte b = end < folded.Length ? folded[end] : (byte)0;
            if (b == wanted)
            {
                end++;
                continue;
            }

            if (wanted == PatternTable.Star)
            {
                end = WordBounds.End(folded, end);
                continue;
            }

            if (wanted != ' ' || b is not ((byte)'\'' or (byte)'.'))
                return false;
            end++;
            if (end < folded.Length && folded[end] == ' ')
                end++;
        }

        return true;
    }
}
