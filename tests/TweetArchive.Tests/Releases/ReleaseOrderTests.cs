using TweetArchive.Releases;
using Xunit;

namespace TweetArchive.Tests.Releases;

public class ReleaseOrderTests
{
    [Fact]
    public void The_latest_release_is_last() =>
        // Unknown ones and the copy of all come first; qatar_082020 was published with ira_092020, and the name decides.
        Assert.Equal(
            ["alpha", "ioa", "zeta", "ira", "iranian", "iran_201901_1", "iran_201906", "iran_201906_1", "ira_092020", "qatar_082020",
                "rna_0621"],
            ReleaseOrder.Sort(
                ["zeta", "rna_0621", "iran_201906_1", "iran_201906", "ioa", "iran_201901_1", "alpha", "qatar_082020", "ira_092020",
                    "iranian", "ira", "ira"]));
}
