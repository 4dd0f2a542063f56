namespace TweetArchive.Query.Verify;

/// <summary>The contract tables of a dataset that are there to be checked.</summary>
internal static class TableFiles
{
    public static IEnumerable<(ContractTable Table, string[] Files)> Of(CheckContext context) =>
        ContractTables.All.Where(t => context.Has(t.Name)).Select(t => (t, context.Dataset.Tables[t.Name]));
}
