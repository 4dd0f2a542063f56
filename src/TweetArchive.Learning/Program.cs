using System.Collections.Concurrent;
using TweetArchive.Analysis.Learning;
using TweetArchive.Learning;

if (Console.IsInputRedirected && Console.IsOutputRedirected && args.Length == 0)
{
    // Ctrl-C goes to this program too. The one that asked decides when it ends.
    Console.CancelKeyPress += static (_, cancel) => cancel.Cancel = true;
    Serve(new BinaryReader(new BufferedStream(Console.OpenStandardInput(), 1 << 16)),
        new BinaryWriter(new BufferedStream(Console.OpenStandardOutput(), 1 << 16)));
    return 0;
}

Console.Error.WriteLine("tweetarchive-learning: trains models for tweetarchive, which starts it: tweetarchive analyze DIR");
return 2;

// Reads while it learns, so that it ends at once when the program that asked has ended.
static void Serve(BinaryReader from, BinaryWriter to)
{
    BlockingCollection<Action> requests = [];
    var learner = new Thread(() =>
    {
        foreach (Action answer in requests.GetConsumingEnumerable())
        {
            answer();
            to.Flush();
        }
    })
    { IsBackground = true };
    learner.Start();
    while (from.BaseStream.ReadByte() is >= 0 and int task)
        requests.Add(Read((LearningTask)task, from, to));
}

static Action Read(LearningTask task, BinaryReader from, BinaryWriter to)
{
    switch (task)
    {
        case LearningTask.Classes:
            ClassesRequest classes = ClassesRequest.Read(from);
            return () => ClassesTrainer.Train(classes).Write(to);
        case LearningTask.Themes:
            ThemesRequest themes = ThemesRequest.Read(from);
            return () => ThemeTrainer.Train(themes).Write(to);
        default:
            throw new InvalidDataException($"task {task} is not known: tweetarchive and tweetarchive-learning are of two versions");
    }
}
