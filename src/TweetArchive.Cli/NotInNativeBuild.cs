#if NATIVE
using System.CommandLine;

namespace TweetArchive.Cli;

/// <summary>A command whose libraries cannot be compiled ahead: the native program says where it is.</summary>
internal static class NotInNativeBuild
{
    public static Command Create(string name)
    {
        var command = new Command(name, $"Not in this native build; {name} is a command of the .NET tool.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(_ =>
        {
            Console.Error.WriteLine($"tweetarchive: {name} is not in the native build. Use the .NET tool (dotnet tool install TweetArchive) or, from source, dotnet run -c Release --project src/TweetArchive.Cli -- {name} …; the dataset is the same.");
            return ExitCodes.Usage;
        });
        return command;
    }
}
#endif
