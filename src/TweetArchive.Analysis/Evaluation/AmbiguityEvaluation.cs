using System.Globalization;
using System.Text;
using TweetArchive.Analysis.Ambiguity;
using TweetArchive.Analysis.Learning;
using TweetArchive.Analysis.Statistics;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Analysis.Evaluation;

/// <summary>The models of ambiguous names, on weak labels and on rows that people have read.</summary>
internal static class AmbiguityEvaluation
{
    // Languages with fewer rows are put together.
    private const int FewestOfLanguage = 30;

    public static void Write(AnalysisContext context, LabelledTweets? labels, string labelsGroup, Page page)
    {
        var names = new AmbiguousNames(TargetMatcher.Compile(context.Options.Lexicon));
        SenseSample sample = SenseSample.Read(context, names);
        page.Head("## Ambiguous names");
        page.Text($"""
            The labels are inferred: "meant" where an unambiguous name of the target stands and the ambiguous one is thought in its place, or stands beside it; "not meant" in tweets about
            other targets, in tweets about none, and in phrases of another meaning. Hand-written texts of other senses are learned from, never tested. So this is agreement with weak labels, not accuracy, and half of the rows
            are "meant" because they were drawn so. The rules (docs/matching.md) were asked about the same texts, with the ambiguous name in its place and without the target's other names.
            """);
        page.Table("group | meant | not meant | of these: other target, no target, phrase | hand-written, learned from",
            names.Groups.Select((name, group) => Line(name, sample, group)));
        List<Outcome> outcomes = [], later = [];
        SortedDictionary<string, DateOnly> months = new(StringComparer.Ordinal);
        var rules = new Rules(names.Matcher);
        for (int group = 0; group < names.Groups.Length; group++)
        {
            SenseRow[] rows = [.. sample.Rows[group]];
            if (rows.Length == 0)
                continue;
            context.Progress.Begin("ambiguity: folds of " + names.Groups[group]);
            var folds = new Folds([.. rows.Select(r => r.Account)], [.. rows.Select(r => r.Words)], context.Cancelled);
            var threads = new ParallelOptions { MaxDegreeOfParallelism = context.Options.Threads, CancellationToken = context.Cancelled };
            var ofFolds = new List<Outcome>[Folds.Count];
            Parallel.For(0, Folds.Count, threads,
                fold => ofFolds[fold] = Test(context, rows, folds[fold].Train, folds[fold].Test, sample));
            outcomes.AddRange(ofFolds.SelectMany(f => f));
            if (TimeSplit.Of([.. rows.Select(r => r.Millis)]) is not { } split)
                continue;
            months[names.Groups[group]] = split.Month;
            int[] written = [.. Enumerable.Range(0, rows.Length).Where(i => rows[i].Origin == SenseOrigin.HandWritten)];
            later.AddRange(
                Test(context, rows, [.. folds.WithoutCopies(split.Before, split.After), .. written], split.After, sample));
        }

        page.Head("### By account and copies");
        page.Text(
            $"{Folds.Count} folds; an account is in one of them, and texts nearly like a tested one are not learned from. {outcomes.Count:N0} rows.");
        Tables(page, names, rules, outcomes);
        page.Head("### By time");
        page.Text(
            $"Learned from rows before a month, without near copies of the tested; tested from then on. Accounts can be on both sides. {later.Count:N0} rows; months: {string.Join(", ", months.Select(m => $"{m.Key} {m.Value:yyyy-MM}"))}.");
        Tables(page, names, rules, later, brief: true);
        if (labels is not null)
            LabelledEvaluation.Write(context, names, sample, labels, labelsGroup, page);
    }

    private static string Line(string name, SenseSample sample, int group)
    {
        IReadOnlyList<SenseRow> rows = sample.Rows[group];
        if (rows.Count == 0)
            return string.Create(CultureInfo.InvariantCulture, $"| {name} | {sample.Meant[group]:N0}, too few: no model | | | |");
        int Of(SenseOrigin origin) => rows.Count(r => r.Origin == origin);
        int written = Of(SenseOrigin.HandWritten);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {sample.Meant[group]:N0} | {rows.Count - sample.Meant[group] - written:N0} | {Of(SenseOrigin.OtherTarget):N0}, {Of(SenseOrigin.Background):N0}, {Of(SenseOrigin.BlockPhrase):N0} | {written:N0} |");
    }

    private static List<Outcome> Test(AnalysisContext context, SenseRow[] rows, int[] train, int[] test, SenseSample sample)
    {
        int meant = train.Count(i => rows[i].Meant);
        if (test.Length == 0 || meant == 0 || meant == train.Length)
            return [];
        SenseModel model = SenseModel.Train(context.Learning, [.. train.Select(i => rows[i])], sample, context.Cancelled);
        var text = new SenseText();
        return [.. test.Select(i => new Outcome(rows[i], model.Probability(rows[i], sample, text), 2 * meant > train.Length))];
    }

    private static void Tables(Page page, AmbiguousNames names, Rules rules, List<Outcome> outcomes, bool brief = false)
    {
        if (outcomes.Count == 0)
        {
            page.Text($"There is nothing to test.");
            return;
        }

        const string Header = "rows | agrees, %: model | rules | commonest label | precision, %: model | rules | recall, %: model | rules";
        page.Table("group | " + Header,
            outcomes.GroupBy(o => names.Groups[o.Row.Group]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Line(g.Key, g, rules))
                .Append(Line("**all**", outcomes, rules)));
        if (brief)
            return;
        Dictionary<string, int> sizes = outcomes.CountBy(o => o.Row.Language).ToDictionary();
        page.Table("language | " + Header,
            outcomes.GroupBy(
                o => sizes[o.Row.Language] < FewestOfLanguage ? "others" : o.Row.Language.Length == 0 ? "unknown" : o.Row.Language)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => Line(g.Key, g, rules)));
        page.Table("the label comes from | rows | agrees, %: model | rules",
            outcomes.GroupBy(o => o.Row.Origin).OrderBy(g => g.Key).Select(g => string.Create(CultureInfo.InvariantCulture,
            $"| {Origin(g.Key)} | {g.Count():N0} | {new Share(g.Count(o => o.Said == o.Row.Meant), g.Count())} | {new Share(g.Count(o => rules.Say(o.Row) == o.Row.Meant), g.Count())} |")));
        Reliability reliability = new();
        foreach (Outcome outcome in outcomes)
            reliability.Add(outcome.Probability, outcome.Row.Meant);
        page.Text(
            $"Probability against how often the label is \"meant\": Brier score {reliability.Brier:0.000}, expected calibration error {100 * reliability.Error:0.0} points.");
        page.Table("probability | rows | mean, % | meant, %", reliability.Lines());
    }

    private static string Line(string name, IEnumerable<Outcome> outcomes, Rules rules)
    {
        Confusion model = new(), rule = new(), majority = new();
        foreach (Outcome outcome in outcomes)
        {
            model.Add(outcome.Said, outcome.Row.Meant);
            rule.Add(rules.Say(outcome.Row), outcome.Row.Meant);
            majority.Add(outcome.Majority, outcome.Row.Meant);
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {model.Rows:N0} | {model.Agreement} | {rule.Agreement} | {majority.Agreement} | {model.Precision} | {rule.Precision} | {model.Recall} | {rule.Recall} |");
    }

    private static string Origin(SenseOrigin origin) => origin switch
    {
        SenseOrigin.OtherName => "an unambiguous name, here the ambiguous one",
        SenseOrigin.SameTweet => "an unambiguous name beside the ambiguous one",
        SenseOrigin.OtherTarget => "a tweet about another target",
        SenseOrigin.Background => "a tweet about no target",
        SenseOrigin.BlockPhrase => "a phrase of another meaning",
        _ => "hand-written",
    };

    private sealed record Outcome(SenseRow Row, double Probability, bool Majority)
    {
        public bool Said => Probability >= 0.5;
    }

    /// <summary>What the rules make of a row's text.</summary>
    private sealed class Rules(TargetMatcher matcher)
    {
        private readonly MatchSession session = matcher.NewSession();

        public bool Say(SenseRow row)
        {
            foreach (ref readonly Mention mention in session.Match(
                new TweetText { Text = row.Text, Language = Encoding.UTF8.GetBytes(row.Language) }))
            {
                if (mention.Target == row.Target && mention.Decision == MentionDecision.Tag)
                    return true;
            }

            return false;
        }
    }
}
