using TweetArchive.Benchmarks;
using TweetArchive.Benchmarks.Job;

try
{
    // Not for people: a benchmark starts itself to run a command, whose options are that command's business.
    if (args is ["measure", .. { Length: > 0 } command])
        return Measure.Run(command);
    return CommandList.Create().Parse(args).Invoke(new() { EnableDefaultExceptionHandler = false });
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
catch (Exception e) when (e is InvalidOperationException or IOException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
