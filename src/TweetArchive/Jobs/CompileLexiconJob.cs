using TweetArchive.Tables;
using TweetArchive.Tables.Counting;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Jobs;

/// <summary>Compiles the shipped lexicon into the file that a program reads from its folder when it starts. The build runs it.</summary>
public static class CompileLexiconJob
{
    /// <summary>Writes the file, from the shipped tables alone: the same tables give the same bytes.</summary>
    /// <param name="path">In a folder that exists; replaced when it is there.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Run(string path)
    {
        Lexicon lexicon = Lexicon.LoadShipped(compiled: null);
        TargetMatcher matcher = TargetMatcher.Compile(lexicon);
        CompiledLexicon.Write(path, lexicon.Checksum, (part, to) =>
        {
            switch (part)
            {
                case CompiledLexicon.Part.Aliases:
                    to.Write<AliasPlace>(lexicon.AliasPlaces);
                    break;
                case CompiledLexicon.Part.AliasesTable:
                    to.Write<byte>(AliasesOf(lexicon));
                    break;
                default:
                    matcher.Save(part, to);
                    break;
            }
        });
    }

    private static byte[] AliasesOf(Lexicon lexicon)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tweetarchive-lexicon-");
        try
        {
            var files = new TableFiles(folder.FullName, lexicon.Checksum);
            files.Write(AliasesTable.Table, row => AliasesTable.Write(row, lexicon, new TargetNames(lexicon)));
            return File.ReadAllBytes(Path.Combine(folder.FullName, AliasesTable.Table.Spec.Name + ".parquet"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
