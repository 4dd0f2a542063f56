using System.Xml.Linq;
using Xunit;

namespace TweetArchive.Tests.Architecture;

/// <summary>The rooms of the engine and the projects use each other only as docs/design.md says.</summary>
public class ArchitectureTests
{
    private static readonly string Root = Repository.Root;
    private static readonly string Design = File.ReadAllText(Path.Combine(Root, "docs", "design.md"));
    private static readonly Dictionary<string, HashSet<string>> Rooms = ArrowReader.Allowed(Design, "### The rooms of the engine");
    private static readonly Dictionary<string, HashSet<string>> Projects = ArrowReader.Allowed(Design, "### The projects");

    [Fact]
    public void Rooms_use_each_other_as_the_design_says()
    {
        string engine = Path.Combine(Root, "src", "TweetArchive");
        string[] folders = [
            .. Directory.GetDirectories(engine).Where(HasSource).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];
        Assert.Equal(folders, Rooms.Keys.Order(StringComparer.Ordinal));
        IEnumerable<Arrow> arrows = folders.SelectMany(
            room => Directory.EnumerateFiles(Path.Combine(engine, room), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => ArrowReader.Of(Path.GetRelativePath(Root, file), room, File.ReadAllText(file), Rooms.Keys)));
        AssertNone(ArrowReader.Wrong(arrows, Rooms));
    }

    [Theory]
    [InlineData("Collections")]
    public void Rooms_within_a_room_use_each_other_as_the_design_says(string outer)
    {
        string folder = Path.Combine(Root, "src", "TweetArchive", outer);
        Dictionary<string, HashSet<string>> rooms = ArrowReader.Allowed(Design, $"### The rooms of `{outer}`");
        Assert.Equal(Directory.GetDirectories(folder).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal),
            rooms.Keys.Order(StringComparer.Ordinal));
        AssertNone(ArrowReader.Wrong(rooms.Keys.SelectMany(
            room => Directory.EnumerateFiles(Path.Combine(folder, room), "*.cs").SelectMany(file => ArrowReader.Of(
                Path.GetRelativePath(Root, file), room, File.ReadAllText(file).Replace($"TweetArchive.{outer}.", "TweetArchive."),
                rooms.Keys))), rooms));
        AssertInOrder(rooms);
    }

    [Fact]
    public void A_room_stands_below_those_that_it_uses() => AssertInOrder(Rooms);

    [Fact]
    public void Projects_reference_each_other_as_the_design_says()
    {
        IEnumerable<Arrow> arrows = Projects.Keys.SelectMany(project =>
            XDocument.Load(Path.Combine(Root, "src", project, project + ".csproj")).Descendants("ProjectReference")
                .Select(r =>
                    new Arrow(project + ".csproj", project,
                        Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))));
        AssertNone(ArrowReader.Wrong(arrows, Projects));
        Assert.Equal(Directory.GetDirectories(Path.Combine(Root, "src")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal),
            Projects.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Readers_of_datasets_use_the_rooms_that_the_design_says()
    {
        Dictionary<string, HashSet<string>> allowed = ArrowReader.Allowed(Design, "### What those who read a dataset know");
        Arrow[] arrows = [.. allowed.Keys.SelectMany(
            project => Directory.EnumerateFiles(Path.Combine(Root, "src", project), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => ArrowReader.Of(Path.GetRelativePath(Root, file), project, File.ReadAllText(file), Rooms.Keys)))];
        AssertNone(ArrowReader.Wrong(arrows, allowed));
        Assert.All(allowed, project => Assert.Equal(project.Value.Order(StringComparer.Ordinal),
            arrows.Where(a => a.From == project.Key).Select(a => a.To).Distinct().Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void An_arrow_that_is_not_allowed_is_told_by_its_file()
    {
        const string Source = """
            using TweetArchive.Tables;
            using System.Text; // TweetArchive.Jobs
            var a = Targets.Lexicon.LoadShipped(); var text = "TweetArchive.Csv"; row.Media.Count();
            """;
        var allowed = new Dictionary<string, HashSet<string>>
        {
            ["Text"] = ["Targets"],
            ["Tables"] = [],
            ["Targets"] = [],
            ["Jobs"] = [],
            ["Csv"] = [],
            ["Media"] = []
        };
        Arrow[] arrows = [.. ArrowReader.Of("Text/X.cs", "Text", Source, allowed.Keys)];
        Assert.Equal(["Tables", "Targets"], arrows.Select(a => a.To));
        Assert.Equal("Text/X.cs: Text may not use Tables", Assert.Single(ArrowReader.Wrong(arrows, allowed)));
    }

    [Fact]
    public void The_table_of_rooms_is_read_as_it_stands()
    {
        const string Table =
            "x\n### R\ntext\n| room | holds | uses |\n|---|---|---|\n| `A` | `b` things | |\n| `B` | | `A`, `C` |\n\n| `D` | | |\n";
        Dictionary<string, HashSet<string>> read = ArrowReader.Allowed(Table, "### R");
        Assert.Equal(["A", "B"], read.Keys);
        Assert.Empty(read["A"]);
        Assert.Equal(["A", "C"], read["B"]);
    }

    private static void AssertNone(IReadOnlyList<string> wrong) =>
        Assert.True(wrong.Count == 0,
            "Add the arrow to the table in docs/design.md, if it should be there: " + string.Join(Environment.NewLine, wrong));

    private static void AssertInOrder(Dictionary<string, HashSet<string>> rooms)
    {
        var above = new List<string>();
        foreach ((string room, HashSet<string> uses) in rooms)
        {
            Assert.All(uses, used => Assert.True(above.Contains(used), $"{room} uses {used}, which stands below it in the table"));
            above.Add(room);
        }
    }

    private static bool HasSource(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any();
}
