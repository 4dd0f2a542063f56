using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using TweetArchive.Targets.Matching;
using TweetArchive.Text;

namespace TweetArchive.Targets.Evidence;

// Building the filter: the codes of each alias, its rarest stretch, the short names.
internal sealed partial class EvidenceFilter
{
    private const int Window = 4, LongestStretch = 8, LongestShortName = 4;

    /// <summary>Letters of Latin and of Arabic script, each from the most to the least frequent in running text.</summary>
    private const string ByFrequency = "etaoinshrdlcumwfgypbvkjxqz0123456789ایرنمدهتوسبشکلخزعفقجگپحطصضذچغثظژ";

    private const int LatinInByFrequency = 36;

    private static readonly byte[] rarity = Rarity();
    private static readonly byte[] article = Codes("ال");

    // While building: the first stretch of each window, and what was entered already.
    private readonly Dictionary<uint, int> firstOfWindow = [];
    private readonly HashSet<(uint Window, ulong Codes, int Offset)> entered = [];
    private readonly List<Stretch> stretchList = [];
    private readonly List<ShortName> shortList = [default];

    public EvidenceFilter(Lexicon lexicon)
    {
        var frequent = new Dictionary<ulong, int>();
        foreach (ContextTerm term in lexicon.ContextTerms)
        {
            byte[] codes = Codes(Folding.FoldText(term.Term));
            for (int i = 0; i + Window < codes.Length; i++)
                CollectionsMarshal.GetValueRefOrAddDefault(frequent, Pack(codes.AsSpan(i, Window + 1)), out _)++;
        }

        foreach (Alias alias in lexicon.Aliases)
        {
            if (alias.Match == MatchKind.Flag)
                continue;
            if (alias.Match is MatchKind.Hashtag or MatchKind.HashtagPrefix)
                AddForm(string.Concat(Folding.FoldText(alias.Text.TrimStart('#'))
                    .Where(c => (CharacterTables.Class[c] & CharacterClass.Word) != 0)), "", mayBeSmall: false, goesOn: true, frequent);
            else if (alias.Match is MatchKind.Handle or MatchKind.Domain)
                AddForm(Folding.FoldText(alias.Text.Split('/')[0].TrimStart('#', '@')), "", mayBeSmall: false, goesOn: true, frequent);
            else
                AddForms(alias, frequent);
        }

        always = needsEveryText;
        readsDisguises = lexicon.Aliases.Any(alias => alias.IsName);
        hasFlags = lexicon.Aliases.Any(alias => alias.Match == MatchKind.Flag);
        hasDottedPairs = dottedPairs.AsSpan().ContainsAnyExcept(0UL);
        hasAnyPairs = anyPairs.AsSpan().ContainsAnyExcept(0UL);
        foreignLeads = SearchValues.Create([.. foreignLeadList]);
        shortNames = [.. shortList];
        stretches = [.. stretchList];

        // About one bit in eighty is set; more bits would crowd the caches.
        int bits = Math.Clamp(BitOperations.Log2((uint)Math.Max(1, firstOfWindow.Count)) + 6, 18, 20);
        shift = 32 - bits;
        windows = new ulong[1 << (bits - 6)];
        keys = new uint[(int)BitOperations.RoundUpToPowerOf2((uint)(3 * firstOfWindow.Count) + 8)];
        firstStretch = new int[keys.Length];
        foreach ((uint window, int first) in firstOfWindow)
        {
            uint h = (window * Multiplier) >> shift;
            windows[h >> 6] |= 1UL << (int)h;
            uint slot = Slot(window);
            while (keys[slot] != 0)
                slot = (slot + 1) & (uint)(keys.Length - 1);
            (keys[slot], firstStretch[slot]) = (window, first);
        }

        firstOfWindow.Clear();
        entered.Clear();
        stretchList.Clear();
    }

    /// <summary>Forms that begin alike have their evidence in the beginning, if it is long enough.</summary>
    private void AddForms(Alias alias, Dictionary<ulong, int> frequent)
    {
        bool acronym = alias.Match == MatchKind.CaseSensitiveAcronym;
        foreach (var group in alias.FoldedForms.Select((fold, n) => (Fold: fold, Form: alias.Forms[n])).Where(one => one.Fold.Length > 0)
            .GroupBy(one => one.Fold[0]))
        {
            string common = group.First().Fold;
            foreach ((string fold, _) in group)
                common = common[..common.AsSpan().CommonPrefixLength(fold)];
            if (group.Skip(1).Any() && !acronym && Codes(common).Length > Window + article.Length)
            {
                AddForm(common, "", mayBeSmall: false, goesOn: true, frequent);
                continue;
            }

            foreach ((string fold, string form) in group)
            {
                bool mayBeSmall = alias.IsName && fold.Length >= MatcherBuilder.ShortestSmallAcronym;
                AddForm(fold, acronym ? form : "", mayBeSmall, alias.Ending is not null || !alias.IsName, frequent);
            }
        }
    }

    /// <param name="capitals">The spelling of an acronym; empty for names of any case.</param>
    /// <param name="goesOn">Whether letters may follow the form.</param>
    /// <param name="mayBeSmall">Whether an acronym is found in small letters too.</param>
    private void AddForm(string folded, string capitals, bool mayBeSmall, bool goesOn, Dictionary<ulong, int> frequent)
    {
        byte[] codes = Codes(folded);
        if (codes.Length <= Window && folded.Length > 0 && folded[0] >= 0x370)
        {
            AddForeign(folded, goesOn);
            return;
        }

        // للسعودية has lost the alef of السعودية: look behind the article.
        if (codes.AsSpan().StartsWith(article) && codes.Length >= Window + article.Length)
            codes = codes[article.Length..];
        uint upper = capitals.Length > 0 && !mayBeSmall ? Upper(capitals, codes.Length) : 0;
        if (codes.Length < 2)
            needsEveryText = true;
        else if (codes.Length < Window || (codes.Length <= LongestShortName && HasNeighbours(upper)))
            AddShort(new ShortName(codes.Length, (uint)PackLetters(codes), upper, Dots(folded, codes.Length),
                char.IsLower(folded.First(IsCoded)), goesOn, 0), isOneDot: folded.Trim('.').Length == 3);
        else
            AddStretch(codes, Rarest(codes, frequent), goesOn);
    }

    /// <summary>
    /// Enters five codes by the two windows of which one is at an even place, with up to three more codes of the alias to compare.
    /// </summary>
    private void AddStretch(ReadOnlySpan<byte> codes, int at, bool goesOn)
    {
        if (codes.Length == Window)
        {
            // Four letters are in many texts: the careful reading tells whether a word begins with them. Looked up at odd places too.
            Enter(codes, codes, 0, isShort: true);
            Set(oddWindows, ((uint)Pack(codes) * Multiplier) >> OddShift);
            for (uint capital = 0; capital <= 1; capital++)
            {
                ref ushort first = ref shortFirst[(PackLetters(codes) & 0x3FFF) | (capital << 14)];
                shortList.Add(new ShortName(Window, (uint)PackLetters(codes), 0, 0, true, goesOn, first));
                first = (ushort)(shortList.Count - 1);
            }

            return;
        }

        int from = Math.Min(at, Math.Max(0, codes.Length - LongestStretch));
        ReadOnlySpan<byte> stretch = codes.Slice(from, Math.Min(LongestStretch, codes.Length - from));
        Enter(codes.Slice(at, Window), stretch, at - from, isShort: false);
        Enter(codes.Slice(at + 1, Window), stretch, at + 1 - from, isShort: false);
    }

    /// <param name="isOneDot">Whether nothing but one dot parts the two letters.</param>
    private void AddShort(ShortName name, bool isOneDot)
    {
        for (uint capital = name.Upper & 1; capital <= 1; capital++)
        {
            ref ushort first = ref shortFirst[(name.Letters & 0x3FFF) | (capital << 14)];
            shortList.Add(name with { Next = first });
            first = (ushort)(shortList.Count - 1);
        }

        uint before = (name.Letters >> 7) & 127, last = name.Letters & 127;
        if (HasNeighbours(name.Upper))
        {
            for (int k = 0; k + 1 < name.Length; k++)
            {
                if (((name.Upper >> k) & 3) == 3)
                    Put(capitalPairs, (name.Letters >> (7 * (k + 1))) & 127, (name.Letters >> (7 * k)) & 127);
            }
        }
        else if (name.Length == 3)
        {
            byte[] codes = [(byte)(name.Letters >> 14), (byte)before, (byte)last];
            EnterBehindAny(codes, isShort: true);
            for (int any = 0; any < 128; any++)
                Enter([.. codes, (byte)any], codes, 0, isShort: true);
        }
        else if (isOneDot && (name.Dots & 1) != 0 && LetterCodes.IsLatinLetter(before) && LetterCodes.IsLatinLetter(last))
            Put(dottedPairs, before, last);
        else
            Put(anyPairs, before, last);
    }

    private void EnterBehindAny(ReadOnlySpan<byte> codes, bool isShort)
    {
        for (int any = 0; any < 128; any++)
            Enter([(byte)any, codes[0], codes[1], codes[2]], codes, -1, isShort);
    }

    private void Enter(ReadOnlySpan<byte> window, ReadOnlySpan<byte> stretch, int offset, bool isShort)
    {
        uint key = (uint)Pack(window);
        ulong codes = Pack(stretch);
        if (!entered.Add((key, codes, offset)))
            return;
        ref int first = ref CollectionsMarshal.GetValueRefOrAddDefault(firstOfWindow, key, out bool known);
        ulong mask = LongestLetterBits >> (8 * (LongestStretch - stretch.Length));
        stretchList.Add(new Stretch(codes, mask, offset, isShort, known ? first : -1));
        first = stretchList.Count - 1;
    }

    /// <summary>
    /// Where the five codes begin that ordinary text is least likely to have: rare letters, and not those of context terms.
    /// </summary>
    private static int Rarest(byte[] codes, Dictionary<ulong, int> frequent)
    {
        int best = 0, bestScore = int.MinValue;
        for (int i = 0; i + Window < codes.Length; i++)
        {
            ReadOnlySpan<byte> five = codes.AsSpan(i, Window + 1);
            int score = -3 * frequent.GetValueOrDefault(Pack(five));
            foreach (byte code in five)
                score += rarity[code];
            if (score > bestScore)
                (best, bestScore) = (i, score);
        }

        return best;
    }

    private static byte[] Rarity()
    {
        byte[] ranks = new byte[128];
        Array.Fill(ranks, (byte)20);
        for (int i = 0; i < ByFrequency.Length; i++)
            ranks[LetterCodes.OfCharacter[ByFrequency[i]]] = (byte)(i % LatinInByFrequency);
        return ranks;
    }

    private static byte[] Codes(string folded) => [.. folded.Where(IsCoded).Select(c => (byte)(LetterCodes.OfCharacter[c] & 127))];

    private static bool IsCoded(char c) => LetterCodes.OfCharacter[c] >= LetterCodes.FirstDigit;

    /// <summary>A bit for each capital of an acronym, the last letter's lowest.</summary>
    private static uint Upper(string alias, int length)
    {
        uint upper = 0;
        int letters = 0;
        foreach (char c in alias.Where(IsCoded))
        {
            upper = (upper << 1) | (uint)(LetterCodes.OfCharacter[c] >> 7);
            letters++;
        }

        return letters == length ? upper : 0;
    }

    /// <summary>
    /// A bit for each letter behind a dot. A space may come from a change of case within a hashtag, a dot can only come from a dot.
    /// </summary>
    private static uint Dots(string folded, int length)
    {
        uint dots = 0, dot = 0;
        int letters = 0;
        foreach (char c in folded)
        {
            if (!IsCoded(c))
            {
                dot |= c == '.' ? 1u : 0u;
                continue;
            }

            dots = (dots << 1) | (letters++ > 0 ? dot : 0);
            dot = 0;
        }

        return letters == length ? dots : 0;
    }

    private static bool HasNeighbours(uint upper) => (upper & (upper >> 1)) != 0;

    private static void Put(ulong[] pairs, uint first, uint second) => pairs[(first << 1) | (second >> 6)] |= 1UL << (int)second;

    /// <summary>At most eight codes, the first one lowest, as they lie in memory.</summary>
    private static ulong Pack(ReadOnlySpan<byte> codes)
    {
        ulong packed = 0;
        for (int k = codes.Length - 1; k >= 0; k--)
            packed = (packed << 8) | codes[k];
        return packed;
    }

    private static ulong PackLetters(ReadOnlySpan<byte> codes)
    {
        ulong packed = 0;
        foreach (byte code in codes)
            packed = (packed << 7) | code;
        return packed;
    }
}
