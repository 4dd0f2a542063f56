namespace TweetArchive.Dataset;

/// <summary>Puts report.html into the folder of a dataset, which no other program changes meanwhile.</summary>
public static class ReportFile
{
    /// <param name="folder">Of a finished dataset.</param>
    /// <param name="make">Reads the dataset and makes the page.</param>
    /// <exception cref="UsageException">There is no dataset, or another program is at work in the folder; nothing was changed.</exception>
    /// <exception cref="IOException">The page cannot be written; what was there before is as it was.</exception>
    public static void Put(string folder, Func<byte[]> make)
    {
        // Nothing is made where no dataset is, not even a lock.
        _ = DatasetFolder.Open(folder);
        using WorkFolder work = WorkFolder.Enter(folder, out _);
        string aside = work.ScratchFile("report");
        File.WriteAllBytes(aside, make());
        Durable.SyncFile(aside);
        File.Move(aside, Path.Combine(folder, DatasetNames.Report), overwrite: true);
        work.ForgetFinished();
    }
}
