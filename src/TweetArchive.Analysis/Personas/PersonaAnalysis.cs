using TweetArchive.Dataset;

namespace TweetArchive.Analysis.Personas;

/// <summary>
/// What accounts have in common besides their tweets' content: days of creation, posting hours, clients, languages, and names close to
/// known ones (docs/methods.md). Each is common among ordinary accounts too; the archives hold none to compare with.
/// </summary>
internal sealed class PersonaAnalysis : IAnalysis
{
    public string Name => "personas";

    public string Summary => "creation bursts, posting hours, clients, languages; names close to known ones";

    public IReadOnlyList<TableSpec> Tables =>
    [
        CreationBursts.Table.Spec, HabitTables.Hours.Spec, HabitTables.Accounts.Spec, HabitTables.Fingerprints.Spec, HabitTables.Pairs.Spec,
        Lookalikes.Table.Spec,
    ];

    public void Run(AnalysisContext context)
    {
        CreationBursts.Run(context);
        HabitTables.Run(context, skip: !context.Dataset.HasTweets);
        if (!context.Dataset.HasAllTweets)
            context.Note($"hours, clients and languages are those of tagged tweets alone; run with --tweets all to look at all");
        Lookalikes.Run(context);
    }
}
