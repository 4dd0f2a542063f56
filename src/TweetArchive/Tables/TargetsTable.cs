using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;
using TweetArchive.Targets;

namespace TweetArchive.Tables;

/// <summary>targets: those that the lexicon of the run has names of, and which datasets were searched for each.</summary>
internal static class TargetsTable
{
    public static readonly Table<Row> Table = new("targets", 1, columns => new Row(columns));

    /// <param name="datasets">In their order, each with the targets that it was searched for.</param>
    public static void Write(Row row, Lexicon lexicon, TargetNames names, IReadOnlyList<(string Name, AskedTargets Asked)> datasets)
    {
        foreach ((int number, Target target) in lexicon.Targets.Index().OrderBy(t => names.Rank(t.Index + 1)))
        {
            if (!lexicon.IsNamed[number])
                continue;
            row.TargetId.Append(names[number + 1]);
            row.Group.AppendOrNull(target.Group);
            row.DisplayName.AppendOrNull(target.DisplayName);
            row.Type.AppendOrNull(target.Type);
            row.CountsFor.AppendOrNull(target.CountsFor);
            row.Campaigns.Append(LexiconWords.Split(target.Campaigns, ','));
            row.AskedIn.Append(datasets.Where(d => d.Asked[number]).Select(d => d.Name));
            row.End();
        }
    }

    internal sealed class Row(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer TargetId = columns.DictionaryText("target_id");
        public readonly TextBuffer Group = columns.DictionaryText("target_group", nullable: true);
        public readonly TextBuffer DisplayName = columns.DictionaryText("display_name", nullable: true);
        public readonly TextBuffer Type = columns.DictionaryText("type", nullable: true);
        public readonly TextBuffer CountsFor = columns.DictionaryText("counts_for", nullable: true);
        public readonly TextListBuffer Campaigns = columns.TextList("campaigns");
        public readonly TextListBuffer AskedIn = columns.TextList("asked_in");
    }
}
