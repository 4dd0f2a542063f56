#if NATIVE
using System.CommandLine;

namespace TweetArchive.Cli;

/// <summary>A command that needs libraries which the native build does not have: it says where it is.</summary>
internal static class NotInNative
{
    public static Command Create(string name, string does)
    {
        var command = new Command(name, $"{char.ToUpperInvariant(does[0])}{does[1..]}. Not in this program, the native build, but in the .NET one.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(_ =>
        {
            Console.Error.WriteLine($"tweetarchive: '{name}' {does}, with libraries that this program, the native build, does not have. The .NET build of the same version has it: dotnet run -c Release --project src/TweetArchive.Cli -- {name} …");
            return ExitCodes.Usage;
        });
        return command;
    }
}
#endif
