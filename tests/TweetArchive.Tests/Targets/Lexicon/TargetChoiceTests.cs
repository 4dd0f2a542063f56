using TweetArchive.Releases;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Targets;

/// <summary>Which targets a release is searched for.</summary>
public sealed class TargetChoiceTests
{
    private static readonly Lexicon Shipped = Lexicon.LoadShipped();

    [Fact]
    public void A_release_is_asked_about_the_targets_of_its_states_operations()
    {
        TargetChoice byRelease = TargetChoice.Parse(Shipped, null);
        AskedTargets thailand = byRelease.Of("thailand_092020"), iran = byRelease.Of("iran_201906_2");
        Assert.Equal(["future_forward", "pannika", "parit", "pavin", "pheu_thai", "piyabutr", "thaksin", "thanathorn"],
            Ids(thailand).Order(StringComparer.Ordinal));
        Assert.Equal((8, Shipped.Targets.Count - 8, false), (thailand.Count, thailand.NotAsked, thailand.All));
        Assert.Equal(["thailand"], thailand.Groups);
        Assert.Superset(new HashSet<string>(["mek", "israel", "saudi", "bbc_persian"]), Ids(iran));
        Assert.DoesNotContain("future_forward", Ids(iran));
        // Accounts of the Internet Research Agency are in releases of several names.
        Assert.Equal(Ids(byRelease.Of("ira")), Ids(byRelease.Of("gru_202012")));
        Assert.Equal(["saudi", "egypt", "uae"], byRelease.Of("sa_eg_ae_022020").Groups);
    }

    /// <summary>Who is searched for the United States counts their officials too, or the sum over both would be of some of them.</summary>
    [Fact]
    public void Targets_that_count_for_one_that_is_asked_are_asked()
    {
        foreach (Release release in ReleaseRegistry.Shipped.Releases)
        {
            HashSet<string> asked = Ids(TargetChoice.ByRelease(Shipped).Of(release.Dataset));
            Assert.All(Shipped.Targets.Where(t => asked.Contains(t.CountsFor)), t => Assert.Contains(t.Id, asked));
        }
    }

    [Fact]
    public void What_is_no_release_and_releases_without_documented_targets_are_asked_about_all()
    {
        TargetChoice byRelease = TargetChoice.ByRelease(Shipped);
        foreach (string dataset in new[] { "mine", "ioa", "mx_0621", "honduras_022020" })
        {
            AskedTargets all = byRelease.Of(dataset);
            Assert.True(all.All && all.NotAsked == 0 && all.Count == Shipped.Targets.Count && all.Groups.Count == 0, dataset);
        }

        Assert.True(TargetChoice.Parse(Shipped, "ALL").Of("thailand_092020").All);
    }

    [Fact]
    public void Groups_and_campaigns_can_be_named_and_hold_for_every_dataset()
    {
        TargetChoice both = TargetChoice.Parse(Shipped, "Thailand, iran,iran");
        Assert.Equal("iran,thailand", both.ToString());
        Assert.Equal(both.ToString(), TargetChoice.Parse(Shipped, both.ToString()).ToString());
        TargetChoice byRelease = TargetChoice.ByRelease(Shipped);
        Assert.Equal([.. Ids(byRelease.Of("iranian")).Union(Ids(byRelease.Of("thailand_092020"))).Order(StringComparer.Ordinal)],
            Ids(both.Of("mine")).Order(StringComparer.Ordinal));
        Assert.Equal(["aspi", "bbc", "uyghurs", "zenz"],
            Ids(TargetChoice.Parse(Shipped, "china_2021_12").Of("mine")).Order(StringComparer.Ordinal));
        foreach (TargetChoice choice in new[] { byRelease, TargetChoice.AllOf(Shipped) })
            Assert.Equal(Ids(choice.Of("iranian")), Ids(TargetChoice.Parse(Shipped, choice.ToString()).Of("iranian")));
    }

    [Theory]
    [InlineData("atlantis")]
    [InlineData("iran,atlantis")]
    [InlineData("all,iran")]
    [InlineData(",")]
    [InlineData("none")]
    [InlineData("mexico")]
    public void A_wrong_name_is_answered_with_the_list(string typed)
    {
        LexiconException refused = Assert.Throws<LexiconException>(() => TargetChoice.Parse(Shipped, typed));
        Assert.Contains("--targets-group", refused.Message, StringComparison.Ordinal);
        Assert.Contains("armenia, armenia_2021_02, bangladesh", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_of_the_users_own_are_always_asked()
    {
        string folder = Directory.CreateTempSubdirectory("tweetarchive-lexicon").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "lexicon.tsv"), "target_id\talias\nmine\tmy words\nmek\tMEK\n");
            var own = Lexicon.LoadFrom(folder);
            Assert.True(TargetChoice.Parse(own, null).Of("thailand_092020").All);
            HashSet<string> chosen = Ids(TargetChoice.Parse(own, "thailand").Of("iranian"), own);
            Assert.Contains("mine", chosen);
            Assert.DoesNotContain("mek", chosen);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    /// <summary>The registry, the campaigns and the targets name each other rightly.</summary>
    [Fact]
    public void Every_group_of_a_release_is_one_of_campaigns()
    {
        HashSet<string> groups = [.. Shipped.Campaigns.SelectMany(c => c.Groups)], campaigns = [.. Shipped.Campaigns.Select(c => c.Id)];
        Assert.All(ReleaseRegistry.Shipped.Releases, r => Assert.All(r.TargetsGroups, g => Assert.Contains(g, groups)));
        Assert.All(ReleaseRegistry.Shipped.Releases, r => Assert.Equal(r.Folder.Length == 0, r.TargetsGroups.Count == 0));
        Assert.All(Shipped.Targets, t => Assert.All(t.Campaigns.Split(','), c => Assert.Contains(c, campaigns)));
    }

    private static HashSet<string> Ids(AskedTargets asked, Lexicon? lexicon = null) =>
        [.. (lexicon ?? Shipped).Targets.Where((_, i) => asked[i]).Select(t => t.Id)];
}
