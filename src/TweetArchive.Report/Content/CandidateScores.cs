using TweetArchive.Report.Dataset;

namespace TweetArchive.Report.Content;

/// <summary>Mentions of a target that are candidates, and what a model thinks of those it has a probability for.</summary>
/// <param name="Rather">With a probability of at least <see cref="CandidateScores.RatherFrom"/>.</param>
/// <param name="Likely">With a probability of at least <see cref="CandidateScores.LikelyFrom"/>.</param>
internal sealed record CandidateScore(string TargetId, long Candidates, long Scored, long Rather, long Likely);

/// <summary>What mention_scores.parquet of `analyze` says of candidates, by target; nothing if the dataset has no such table.</summary>
internal static class CandidateScores
{
    public const double RatherFrom = 0.5;
    public const double LikelyFrom = 0.9;

    public static IReadOnlyDictionary<string, CandidateScore> Read(ReportScope scope)
    {
        var scores = new Dictionary<string, CandidateScore>(StringComparer.Ordinal);
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, "mention_scores")?.RowGroups() ?? [])
        {
            (string?[] dataset, string?[] target, string?[] decision, double?[] probability) = (rows.Texts("dataset"),
                rows.Texts("target_id"), rows.Texts("decision"), rows.Numbers("probability"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (decision[i] != "candidate" || !scope.Covers(dataset[i]))
                    continue;
                CandidateScore sum = scores.GetValueOrDefault(target[i]!) ?? new CandidateScore(target[i]!, 0, 0, 0, 0);
                scores[target[i]!] = probability[i] is { } p
                    ? sum with
                    {
                        Candidates = sum.Candidates + 1,
                        Scored = sum.Scored + 1,
                        Rather = sum.Rather + (p >= RatherFrom ? 1 : 0),
                        Likely = sum.Likely + (p >= LikelyFrom ? 1 : 0)
                    }
                    : sum with { Candidates = sum.Candidates + 1 };
            }
        }

        return scores;
    }
}
