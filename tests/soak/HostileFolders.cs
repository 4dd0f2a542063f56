using System.Text;
using TweetArchive.Synth;
using TweetArchive.Testing;

namespace TweetArchive.Soak;

/// <summary>
/// Folders that someone else made or damaged: names that lead out of the folder in manifests, journals and shards, bytes changed in every
/// kind of file. Nothing outside of the folder changes, and an exit code of 0 means the right bytes.
/// </summary>
internal sealed record HostileFolders() : Trial("folders", "manifests, journals and units with bad paths")
{
    private static readonly string[] BadPaths = ["../victim/kept.txt", "../../victim/kept.txt", "tweets/../../victim/kept.txt", "", ".",
        "..", "a\tb", "con\n"];

    public override void Run(Random random, Workshop shop)
    {
        SynthResult synth = shop.Synth(random, 300, 1500);
        string victim = Directory.CreateDirectory(shop.File("victim")).FullName;
        File.WriteAllText(Path.Combine(victim, "kept.txt"), "kept");
        string[] run = ["run", synth.TweetsPath, "--tweets", "all", "--no-report", "--threads", "1", "--checkpoint", "32K"];
        string folder = shop.File("out");
        string first = Make(random, shop, run, folder);
        SortedDictionary<string, string> wanted = Workshop.Checksums(first);
        for (int changes = random.Next(1, 4); changes > 0; changes--)
            Change(random, shop, folder, Path.Combine(victim, "kept.txt"));
        SortedDictionary<string, string> inputs = Inputs();

        for (int commands = random.Next(1, 4); commands > 0; commands--)
        {
            string[] command = random.Next(8) switch
            {
                0 => [.. run, "--out", folder],
                1 => [.. run, "--out", folder, "--overwrite"],
                2 => ["analyze", folder, "--only", "spikes"],
                3 => ["report", folder],
                4 => ["query", folder, "SELECT count(*) FROM mentions"],
                5 => ["verify", folder],
                6 => ["merge", folder, "--out", shop.File("merged"), "--no-report"],
                _ => ["inspect", folder],
            };
            CommandResult result = shop.Command(command);
            Workshop.Expect(File.ReadAllText(Path.Combine(victim, "kept.txt")) == "kept" && Directory.GetFiles(victim).Length == 1,
                "a file outside of the folder was changed");
            Workshop.Expect(Inputs().SequenceEqual(inputs), "an input was changed");
            if (command[0] == "run" && result.ExitCode == 0)
                Workshop.ExpectSame(wanted, folder, "a run over a damaged folder");
            if (command[0] == "merge" && result.ExitCode == 0)
                Workshop.ExpectSame(wanted, shop.File("merged"), "a merge of a damaged shard");
        }

        SortedDictionary<string, string> Inputs() =>
            new(Directory.GetFiles(shop.Path, "demo*").ToDictionary(f => f, File.ReadAllText), StringComparer.Ordinal);
    }

    /// <summary>A dataset, a shard, or a run that was stopped.</summary>
    /// <returns>A folder with the dataset that all of them come to.</returns>
    private static string Make(Random random, Workshop shop, string[] run, string folder)
    {
        string whole = shop.File("whole");
        shop.Command([.. run, "--out", whole]);
        switch (random.Next(3))
        {
            case 0:
                shop.Command([.. run, "--out", folder]);
                break;
            case 1:
                shop.Command([.. run, "--out", folder, "--shard", "1/1"]);
                break;
            default:
                shop.Stopped(TimeSpan.FromSeconds(0.3 + (0.5 * random.NextDouble())), "KILL", [.. run, "--out", folder]);
                Directory.CreateDirectory(folder);
                break;
        }

        return whole;
    }

    private static void Change(Random random, Workshop shop, string folder, string victim)
    {
        // What a link leads to is outside of the folder, and not ours to change.
        string[] files = [.. Directory.EnumerateFiles(folder, "*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        }).Order(StringComparer.Ordinal)];
        string work = Path.Combine(folder, ".work");
        string path = random.Chance(0.3) ? victim : random.Pick(BadPaths);
        switch (random.Next(files.Length == 0 ? 3 : 8))
        {
            case 0 when new DirectoryInfo(work).LinkTarget is null:
                string other = random.Pick(BadPaths);
                string last = random.Chance(0.5) ? """,{"from":"dataset/manifest.json","to":"manifest.json"}""" : "";
                Write(Path.Combine(work, "publish"),
                    $$"""{"format":"tweetarchive publication 1","run":"run","outcome":"Done","remove":["{{other}}"],"moves":[{"from":"{{path}}","to":"mentions.parquet"}{{last}}]}""");
                break;
            case 1 when !Directory.Exists(work):
                Directory.CreateSymbolicLink(work, Path.GetDirectoryName(victim)!);
                shop.Log.Add(".work is a link to another folder");
                break;
            case 2:
                Write(Path.Combine(folder, "shard.json"), $$"""{"format":"tweetarchive shard","shards":{{random.Next(-1, int.MaxValue)}},"shard":1,"units":[{"file":"{{path}}"}]}""");
                break;
            case 3:
            case 4:
                string text = random.Pick(files);
                if (!text.EndsWith(".json", StringComparison.Ordinal))
                    goto default;
                string json = File.ReadAllText(text);
                int at = json.IndexOf(".parquet", random.Next(json.Length), StringComparison.Ordinal);
                int start = at < 0 ? -1 : json.LastIndexOf('"', at);
                if (start < 0)
                    goto default;
                Write(text,
                    string.Concat(json.AsSpan(0, start + 1), System.Text.Json.JsonEncodedText.Encode(path).ToString(),
                        json.AsSpan(at + 8)));
                break;
            case 5:
                string from = random.Pick(files);
                string onto = random.Pick(files);
                if (from != onto)
                    File.Copy(from, onto, overwrite: true);
                shop.Log.Add($"{from} copied onto {onto}");
                break;
            default:
                if (files.Length == 0)
                    break;
                string any = random.Pick(files);
                File.WriteAllBytes(any, Mutation.Of(random, File.ReadAllBytes(any)));
                shop.Log.Add("changed bytes in " + any);
                break;
        }

        void Write(string file, string content)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content, Encoding.UTF8);
            shop.Log.Add($"wrote {file}: {content}");
        }
    }
}
