using System.Numerics;
using System.Runtime.CompilerServices;
using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

/// <summary>
/// Folded forms by how their first words begin: four bytes of a word that begins with ASCII, eight of any other, zeros after a
/// shorter word. A small table of bits says of most words of a text that no form begins so. Immutable.
/// </summary>
internal sealed partial class FormIndex
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    /// <summary>Parts the keys of forms that continue in the same word from those of whole words.</summary>
    private const ulong OpenSalt = 0xA5A5_0000_5A5A_FF00;

    private const int MostBytes = 8;

    // A bit for each hash of a key; about one in twenty is set.
    private readonly Flat<ulong> bits;
    private readonly int bitShift;

    // The keys, and where the forms of each are in the list; open addressing, 0 is not a key.
    private readonly Flat<Slot> slots;
    private readonly int keyShift;
    private readonly Flat<Form> forms;

    // The texts of the forms, in the order of the list: those that are compared one after the other are side by side.
    private readonly Flat<byte> texts;

    // By first byte, the lengths of forms that are shorter than a key and that letters may follow: bit n for n bytes. And two of them
    // as masks with their lengths, so that a word is looked up without a branch; a byte that has more lets every word through.
    private readonly Flat<byte> openLengths;
    private readonly Flat<Open> opens;

    /// <summary>
    /// A form: the first eight bytes of its first word as a number with a mask of those that are the word's, where its text is, the bytes
    /// of signs before the word («like this»), the bytes of the word, at most nine, the first byte of the word after a space, or 0, and
    /// whether the first word may continue after the form.
    /// </summary>
    public readonly record struct Form(
        ulong Head, ulong HeadMask, int Start, int Length, int Pattern, byte Signs, byte Run, byte Second, bool WordGoesOn)
    {
        /// <summary>How many bytes of the form are there when its head is.</summary>
        public int Known => Signs == 0 ? Math.Min((int)Run, MostBytes) : 0;
    }

    /// <summary>A key, a bit for each hash of what follows it in one of its forms, and where these are in the list.</summary>
    private record struct Slot(ulong Key, ulong Next, int First, int Count);

    /// <summary>
    /// The bytes of a key; two lengths of parts as masks, and how far a mask is shifted so that its lowest bit tells whether the next byte
    /// is the word's.
    /// </summary>
    private record struct Open(ulong Key, ulong First, ulong Second, ushort FirstShift, ushort SecondShift, uint More);

    /// <param name="patterns">All patterns.</param>
    /// <param name="ofNames">Whether the forms of names are taken, or all others.</param>
    public FormIndex(PatternTable patterns, bool ofNames)
    {
        Form[] found = Collect(patterns, ofNames, out int[] ofSigns);
        OfSigns = ofSigns;
        byte[] openLengths = new byte[256];
        OrderedEntry[] keys = KeysOf(found, openLengths);
        KeySort.Sort(keys);
        int distinct = 0, letters = 0;
        for (int e = 0; e < keys.Length; e++)
        {
            distinct += e == 0 || keys[e].SortKey != keys[e - 1].SortKey ? 1 : 0;
            letters += found[keys[e].Entry].Length;
        }

        int size = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, distinct)));
        bitShift = 64 - Math.Clamp(size + 4, 12, 22);
        ulong[] bits = new ulong[1 << (64 - bitShift - 6)];
        keyShift = 64 - (size + 1);
        var slots = new Slot[1 << (size + 1)];
        var forms = new Form[keys.Length];
        byte[] texts = new byte[letters];
        for (int from = 0, to, start = 0; from < keys.Length; from = to)
        {
            ulong key = keys[from].SortKey, hash = key * Multiplier, next = 0;
            for (to = from; to < keys.Length && keys[to].SortKey == key; to++)
                forms[to] = found[keys[to].Entry];
            // The shorter ones first, and in the order of the lexicon: as a text is read.
            forms.AsSpan(from..to).Sort((a, b) => a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.Pattern.CompareTo(b.Pattern));
            foreach (ref Form form in forms.AsSpan(from..to))
            {
                form = form with { Start = start };
                patterns.TextOf(form.Pattern).CopyTo(texts.AsSpan(start));
                start += form.Length;
                next |= NextOf(form, texts);
            }

            bits[hash >> bitShift >> 6] |= 1UL << (int)(hash >> bitShift);
            uint slot = (uint)(hash >> keyShift);
            while (slots[slot].Key != 0)
                slot = (slot + 1) & (uint)(slots.Length - 1);
            slots[slot] = new Slot(key, next, from, to - from);
        }

        (this.bits, this.slots, this.forms, this.texts, this.openLengths) = (bits, slots, forms, texts, openLengths);
        opens = openLengths.Select((lengths, first) => OpenOf((uint)first, lengths)).ToArray();
    }

    public FormIndex(FlatReader from)
    {
        OfSigns = from.Read<int>();
        bits = from.Read<ulong>();
        bitShift = from.ReadNumber();
        slots = from.Read<Slot>();
        keyShift = from.ReadNumber();
        forms = from.Read<Form>();
        texts = from.Read<byte>();
        openLengths = from.Read<byte>();
        opens = from.Read<Open>();
    }

    public void Save(FlatWriter to)
    {
        to.Write(OfSigns);
        to.Write(bits);
        to.Write(bitShift);
        to.Write(slots);
        to.Write(keyShift);
        to.Write(forms);
        to.Write(texts);
        to.Write(openLengths);
        to.Write(opens);
    }

    /// <summary>Patterns without a letter or digit, or with one only after a sign and a space: not indexed.</summary>
    public Flat<int> OfSigns { get; }

    /// <summary>The bytes of a key that begins with <paramref name="first"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int KeyLength(uint first) => first < 0x80 ? MostBytes / 2 : MostBytes;

    /// <summary>As bits, the lengths in bytes of forms that begin with <paramref name="first"/> and may be part of a longer word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint OpenLengths(uint first) => openLengths[(int)first];

    /// <summary>The key of the first bytes of a word, at most eight, all others zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskOf(int length) => ulong.MaxValue >> (8 * (MostBytes - length));

    /// <summary>False when no form has the key: nearly always.</summary>
    public bool MayHave(ulong key) => (BitOf(key) & 1) != 0;

    /// <summary>
    /// Whether a form may begin with a word of which these are the first eight bytes, those of the mask its own: 1, or 0. Has no branch
    /// that cannot be predicted.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint MayBegin(ulong eight, ulong mask)
    {
        uint first = (uint)eight & 0xFF;
        ref readonly Open open = ref opens.At((nint)first);
        // A part of a word is one of which the next byte is the word's too.
        return (uint)(BitOf(eight & mask & open.Key) | (BitOf(OpenKey(eight & open.First)) & (mask >> open.FirstShift))
            | (BitOf(OpenKey(eight & open.Second)) & (mask >> open.SecondShift)) | open.More) & 1;
    }

    /// <summary>The bit of a key, lowest; the others are of no interest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong BitOf(ulong key)
    {
        ulong hash = (key * Multiplier) >> bitShift;
        return bits.At((nint)(hash >> 6)) >> (int)hash;
    }

    /// <summary>The key of a beginning of a word that a form continues from.</summary>
    public static ulong OpenKey(ulong beginning) => beginning ^ OpenSalt;

    public ReadOnlySpan<byte> TextOf(in Form form) => texts.Span.Slice(form.Start, form.Length);

    /// <summary>The forms with a key, the shorter ones first; none when what follows the key is in none of them.</summary>
    /// <param name="key">A key.</param>
    /// <param name="next">What <see cref="NextBit"/> says of the text.</param>
    public ReadOnlySpan<Form> Find(ulong key, ulong next)
    {
        for (int at = (int)((key * Multiplier) >> keyShift); slots[at].Key != 0; at = (at + 1) & (slots.Length - 1))
        {
            ref readonly Slot slot = ref slots[at];
            if (slot.Key == key)
                return (slot.Next & next) != 0 ? forms.Span.Slice(slot.First, slot.Count) : default;
        }

        return default;
    }

    /// <summary>A bit for the last byte of the letter that follows a key in the same word; 1 when none follows.</summary>
    /// <param name="folded">Folded bytes, from the word on.</param>
    /// <param name="run">The bytes of the word, at most nine.</param>
    public static ulong NextBit(ReadOnlySpan<byte> folded, int run)
    {
        int most = KeyLength(folded[0]);
        if (run <= most)
            return 1;
        // Of a word of nine bytes, or of more, the tenth may be another word's: then any form will do.
        int at = most == MostBytes ? most + 1 : most;
        return at < folded.Length && (most < MostBytes || folded[at] >= 0x80) ? 1UL << (folded[at] & 63) : ulong.MaxValue;
    }
}
