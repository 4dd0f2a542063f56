using System.Text;
using System.Text.RegularExpressions;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
using TweetArchive.Text;

namespace TweetArchive.Tests.Targets;

/// <summary>
/// docs/matching.md once more, slow and obvious: every alias and term is searched for in every folded text by
/// <see cref="string.IndexOf(string)"/>, affixes are regular expressions, hits are objects in lists. No filter, no trie, no bytes.
/// Shared with the engine: the tables for one character, the finding of entities, the language codes; each has its own tests.
/// </summary>
internal sealed partial class ReferenceMatcher
{
    private readonly Lexicon lexicon;
    private readonly List<Form> forms = [];
    private readonly List<(string Key, Alias Alias)> hashtags = [];

    private sealed record Form(string Text, Alias? Alias, ContextTerm? Term, bool Contracted = false, bool Dotted = false)
    {
        /// <summary>Without it there is no place: the first word as it is.</summary>
        public string FirstWord { get; } = Text.Split(' ')[0];

        /// <summary>A space of a name may be an apostrophe or a dot in the text.</summary>
        public Regex Places { get; } =
            new(Regex.Escape(Text).Replace("\\ ", "(?: |['.] ?)", StringComparison.Ordinal), RegexOptions.CultureInvariant);
    }

    private sealed record Found(Form Form, ReferenceText In, int At, int Start, int End)
    {
        public bool InText => In.Source != FoldedSource.ColumnHashtag;
    }

    private sealed class Hit(Alias alias, MentionField field, string matched, int start, bool inText, bool leading = false)
    {
        public Alias Alias { get; } = alias;

        public MentionField Field { get; } = field;

        public string Matched { get; } = matched;

        public int Start { get; } = start;

        public int End => Start + Matched.Length;

        public bool InText { get; } = inText;

        public bool Leading { get; } = leading;

        public bool Blocked { get; set; }

        public bool Contained { get; set; }

        public bool IsWords => Field is MentionField.Text or MentionField.Hashtag;
    }

    public ReferenceMatcher(Lexicon lexicon)
    {
        this.lexicon = lexicon;
        foreach (Alias alias in lexicon.Aliases)
        {
            string fold = Folding.FoldText(alias.Text);
            if (alias.Match is MatchKind.Hashtag or MatchKind.HashtagPrefix)
                hashtags.Add((Joined(fold), alias));
            if (alias.Match is MatchKind.Hashtag or MatchKind.HashtagPrefix or MatchKind.Handle or MatchKind.Domain)
                continue;
            if (fold.Contains(' ') && Joined(fold).Length >= 6)
                hashtags.Add((Joined(fold), alias));
            forms.Add(new Form(fold, alias, null));
            if (fold.StartsWith("ال", StringComparison.Ordinal) && fold.Length > 4)
                forms.Add(new Form("لل" + fold[2..], alias, null, Contracted: true));
            if (alias.Match == MatchKind.CaseSensitiveAcronym && fold.Length > 1 && fold.All(char.IsLetter))
            {
                forms.Add(new Form(string.Join('.', fold.ToCharArray()), alias, null, Dotted: true));
                forms.Add(new Form(string.Join('.', fold.ToCharArray()) + ".", alias, null, Dotted: true));
            }
        }

        forms.AddRange(lexicon.ContextTerms.Select(t => new Form(Folding.FoldText(t.Term), null, t)));
    }

    /// <summary>The mentions, one a line, in no particular order.</summary>
    /// <param name="cell">The cell of hashtags in the form <c>['a', 'b']</c>.</param>
    public SortedSet<string> Match(string text, string language, string cell, bool isReply)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        TextEntity[] buffer = [];
        int count = TextEntities.ScanAll(utf8, ref buffer);
        List<ReferenceEntity> entities = [.. buffer[..count].Select(e => ReferenceEntity.From(utf8, text, e))];
        Group[] items = [.. CellItem().Matches(cell).Select(m => m.Groups[1])];
        List<ReferenceText> texts = Texts(text, entities, cell, items);
        List<Found> found = [.. texts.SelectMany(Find)];
        var hits = new List<Hit>();
        foreach (Found f in found.Where(f => f.Form.Alias is not null && f.In.Source != FoldedSource.Handle)
            .OrderBy(f => texts.IndexOf(f.In)).ThenBy(f => f.At))
            AddWords(f, text, cell, entities, hits);
        foreach (ReferenceEntity entity in entities.Where(e => e.IsHashtag))
            AddHashtag(entity.Body, entity.BodyStart, inText: true, hits);
        foreach (Group item in items)
            AddHashtag(item.Value, item.Index, inText: false, hits);
        AddAccounts(text, entities, isReply, hits);
        foreach (ReferenceEntity entity in entities.Where(e => e.Kind == EntityKind.Url))
            AddLink(entity, hits);

        foreach (Hit hit in hits)
            hit.Blocked = found.Exists(f => f.Form.Term?.Role == ContextRole.Block && Blocks(f, hit));
        foreach (Hit inner in hits)
            inner.Contained = !inner.Blocked && hits.Exists(outer => Contains(outer, inner));
        return Decide(text, language, entities, hits, found);
    }

    private static bool IsOverlap(Found f, Hit hit) => hit.IsWords && hit.InText == f.InText && hit.Start < f.End && f.Start < hit.End;

    private bool Blocks(Found block, Hit hit)
    {
        string context = block.Form.Term!.ContextId;
        bool concerned = hit.Alias.ContextId == context
            || (hit.Alias.ContextId.Length == 0 && lexicon.Aliases.Any(a => a.TargetId == hit.Alias.TargetId && a.ContextId == context));
        bool longer = hit.Start <= block.Start && hit.End >= block.End && hit.End - hit.Start > block.End - block.Start;
        return IsOverlap(block, hit) && concerned && !longer;
    }

    private bool Contains(Hit outer, Hit inner)
    {
        Target a = lexicon.Targets.Single(t => t.Id == inner.Alias.TargetId), b = lexicon.Targets.Single(t => t.Id == outer.Alias.TargetId);
        return outer.IsWords && inner.IsWords && !outer.Blocked && outer.InText == inner.InText
            && outer.Start <= inner.Start && inner.End <= outer.End && outer.End - outer.Start > inner.End - inner.Start
            && !(a.Id != b.Id && a.Group == b.Group && a.Type != b.Type);
    }

    private IEnumerable<Found> Find(ReferenceText text)
    {
        string folded = text.Folded;
        return forms.Where(f => folded.Contains(f.FirstWord, StringComparison.Ordinal)).SelectMany(f => Find(f, text, folded));
    }

    /// <summary>The places of a form with the boundaries and affixes of matching.md §3.</summary>
    private static IEnumerable<Found> Find(Form form, ReferenceText text, string folded)
    {
        for (Match match = form.Places.Match(folded); match.Success; match = form.Places.Match(folded, match.Index + 1))
        {
            int at = match.Index, length = match.Length, before = at, after = at + length;
            while (before > 0 && ReferenceText.IsInside(folded, before))
                before--;
            while (after < folded.Length && ReferenceText.IsInside(folded, after))
                after++;
            if (!IsPrefix(folded[before..at], form) || !IsSuffix(folded[(at + length)..after], form))
                continue;
            (int start, int end) = text.Original(at, length);
            yield return new Found(form, text, at, start, end);
        }
    }

    private static bool IsPrefix(string before, Form form)
    {
        if (before.Length == 0)
            return true;
        if (form.Text[0] is >= '\u05C0' and <= '\u05FF')
            return HebrewPrefix().IsMatch(before);
        if (form.Text[0] is < '\u0600' or > '\u06FF')
            return false;
        if (form.Contracted)
            return before is "و" or "ف";
        return form.Term is { Role: not ContextRole.Block } ? TermPrefix().IsMatch(before) : ArabicPrefix().IsMatch(before);
    }

    private static bool IsSuffix(string after, Form form)
    {
        if (after.Length == 0 || form.Alias?.Match == MatchKind.Stem)
            return true;
        return form.Alias is { Match: MatchKind.Token, Language: "fa" or "ur" or "und" }
            && (CharacterTables.Class[form.Text[0]] & CharacterClass.Arabic) != 0
            && after is "ها" or "های" or "هایی" or "ی" or "ای" or "چی";
    }

    [GeneratedRegex("^(و|ف)?((ب|ل|ک|س)?(ال)?|لل)$")]
    internal static partial Regex ArabicPrefix();

    [GeneratedRegex("^و?((ب|ل)?(ال)?|لل)$")]
    internal static partial Regex TermPrefix();

    [GeneratedRegex("^[ובלמהשכ]{1,3}$")]
    internal static partial Regex HebrewPrefix();

    [GeneratedRegex("'([^']+)'")]
    internal static partial Regex CellItem();

    private static string Joined(string folded) => string.Concat(folded.Where(ReferenceText.IsWord));
}
