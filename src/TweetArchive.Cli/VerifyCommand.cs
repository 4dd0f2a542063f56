using System.CommandLine;

namespace TweetArchive.Cli;

/// <summary>tweetarchive verify</summary>
internal static class VerifyCommand
{
    public static Command Create() => new("verify");
}
