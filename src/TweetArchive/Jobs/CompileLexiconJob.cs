using TweetArchive.Archives;
using TweetArchive.Dataset;
using TweetArchive.Tables;
using TweetArchive.Tables.Counting;
using TweetArchive.Targets;
using TweetArchive.Targets.Matching;

namespace TweetArchive.Jobs;

/// <summary>Compiles the shipped lexicon into the file that a program reads from its folder when it starts. The build runs it.</summary>
public static class CompileLexiconJob
{
    /// <summary>Writes the file, from the shipped tables alone: the same tables give the same bytes.</summary>
    /// <param name="path">In a folder that exists; a file that this job made is replaced.</param>
    /// <exception cref="UsageException">Another file is there; nothing was touched.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Run(string path)
    {
        WholeFile.RefuseForeign(path, CompiledLexicon.Mark);
        Lexicon lexicon = Lexicon.LoadShipped(compiled: null);
        TargetMatcher matcher = TargetMatcher.Compile(lexicon);
        WholeFile.Write(path, stream => CompiledLexicon.Write(stream, lexicon.Checksum, (part, to) =>
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
        }));
    }

    private static byte[] AliasesOf(Lexicon lexicon)
    {
        using var folder = new TempFolder("lexicon");
        var files = new TableFiles(folder.Location, lexicon.Checksum);
        files.Write(AliasesTable.Table, row => AliasesTable.Write(row, lexicon, new TargetNames(lexicon)));
        return File.ReadAllBytes(Path.Combine(folder.Location, AliasesTable.Table.Spec.Name + ".parquet"));
    }
}
