using TweetArchive.Synth;
using TweetArchive.Testing;

namespace TweetArchive.Soak;

/// <summary>
/// One call to the system fails, or all from the Nth on do: the run says so or is unharmed by it, and the same command finishes the work
/// once the system is well again.
/// </summary>
internal sealed record CallErrors() : Trial("calls", "calls to the system that fail")
{
    /// <summary>Calls that the runtime itself does not depend on while it starts.</summary>
    private static readonly (string Call, string[] Errors)[] Faults =
    [
        ("pwrite64", ["ENOSPC", "EIO", "EDQUOT"]), ("pwritev", ["ENOSPC", "EIO"]), ("fsync", ["EIO", "ENOSPC"]),
        ("rename", ["EIO", "ENOSPC", "EACCES"]),
        ("mkdir", ["ENOSPC", "EACCES"]), ("ftruncate", ["EIO"]), ("unlink", ["EIO", "EACCES"]), ("fallocate", ["ENOSPC"]),
    ];

    /// <summary>Calls on an input file alone.</summary>
    private static readonly (string Call, string[] Errors)[] InputFaults =
    [
        ("pread64", ["EIO", "EINVAL"]), ("openat", ["EACCES", "EMFILE", "ENFILE", "EIO"]),
    ];

    public override string? Skip
    {
        get
        {
            try
            {
                return CommandLine.RunProgram("strace", ["-qq", "-o", "/dev/null", "true"]).ExitCode == 0 ? null
                    : "strace may not trace here";
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return "needs strace";
            }
        }
    }

    public override void Run(Random random, Workshop shop)
    {
        SynthResult synth = shop.Synth(random, 300, 3000);
        string[] run = ["run", synth.TweetsPath, "--tweets", "all", "--threads", $"{random.Next(1, 3)}", "--checkpoint",
            random.Pick<string>(["64K", "1G"])];
        shop.Command([.. run, "--out", shop.File("undisturbed")]);
        SortedDictionary<string, string> wanted = Workshop.Checksums(shop.File("undisturbed"));

        string to = shop.File("out");
        bool ofInput = random.Chance(0.3);
        (string call, string[] errors) = random.Pick(ofInput ? InputFaults : Faults);
        string fault = $"{call}:error={random.Pick(errors)}:when={random.Next(1, 40)}{(random.Chance(0.5) ? "+" : "")}";
        string[] path = ofInput ? ["-P", synth.TweetsPath] : [];
        CommandResult disturbed = shop.Program("strace",
            ["-f", "-qq", "-o", "/dev/null", .. path, "-e", "trace=" + call, "-e", "inject=" + fault, .. CommandLine.Program, .. run,
                "--out", to]);
        bool whole = File.Exists(Path.Combine(to, "manifest.json"));
        switch (disturbed.ExitCode)
        {
            case 0:
                Workshop.ExpectSame(wanted, to, "exit code 0 though " + fault);
                break;
            case 3:
                Workshop.Expect(whole, "exit code 3 without a dataset: " + disturbed.Error);
                Workshop.ExpectAccounted(to);
                break;
            default:
                Workshop.Expect(!whole || Workshop.Checksums(to).SequenceEqual(wanted),
                    $"exit code {disturbed.ExitCode}, and a dataset that is not whole");
                break;
        }

        CommandResult again = shop.Command([.. run, "--out", to, .. disturbed.ExitCode is 3 ? (string[])["--overwrite"] : []]);
        Workshop.Expect(again.ExitCode is 0 || (again.ExitCode == 2 && whole), "undisturbed again: " + again.Error);
        Workshop.ExpectSame(wanted, to, "the run after " + fault);
    }
}
