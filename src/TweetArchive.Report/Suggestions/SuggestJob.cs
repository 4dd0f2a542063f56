using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TweetArchive.Dataset;
using TweetArchive.Report.Content;
using TweetArchive.Report.Dataset;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Report.Suggestions;

/// <summary>Finds what is frequent in a dataset and belongs to no target.</summary>
public static partial class SuggestJob
{
    /// <summary>Of each kind this many are compared with the spellings of targets; the commonest are listed anyhow.</summary>
    private const int Compared = 1000;

    private const int LongestExample = 160;

    [GeneratedRegex(@"(?<![\w@#/.])\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,2}(?!\w)")]
    private static partial Regex Names();

    [GeneratedRegex("^[A-Za-z0-9_]{1,15}$")]
    private static partial Regex Handle();

    [GeneratedRegex("@([A-Za-z0-9_]{1,15})(?![A-Za-z0-9_])")]
    private static partial Regex HandlesInText();

    private sealed class Tally
    {
        public long Tweets { get; set; }

        public long Accounts { get; set; }

        /// <summary>Where accounts have to be told apart.</summary>
        public HashSet<string>? Who { get; init; }
    }

    /// <exception cref="UsageException">There is no dataset.</exception>
    /// <exception cref="DatasetException">A table cannot be read.</exception>
    /// <param name="dataset">The folder.</param>
    /// <param name="only">One release of several; all of them if null.</param>
    /// <param name="given">Targets that are known already; those of the dataset if null.</param>
    /// <param name="most">Of each kind.</param>
    /// <param name="cancel">Ends it.</param>
    public static Suggestions Find(string dataset, string? only, Lexicon? given, int most, CancellationToken cancel)
    {
        var scope = new ReportScope(new ReportOptions { Dataset = dataset, Only = only }, DatasetFolder.OpenWhole(dataset).Manifest);
        Lexicon lexicon = given ?? DatasetLexicon.Of(scope);
        var near = new NearAliases(lexicon);
        MatchSession session = TargetMatcher.Compile(lexicon).NewSession();
        List<(string Kind, string Text, Tally Tally, string Like)> chosen = [];
        List<SuggestedKind> kinds = [];
        foreach ((string kind, Dictionary<string, Tally> tallies) in new[] { ("handle", Handles(scope, cancel)),
            ("hashtag", Hashtags(scope)), ("name", NamesIn(scope, cancel)) })
        {
            cancel.ThrowIfCancellationRequested();
            (int others, int before) = (0, chosen.Count);
            List<string> leftOut = [];
            foreach ((string text, Tally tally) in tallies.OrderByDescending(t => t.Value.Tweets)
                .ThenBy(t => t.Key, StringComparer.Ordinal).Take(Compared))
            {
                if (Belongs(session, kind, text))
                {
                    leftOut.Add(Shown(kind, text));
                    continue;
                }

                string like = near.Of(text);
                if (others++ < most || like.Length > 0)
                    chosen.Add((kind, text, tally, like));
            }

            kinds.Add(new SuggestedKind(kind, tallies.Count, chosen.Count - before, Math.Min(tallies.Count, Compared), leftOut));
        }

        Dictionary<(string Kind, string Text), (string Id, string Text)> examples =
            Examples(scope, [.. chosen.Select(c => (c.Kind, c.Text))], cancel);
        return new Suggestions(kinds, scope.Manifest.Options.Tweets, [.. chosen.Select(c =>
        {
            (string id, string text) = examples.GetValueOrDefault((c.Kind, c.Text), ("", ""));
            return new Suggestion(c.Kind, Shown(c.Kind, c.Text), c.Tally.Tweets, c.Tally.Who?.Count ?? c.Tally.Accounts, c.Like, id, text);
        })]);
    }

    private static string Shown(string kind, string text) => kind switch
    {
        "handle" => "@" + text,
        "hashtag" => "#" + text,
        _ => text,
    };

    private static bool Belongs(MatchSession session, string kind, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(kind switch
        {
            "handle" => $"… @{text} …",
            "hashtag" => $"… #{text} …",
            _ => text,
        });
        return session.Match(new Targets.Matching.TweetText { Text = utf8 }).Length > 0;
    }

    /// <summary>By the folded form, under the commonest spelling.</summary>
    private static Dictionary<string, Tally> Hashtags(ReportScope scope)
    {
        var byFolded = new Dictionary<string, (string Spelling, long Most, Tally Tally)>(StringComparer.Ordinal);
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "hashtags")?.RowGroups() ?? [])
        {
            (string?[] dataset, string?[] target, string?[] text, string?[] folded) =
                (rows.Texts("dataset"), rows.Texts("target_id"), rows.Texts("hashtag"), rows.Texts("hashtag_folded"));
            (long[] tweets, long[] accounts) = (rows.Longs("tweets"), rows.Longs("accounts"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (target[i] != ReportScope.Everything || !scope.Covers(dataset[i]) || folded[i] is not { Length: > 0 } key)
                    continue;
                var known = byFolded.GetValueOrDefault(key, (text[i]!, 0, new Tally()));
                known.Tally.Tweets += tweets[i];
                known.Tally.Accounts = Math.Max(known.Tally.Accounts, accounts[i]);
                byFolded[key] = tweets[i] > known.Most ? (text[i]!, tweets[i], known.Tally) : known;
            }
        }

        return byFolded.Values.DistinctBy(v => v.Spelling).ToDictionary(v => v.Spelling, v => v.Tally, StringComparer.Ordinal);
    }

    /// <summary>
    /// Those that are given as handles. Hashes and numbers name nobody, so in a release that has more of them the handles are taken from
    /// the texts.
    /// </summary>
    private static Dictionary<string, Tally> Handles(ReportScope scope, CancellationToken cancel)
    {
        var handles = new Dictionary<string, Tally>(StringComparer.OrdinalIgnoreCase);
        var named = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "mention_edges")?.RowGroups() ?? [])
        {
            (string?[] dataset, string?[] mentioned) = (rows.Texts("dataset"), rows.Texts("mentioned"));
            for (int i = 0; i < rows.Count; i++)
                named[dataset[i]!] = named.GetValueOrDefault(dataset[i]!) + (IsHandle(mentioned[i]) ? 1 : -1);
        }

        HandlesOfTexts(scope, handles, dataset => named.GetValueOrDefault(dataset) < 0, cancel);
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "mention_edges")?.RowGroups() ?? [])
        {
            (string?[] dataset, string?[] mentioned, long[] tweets) =
                (rows.Texts("dataset"), rows.Texts("mentioned"), rows.Longs("tweets"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (!scope.Covers(dataset[i]) || named.GetValueOrDefault(dataset[i]!) < 0 || mentioned[i] is not { } name
                    || !IsHandle(name))
                    continue;
                if (!handles.TryGetValue(name, out Tally? tally))
                    handles.Add(name, tally = new Tally());
                tally.Tweets += tweets[i];
                tally.Accounts++;
            }
        }

        return handles;
    }

    private static bool IsHandle(string? name) => name is not null && Handle().IsMatch(name) && !name.All(char.IsAsciiDigit);

    private static void HandlesOfTexts(
        ReportScope scope, Dictionary<string, Tally> handles, Func<string, bool> wanted, CancellationToken cancel)
    {
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "tweets")?.RowGroups() ?? [])
        {
            cancel.ThrowIfCancellationRequested();
            (string?[] dataset, string?[] text, string?[] userid) = (rows.Texts("dataset"), rows.Texts("tweet_text"), rows.Texts("userid"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (!scope.Covers(dataset[i]) || !wanted(dataset[i]!) || text[i] is not { } tweet)
                    continue;
                foreach (string name in HandlesInText().Matches(tweet).Select(m => m.Groups[1].Value)
                    .Distinct(StringComparer.OrdinalIgnoreCase))
                {
                    if (!handles.TryGetValue(name, out Tally? tally))
                        handles.Add(name, tally = new Tally { Who = new HashSet<string>(StringComparer.Ordinal) });
                    tally.Tweets++;
                    tally.Who!.Add($"{dataset[i]} {userid[i]}");
                }
            }
        }
    }

    /// <summary>Two or three words with capitals in a row; each counts once in a tweet.</summary>
    private static Dictionary<string, Tally> NamesIn(ReportScope scope, CancellationToken cancel)
    {
        var names = new Dictionary<string, Tally>(StringComparer.Ordinal);
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "tweets")?.RowGroups() ?? [])
        {
            cancel.ThrowIfCancellationRequested();
            (string?[] dataset, string?[] text, string?[] userid) = (rows.Texts("dataset"), rows.Texts("tweet_text"), rows.Texts("userid"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (!scope.Covers(dataset[i]) || text[i] is not { } tweet)
                    continue;
                foreach (string name in Names().Matches(tweet).Select(m => m.Value).Distinct())
                {
                    if (!names.TryGetValue(name, out Tally? tally))
                        names.Add(name, tally = new Tally { Who = new HashSet<string>(StringComparer.Ordinal) });
                    tally.Tweets++;
                    tally.Who!.Add($"{dataset[i]} {userid[i]}");
                }
            }
        }

        return names;
    }

    /// <summary>The first tweet in file order that has each.</summary>
    private static Dictionary<(string, string), (string Id, string Text)> Examples(
        ReportScope scope, HashSet<(string Kind, string Text)> wanted, CancellationToken cancel)
    {
        var found = new Dictionary<(string, string), (string, string)>();
        var handles = wanted.Where(w => w.Kind == "handle").ToDictionary(w => w.Text, w => w, StringComparer.OrdinalIgnoreCase);
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "tweets")?.RowGroups() ?? [])
        {
            cancel.ThrowIfCancellationRequested();
            if (found.Count == wanted.Count)
                break;
            (string?[] dataset, long?[] id, string?[] text, object?[] hashtags) =
                (rows.Texts("dataset"), rows.LongsOrNull("tweetid"), rows.Texts("tweet_text"), rows.Cells("hashtags"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (!scope.Covers(dataset[i]) || text[i] is not { } tweet)
                    continue;
                IEnumerable<(string, string)> has = [.. (hashtags[i] as List<string> ?? []).Select(h => ("hashtag", h)),
                    .. Names().Matches(tweet).Select(m => ("name", m.Value)),
                    .. HandlesInText().Matches(tweet).Select(m => handles.GetValueOrDefault(m.Groups[1].Value, ("", "")))];
                foreach ((string, string) one in has.Where(wanted.Contains))
                    found.TryAdd(one, (id[i]?.ToString(CultureInfo.InvariantCulture) ?? "", OneLine(tweet)));
            }
        }

        return found;
    }

    private static string OneLine(string text)
    {
        string line = string.Join(' ', Page.TweetText.Defang(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestExample
            ? line
            : line[..(char.IsHighSurrogate(line[LongestExample - 1]) ? LongestExample - 1 : LongestExample)] + "…";
    }
}
