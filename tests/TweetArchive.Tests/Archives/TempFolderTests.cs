using TweetArchive.Archives;
using Xunit;

namespace TweetArchive.Tests.Archives;

/// <summary>Temporary copies are private, and those of a program that was killed are removed by the next one.</summary>
public sealed class TempFolderTests
{
    [Fact]
    public void What_a_killed_program_left_is_removed_and_what_is_in_use_stays()
    {
        string purpose = "test" + Guid.NewGuid().ToString("N");
        string abandoned = Directory.CreateTempSubdirectory($"tweetarchive-{purpose}-").FullName;
        File.WriteAllText(Path.Combine(abandoned, "in-use"), "");
        File.WriteAllText(Path.Combine(abandoned, "stdin"), "a copy of what somebody read");
        string foreign = Directory.CreateTempSubdirectory($"tweetarchive-{purpose}-").FullName;
        try
        {
            using var first = new TempFolder(purpose);
            TempFolder.RemoveAbandoned();
            Assert.False(Directory.Exists(abandoned));
            using (var second = new TempFolder(purpose))
            {
                Assert.True(Directory.Exists(first.Location) && Directory.Exists(second.Location));
                if (!OperatingSystem.IsWindows())
                    Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                        File.GetUnixFileMode(second.Location));
            }

            Assert.True(Directory.Exists(first.Location) && Directory.Exists(foreign));
        }
        finally
        {
            Directory.Delete(foreign);
        }
    }
}
