using TweetArchive.Analysis.Personas;
using Xunit;

namespace TweetArchive.Tests.Analysis;

/// <summary>Names that imitate, names that are near, and names that are what they say.</summary>
public class LookalikesTests
{
    private static readonly KnownNames Shipped = KnownNames.Load(null);

    [Theory]
    [InlineData("theguaradian.com", "theguardian.com listed")]
    [InlineData("www.bbcpersian.net", "bbcpersian.com listed")]
    [InlineData("hlspantv.com", "hispantv.com same_skeleton")]
    [InlineData("theguardiann.com", "theguardian.com edit")]
    [InlineData("hispantv.net", "hispantv.com other_suffix")]
    [InlineData("hispantv.ir", "")]
    [InlineData("parstoday.ir", "")]
    [InlineData("www.yjc.news", "")]
    [InlineData("taghribnews.ir", "")]
    [InlineData("independent.ie", "")]
    [InlineData("independent.ng", "")]
    [InlineData("theguardian.com", "")]
    [InlineData("www.theguardian.com", "")]
    [InlineData("independent.co.uk", "")]
    [InlineData("theatlantic.com", "")]
    [InlineData("bbcpersian.com", "")]
    [InlineData("hispantv.com", "")]
    [InlineData("awdnews.com", "")]
    [InlineData("jordantimes.com", "")]
    public void A_domain_is_listed_or_similar_or_nothing(string domain, string expected) =>
        Assert.Equal(expected,
            string.Join(", ", Lookalikes.Near(domain, NameKind.Domain, Shipped).Select(m => $"{m.Known.Name} {m.Rule}")));

    [Fact]
    public void What_is_imitated_is_never_reported() =>
        Assert.All(Shipped.Imitations, fake =>
        {
            Assert.NotEmpty(fake.Imitates);
            Assert.Empty(Lookalikes.Near(fake.Imitates, NameKind.Domain, Shipped));
            Assert.Equal("listed", Assert.Single(Lookalikes.Near(fake.Name, NameKind.Domain, Shipped)).Rule);
        });

    [Fact]
    public void The_same_name_with_another_ending_is_not_called_similar()
    {
        Assert.Equal("same_name", Assert.Single(Lookalikes.Near("independent.mk", NameKind.Domain, Shipped)).Claim);
        Assert.Equal("similar", Assert.Single(Lookalikes.Near("hlspantv.com", NameKind.Domain, Shipped)).Claim);
        Assert.All(Shipped.Others, other => Assert.Empty(Lookalikes.Near(other.Name, NameKind.Domain, Shipped)));
    }

    [SampleFact("thailand_2020_09")]
    public void No_link_of_the_real_rows_at_hand_is_called_a_look_alike()
    {
        string[] inputs =
            [.. Directory.GetDirectories(Repository.Samples).Where(d => Path.GetFileName(d) is not "public").Order(StringComparer.Ordinal)];
        using var temp = new TempDatasets();
        FinishedRun run = temp.Run(inputs);
        using var duck = new DuckDb();
        string[] domains = [.. duck.Lines($"SELECT DISTINCT domain FROM {run.Table("domains")} WHERE target_id = '*' ORDER BY 1")];
        Assert.True(domains.Length > 100, $"{domains.Length} domains");
        Assert.Empty(domains.SelectMany(d => Lookalikes.Near(d, NameKind.Domain, Shipped).Select(m => $"{d}: {m.Known.Name} {m.Rule}")));
    }
}
