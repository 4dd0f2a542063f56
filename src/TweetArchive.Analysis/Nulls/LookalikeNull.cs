using System.Globalization;
using System.Text;
using TweetArchive.Analysis.Personas;
using TweetArchive.Analysis.Statistics;

namespace TweetArchive.Analysis.Nulls;

/// <summary>Names that imitate nothing, made up and real, and names on the list that are changed as imitations are.</summary>
internal sealed class LookalikeNull : INullExperiment
{
    private const int Names = 20_000;

    private static readonly (string Name, NameKind Kind, int Syllables)[] MadeUp =
    [
        ("domains of two syllables", NameKind.Domain, 2),
        ("domains of three", NameKind.Domain, 3),
        ("domains of four", NameKind.Domain, 4),
        ("handles of three", NameKind.Handle, 3),
        ("handles of four", NameKind.Handle, 4),
    ];

    /// <summary>How an imitation differs from what it imitates; a place in the name is drawn.</summary>
    private static readonly (string Name, Func<string, int, RandomCounts, string> Of)[] Changes =
    [
        ("a letter left out", static (name, at, _) => name.Remove(at, 1)),
        ("a letter doubled", static (name, at, _) => name.Insert(at, name[at].ToString())),
        ("two neighbours swapped", static (name, at, _) =>
            at + 1 < name.Length ? name[..at] + name[at + 1] + name[at] + name[(at + 2)..] : name),
        ("another letter in its place", static (name, at, random) => name[..at] + Letter(random) + name[(at + 1)..]),
        ("o as 0, l as 1", static (name, _, _) => name.Replace('o', '0').Replace('l', '1')),
        ("a word after it", static (name, _, _) => name + "news"),
    ];

    public string Name => "Look-alikes";

    public int Seed => 20_800;

    public string Claim => string.Create(CultureInfo.InvariantCulture, $"""
        Claimed: letters of a name in `lookalikes` with `claim` `similar` are near those of a name on the list; nothing of what it is for. Names that imitate
        nothing are near one by chance too: drawn are {Names:N0} made-up names of each kind (syllables of a consonant, a vowel and, every other time, a consonant),
        compared with the shipped list. Then each name of the list is changed once in each way, if it is another one then.
        """);

    public void Simulated(NullRun run, Page page)
    {
        KnownNames known = KnownNames.Load(null);
        page.Table("made-up names | reported, of 1,000", MadeUp.Select((family, f) =>
        {
            var random = new RandomCounts(Seed + f);
            int near = 0;
            for (int i = 0; i < Names; i++)
            {
                run.Cancelled.ThrowIfCancellationRequested();
                string name = Word(family.Syllables, random) + (family.Kind == NameKind.Domain ? ".com" : "");
                near += Lookalikes.Near(name, family.Kind, known).Any() ? 1 : 0;
            }

            return string.Create(CultureInfo.InvariantCulture, $"| {family.Name} | {1000.0 * near / Names:0.0} |");
        }));
        page.Table("names of the list, changed | names | found, %", Changes.Select((change, c) =>
        {
            var random = new RandomCounts(Seed + 100 + c);
            int all = 0, found = 0;
            foreach (KnownName name in known.Genuine)
            {
                string label = name.Kind == NameKind.Domain ? Skeletons.WithoutSuffix(name.Name) : name.Name;
                string changed = change.Of(label, random.Below(label.Length), random) + name.Name[label.Length..];
                if (!name.Name.StartsWith(label, StringComparison.Ordinal) || known.All.Any(k => k.Is(changed, name.Kind))
                    || name.Is(changed, name.Kind))
                    continue;
                all++;
                found += Lookalikes.Near(changed, name.Kind, known).Any(m => m.Known.Name == name.Name) ? 1 : 0;
            }

            return string.Create(CultureInfo.InvariantCulture, $"| {change.Name} | {all} | {new Share(found, all)} |");
        }));
        page.Text($"""
            A short name is near nothing by rule (up to four letters none, up to seven one edit), and a word after a name is more edits than are
            allowed: such imitations are missed.
            """);
    }

    public void Rearranged(NullRun run, AnalysisContext context, Page page)
    {
        page.Text($"""
            Nothing is rearranged: the names of the dataset as they are. None of these archives is known to hold an imitation of an outlet
            on the list, so each `similar` is taken for false.
            """);
        (int domains, int names, List<Lookalikes.Row> found) = Lookalikes.Find(context, KnownNames.Load(null));
        page.Table("names | looked at | similar | known imitations",
        [
            Line("linked domains", domains, [.. found.Where(f => f.UserId is null)]),
            Line("display names and handles", names, [.. found.Where(f => f.UserId is not null)]),
        ]);
    }

    private static string Line(string names, int all, IReadOnlyCollection<Lookalikes.Row> found) =>
        string.Create(CultureInfo.InvariantCulture,
            $"| {names} | {all:N0} | {found.Count(f => !f.Match.IsListed)} | {found.Count(f => f.Match.IsListed)} |");

    private static string Word(int syllables, RandomCounts random)
    {
        var word = new StringBuilder();
        for (int i = 0; i < syllables; i++)
        {
            word.Append("bcdfghjklmnprstvwz"[random.Below(18)]).Append("aeiou"[random.Below(5)]);
            if (random.Below(2) == 0)
                word.Append("lmnrst"[random.Below(6)]);
        }

        return word.ToString();
    }

    private static char Letter(RandomCounts random) => (char)('a' + random.Below(26));
}
