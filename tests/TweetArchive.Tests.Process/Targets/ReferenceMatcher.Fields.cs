using System.Text;
using System.Text.RegularExpressions;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;
using TweetArchive.Text;

namespace TweetArchive.Tests.Targets;

/// <summary>An entity of the text with UTF-16 offsets.</summary>
internal sealed record ReferenceEntity(EntityKind Kind, int Start, int End, int BodyStart, string Body, bool IsCut)
{
    public bool IsHashtag => Kind == EntityKind.Hashtag && !IsCut;

    public static ReferenceEntity From(byte[] utf8, string text, TextEntity e)
    {
        int At(int bytes) => Encoding.UTF8.GetCharCount(utf8, 0, bytes);
        int end = At(e.Start + e.Length), body = At(e.Start + e.Length - e.Body(utf8).Length);
        return new ReferenceEntity(e.Kind, At(e.Start), end, body, text[body..end], TextEntities.IsCut(utf8, e));
    }
}

// Where an alias may be: the folded texts, hashtags, accounts and links (matching.md §4).
internal sealed partial class ReferenceMatcher
{
    internal static List<ReferenceText> Texts(string text, List<ReferenceEntity> entities, string cell, Group[] items)
    {
        var words = new ReferenceText(FoldedSource.Text);
        words.Barrier(0);
        int at = 0;
        foreach (ReferenceEntity e in entities)
        {
            words.Append(text, at, e.Start, html: true);
            at = e.End;
            if (e.IsHashtag)
            {
                words.Space(e.Start, e.BodyStart);
                AppendSplit(words, text, e.BodyStart, e.End);
            }
            else
                words.Barrier(e.Start);
        }

        words.Append(text, at, text.Length, html: true);
        var texts = new List<ReferenceText> { words };
        foreach (ReferenceEntity e in entities)
        {
            if (e.IsHashtag)
                texts.Add(Whole(FoldedSource.WholeHashtag, text, e.BodyStart, e.End));
            else if (e.Kind == EntityKind.Mention && Encoding.UTF8.GetByteCount(text[e.Start..e.End]) <= 22)
                texts.Add(Whole(FoldedSource.Handle, text, e.Start, e.End));
        }

        foreach (Group item in items.Where(i => !entities.Exists(e => e.IsHashtag && e.Body == i.Value)))
        {
            var split = new ReferenceText(FoldedSource.ColumnHashtag);
            split.Barrier(0);
            AppendSplit(split, cell, item.Index, item.Index + item.Length);
            texts.Add(split);
            texts.Add(Whole(FoldedSource.ColumnHashtag, cell, item.Index, item.Index + item.Length));
        }

        return texts;
    }

    private static ReferenceText Whole(FoldedSource source, string text, int start, int end)
    {
        var whole = new ReferenceText(source);
        whole.Barrier(start);
        whole.Append(text, start, end, html: false);
        return whole;
    }

    /// <summary>
    /// The words of a hashtag: a cut where a letter and a digit meet, where a capital follows a small letter or digit, and before the last
    /// capital of a run.
    /// </summary>
    private static void AppendSplit(ReferenceText to, string text, int start, int end)
    {
        var letters = new List<(int At, CharacterClass Class)>();
        for (int i = start; i < end;)
        {
            (int c, int length) = ReferenceText.Next(text, i, end, html: false);
            letters.Add((i, CharacterTables.ClassOf(CharacterTables.Compatible(c))));
            i += length;
        }

        bool Is(int n, CharacterClass k) => n < letters.Count && (letters[n].Class & k) != 0;
        int from = start;
        for (int n = 1; n < letters.Count; n++)
        {
            int p = n - 1;
            while (p >= 0 && Is(p, CharacterClass.Mark))
                p--;
            if (p < 0)
                continue;
            bool cut = (Is(p, CharacterClass.Letter) && Is(n, CharacterClass.Digit))
                || (Is(p, CharacterClass.Digit) && Is(n, CharacterClass.Letter))
                || (Is(p, CharacterClass.Lower) && Is(n, CharacterClass.Upper))
                || (Is(p, CharacterClass.Upper) && Is(n, CharacterClass.Upper) && Is(n + 1, CharacterClass.Lower));
            if (!cut)
                continue;
            to.Append(text, from, letters[n].At, html: false);
            to.Space(letters[n].At, letters[n].At);
            from = letters[n].At;
        }

        to.Append(text, from, end, html: false);
    }

    private static void AddWords(Found f, string text, string cell, List<ReferenceEntity> entities, List<Hit> hits)
    {
        Alias alias = f.Form.Alias!;
        string matched = (f.InText ? text : cell)[f.Start..f.End];
        if (alias.Match == MatchKind.CaseSensitiveAcronym && Cased(matched, f.Form.Dotted) != Cased(alias.Text, dotted: false))
            return;
        bool hashtag = f.In.Source != FoldedSource.Text
            || entities.Exists(e => e.Kind == EntityKind.Hashtag && e.Start <= f.Start && f.End <= e.End);
        hits.Add(new Hit(alias, hashtag ? MentionField.Hashtag : MentionField.Text, matched, f.Start, f.InText));
    }

    /// <summary>The letters as written: entities and compatibility forms resolved, marks apart, invisible characters out.</summary>
    internal static string Cased(string text, bool dotted)
    {
        var s = new StringBuilder();
        for (int i = 0; i < text.Length;)
        {
            (int c, int length) = ReferenceText.Next(text, i, text.Length, html: true);
            i += length;
            if (Folding.FoldOne(c) is CharacterTables.Delete or CharacterTables.Zwnj || (dotted && c == '.'))
                continue;
            string marks = "";
            c = CharacterTables.Compatible(c);
            for (; CharacterTables.TryDecompose(c, out char first, out char mark); c = first)
                marks = mark + marks;
            s.Append(char.ConvertFromUtf32(c)).Append(marks);
        }

        return s.ToString();
    }

    private void AddHashtag(string body, int start, bool inText, List<Hit> hits)
    {
        var folded = new ReferenceText(FoldedSource.WholeHashtag);
        folded.Barrier(0);
        folded.Append(body, 0, body.Length, html: false);
        string joined = Joined(folded.Folded);
        foreach ((string key, Alias alias) in hashtags)
        {
            if (key.Length > 0
                && (alias.Match == MatchKind.HashtagPrefix ? joined.StartsWith(key, StringComparison.Ordinal) : joined == key))
                hits.Add(new Hit(alias, MentionField.Hashtag, body, start, inText));
        }
    }

    private void AddAccounts(string text, List<ReferenceEntity> entities, bool isReply, List<Hit> hits)
    {
        int runEnd = 0;
        foreach (ReferenceEntity e in entities.Where(e => e.Kind == EntityKind.Mention))
        {
            bool leading = isReply && text[runEnd..e.Start].Trim(' ', '\n', '\r', '\t', '.').Length == 0;
            if (leading)
                runEnd = e.End;
            AddAccount(e.Body, MentionField.Handle, e.BodyStart, leading, hits);
        }

        if (TextEntities.TryGetRetweetHeader(Encoding.UTF8.GetBytes(text), out ReadOnlySpan<byte> handle))
            AddAccount(Encoding.UTF8.GetString(handle), MentionField.RetweetOf, 4, leading: false, hits);
    }

    private void AddAccount(string name, MentionField field, int start, bool leading, List<Hit> hits)
    {
        foreach (Alias alias in lexicon.Aliases.Where(
            a => a.Match == MatchKind.Handle && string.Equals(a.Text, name, StringComparison.OrdinalIgnoreCase)))
            hits.Add(new Hit(alias, field, name, start, inText: true, leading));
    }

    private void AddLink(ReferenceEntity url, List<Hit> hits)
    {
        Match m = Link().Match(url.Body);
        Group host = m.Groups["host"], name = m.Groups["name"];
        foreach (Alias alias in lexicon.Aliases.Where(a => a.Match == MatchKind.Domain))
        {
            if (string.Equals(host.Value, alias.Text, StringComparison.OrdinalIgnoreCase)
                || host.Value.EndsWith("." + alias.Text, StringComparison.OrdinalIgnoreCase))
                hits.Add(
                    new Hit(alias, MentionField.UrlDomain, host.Value[^alias.Text.Length..],
                        url.Start + host.Index + host.Length - alias.Text.Length, inText: true));
        }

        if (name.Length > 0 && TwitterHost().IsMatch(host.Value))
            AddAccount(name.Value, MentionField.UrlHandle, url.Start + name.Index, leading: false, hits);
    }

    [GeneratedRegex("^([a-z]{0,8}://)?([^/?#]*@)?(?<host>[^/?#:@]*?)\\.?(:[^/?#]*)?(/(#!/)?@*(?<name>[^/?#]*))?([/?#]|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex("^((www|mobile|m)\\.)?(twitter|x)\\.com$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TwitterHost();
}
