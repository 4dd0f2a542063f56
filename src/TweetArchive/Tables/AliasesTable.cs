using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Tables;

/// <summary>
/// aliases: the names, accounts, domains and flags of the lexicon that the run used, each with every form that is looked for.
/// </summary>
internal static class AliasesTable
{
    public static readonly Table<Row> Table = new("aliases", 1, columns => new Row(columns));

    /// <summary>By target, and within one in the order of the lexicon's files.</summary>
    public static void Write(Row row, Lexicon lexicon, TargetNames names)
    {
        Dictionary<string, uint> ranks =
            lexicon.Targets.Index().ToDictionary(t => t.Item.Id, t => names.Rank(t.Index + 1), StringComparer.Ordinal);
        foreach (Alias alias in lexicon.Aliases.OrderBy(a => ranks[a.TargetId]))
        {
            row.TargetId.Append(alias.TargetId);
            row.Alias.Append(alias.Text);
            row.Language.Append(alias.Language);
            row.Script.AppendOrNull(alias.Script);
            row.Kind.Append(alias.Kind);
            row.Sense.Append(alias.Sense);
            row.Match.Append(alias.Match.Word());
            row.Paradigm.AppendOrNull(alias.Paradigm);
            row.Ambiguity.Append(names.Aliases.Ambiguity(alias.Index));
            row.Polarity.Append(alias.Polarity);
            row.ContextId.AppendOrNull(alias.ContextId);
            row.Rules.Append(alias.Rules);
            row.Evidence.AppendOrNull(alias.Evidence);
            row.Source.AppendOrNull(alias.Source);
            row.Note.AppendOrNull(alias.Note);
            row.File.Append(alias.File);
            row.Line.Append(alias.Line);
            row.Forms.Append(alias.Forms);
            row.End();
        }
    }

    internal sealed class Row(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer TargetId = columns.DictionaryText("target_id");
        public readonly TextBuffer Alias = columns.Text("alias");
        public readonly TextBuffer Language = columns.DictionaryText("language");
        public readonly TextBuffer Script = columns.DictionaryText("script", nullable: true);
        public readonly TextBuffer Kind = columns.DictionaryText("kind");
        public readonly TextBuffer Sense = columns.DictionaryText("sense");
        public readonly TextBuffer Match = columns.DictionaryText("match");
        public readonly TextBuffer Paradigm = columns.DictionaryText("paradigm", nullable: true);
        public readonly TextBuffer Ambiguity = columns.DictionaryText("ambiguity");
        public readonly TextBuffer Polarity = columns.DictionaryText("polarity");
        public readonly TextBuffer ContextId = columns.DictionaryText("context_id", nullable: true);
        public readonly TextListBuffer Rules = columns.TextList("rules");
        public readonly TextBuffer Evidence = columns.DictionaryText("evidence", nullable: true);
        public readonly TextBuffer Source = columns.DictionaryText("source", nullable: true);
        public readonly TextBuffer Note = columns.DictionaryText("note", nullable: true);
        public readonly TextBuffer File = columns.DictionaryText("file");
        public readonly IntegerBuffer Line = columns.Integer("line");
        public readonly TextListBuffer Forms = columns.TextList("forms");
    }
}
