using System.Text;
using TweetArchive.Analysis.Statistics;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;
using TweetArchive.Text;

namespace TweetArchive.Analysis.Personas;

/// <summary>
/// Accounts and linked domains whose names are close to known ones: the kind of case that an impersonated consul was in July 2019.
/// Nearness of names is all that is measured; namesakes, fans and parodies look the same.
/// </summary>
internal static class Lookalikes
{
    /// <summary>Folded words for offices in a display name or a profile.</summary>
    private static readonly string[] RoleWords =
    [
        "ambassador", "ambassadeur", "consul", "consulate", "consulat", "diplomat", "minister", "ministre", "spokesperson", "official",
        "officiel",
        "senator", "journalist", "journaliste", "reporter", "correspondent", "editor", "news", "سفير", "سفارت", "كنسول", "قنصل", "وزير",
        "خبرنگار", "صحفي", "رسمي",
    ];

    private static readonly HashSet<string> FoldedRoleWords = [.. RoleWords.Select(Folding.FoldText)];

    private const string Listed = "listed";
    private const string OtherSuffix = "other_suffix";

    public static readonly Table<Columns> Table = new("lookalikes", 4, columns => new Columns(columns));

    internal sealed record Match(KnownName Known, string Rule, int Distance)
    {
        public bool IsListed => Rule == Listed;

        /// <summary>The same name under another ending may be the same outlet, or another one of that name.</summary>
        public string Claim => IsListed ? Listed : Rule == OtherSuffix ? "same_name" : "similar";
    }

    internal sealed record Row(string Dataset, string Kind, string Found, string? UserId, Match Match, string[] RoleWords, long Tweets);

    public static void Run(AnalysisContext context)
    {
        KnownNames known = KnownNames.Load(context.Options.Lookalikes);
        List<Row> rows = Find(context, known).Rows;
        rows.Sort(static (a, b) =>
        {
            int order = string.CompareOrdinal(a.Dataset, b.Dataset);
            order = order != 0 ? order : string.CompareOrdinal(a.Kind, b.Kind);
            order = order != 0 ? order : Encoding.UTF8.GetBytes(a.Found).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b.Found));
            order = order != 0 ? order : string.CompareOrdinal(a.UserId, b.UserId);
            return order != 0 ? order : string.CompareOrdinal(a.Match.Known.Name, b.Match.Known.Name);
        });
        context.Note($"{rows.Count(r => r.Match.IsListed):N0} known look-alikes, and {rows.Count(r => !r.Match.IsListed):N0} names "
            + $"similar to one of {known.Genuine.Count:N0} on the "
            + $"list{(context.Options.Lookalikes is null
            ? " (the shipped outlets and handles; give --lookalikes FILE for officials and others)"
            : "")}");
        context.Write(Table, "Display names, handles and linked domains whose skeleton (folded, letters and digits only, look-alike "
            + "letters made equal) is within a Damerau-Levenshtein distance of a name on the list: 2 edits in skeletons of at least 8 "
            + "letters, 1 of 5 to 7, none in shorter ones. claim: listed for a name that the list calls an imitation, with what it "
            + "imitates; same_name for the same domain name with another ending, which other outlets may have; similar for everything "
            + "else, which is nearness of letters and no accusation. Names on the list, further addresses of its outlets, those that are "
            + "imitated and accounts whose handle is on it are never reported. Hashed accounts have no names to compare. One profile "
            + "per account: renames cannot be seen.",
            [("list", context.Options.Lookalikes is null ? "shipped outlets.tsv and handles_userids.tsv" : "the user's own"),
                ("names", known.Genuine.Count), ("imitations", known.Imitations.Count), ("role_words", string.Join(' ', RoleWords))], row =>
                {
                    foreach (Row found in rows)
                    {
                        row.Dataset.Append(found.Dataset);
                        row.Kind.Append(found.Kind);
                        row.Found.Append(found.Found);
                        row.UserId.AppendOrNull(found.UserId ?? "");
                        row.Resembles.Append(found.Match.Known.Name);
                        row.ResemblesKind.Append(found.Match.Known.Kind.ToString().ToLowerInvariant());
                        row.ListRole.AppendOrNull(found.Match.Known.Role);
                        row.Claim.Append(found.Match.Claim);
                        row.Rule.Append(found.Match.Rule);
                        row.Distance.Append(found.Match.Distance);
                        row.RoleWords.Append(found.RoleWords);
                        row.Tweets.Append(found.Tweets);
                        row.End();
                    }
                });
    }

    /// <summary>What a name imitates, if it is a known look-alike; otherwise names that it is close to but is not.</summary>
    internal static IEnumerable<Match> Near(string name, NameKind kind, KnownNames known)
    {
        if (known.Genuine.Concat(known.Others).Any(k => kind != NameKind.Name && k.Is(name, kind)))
            return [];
        if (known.Imitations.FirstOrDefault(k => k.Is(name, kind)) is { } imitation)
            return [new Match(new KnownName(kind, imitation.Imitates, imitation.Role, ""), Listed, 0)];
        string skeleton = Skeletons.Of(kind == NameKind.Domain ? Skeletons.WithoutSuffix(name) : name);
        return skeleton.Length == 0 ? [] : known.Genuine.Select(k => Similar(name, skeleton, kind, k)).OfType<Match>();
    }

    private static Match? Similar(string name, string skeleton, NameKind kind, KnownName known)
    {
        // Handles and display names are compared with both; domains only against domains.
        if ((kind == NameKind.Domain) != (known.Kind == NameKind.Domain))
            return null;
        int most = Skeletons.MostEdits(Math.Min(skeleton.Length, known.Skeleton.Length));
        int distance = Distances.DamerauLevenshtein(skeleton, known.Skeleton, most);
        if (distance > most)
            return null;
        string rule = distance > 0 ? "edit"
            : kind == NameKind.Domain && Skeletons.WithoutSuffix(name) == Skeletons.WithoutSuffix(known.Name)
            ? OtherSuffix
            : "same_skeleton";
        return new Match(known, rule, distance);
    }

    /// <summary>Names that are near to known ones, and of how many different domains, and names and handles of accounts.</summary>
    internal static (int Domains, int Names, List<Row> Rows) Find(AnalysisContext context, KnownNames known)
    {
        List<Row> rows = [];
        int names = OfAccounts(context, known, rows);
        return (OfDomains(context, known, rows), names, rows);
    }

    private static int OfAccounts(AnalysisContext context, KnownNames known, List<Row> rows)
    {
        int names = 0;
        using TableReader accounts = context.Dataset.Read(
            TableList.Accounts, "dataset", "userid", "user_display_name", "user_screen_name", "user_profile_description", "tweets");
        while (accounts.NextGroup())
        {
            for (int i = 0; i < accounts.Rows; i++)
            {
                string userId = Text(accounts, 1, i), handle = Text(accounts, 3, i);
                if (known.Genuine.Any(k => k.Is(handle, NameKind.Handle)))
                    continue;
                foreach ((int column, NameKind kind) in (ReadOnlySpan<(int, NameKind)>)[(2, NameKind.Name), (3, NameKind.Handle)])
                {
                    string name = Text(accounts, column, i);
                    // A hash in place of a name.
                    if (name.Length == 0 || name == userId)
                        continue;
                    names++;
                    Match[] matches = [.. Near(name, kind, known)];
                    if (matches.Length == 0)
                        continue;
                    string[] words = [.. Folding.FoldText(Text(accounts, 2, i) + " " + Text(accounts, 4, i))
                        .Split([' ', ',', '.', '-', '/', '|', ':'], StringSplitOptions.RemoveEmptyEntries).Where(FoldedRoleWords.Contains)
                        .Distinct().Order(StringComparer.Ordinal)];
                    foreach (Match match in matches)
                        rows.Add(new Row(
                            Text(accounts, 0, i), kind.ToString().ToLowerInvariant(), name, userId, match, words, accounts.Numbers(5)[i]));
                }
            }
        }

        return names;
    }

    private static int OfDomains(AnalysisContext context, KnownNames known, List<Row> rows)
    {
        int names = 0;
        using TableReader domains = context.Dataset.Read(TableList.Domains, "dataset", "target_id", "domain", "tweets");
        while (domains.NextGroup())
        {
            for (int i = 0; i < domains.Rows; i++)
            {
                if (!domains.Texts(1)[i].SequenceEqual("*"u8))
                    continue;
                names++;
                string name = Text(domains, 2, i);
                rows.AddRange(Near(name, NameKind.Domain, known)
                    .Select(m => new Row(Text(domains, 0, i), "domain", name, null, m, [], domains.Numbers(3)[i])));
            }
        }

        return names;
    }

    private static string Text(TableReader table, int column, int row) => Encoding.UTF8.GetString(table.Texts(column)[row]);

    internal sealed class Columns(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer Kind = columns.DictionaryText("kind");
        public readonly TextBuffer Found = columns.Text("found");
        public readonly TextBuffer UserId = columns.Text("userid", nullable: true);
        public readonly TextBuffer Resembles = columns.DictionaryText("resembles");
        public readonly TextBuffer ResemblesKind = columns.DictionaryText("resembles_kind");
        public readonly TextBuffer ListRole = columns.DictionaryText("list_role", nullable: true);
        public readonly TextBuffer Claim = columns.DictionaryText("claim");
        public readonly TextBuffer Rule = columns.DictionaryText("rule");
        public readonly IntegerBuffer Distance = columns.Integer("distance");
        public readonly TextListBuffer RoleWords = columns.TextList("role_words");
        public readonly LongBuffer Tweets = columns.Long("tweets");
    }
}
