using System.Buffers;
using System.Text;

namespace TweetArchive.Cli;

/// <summary>
/// Text for a person. Names of files, datasets and targets and texts of tweets hold characters that a terminal would obey, and some hold
/// them on purpose; in place of each it shows U+FFFD. What is written for programs (JSON, CSV) goes to the stream itself.
/// </summary>
internal sealed class TerminalWriter : TextWriter
{
    /// <summary>C0, DEL and C1 but for line ends and tabs.</summary>
    private static readonly SearchValues<char> Commands = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\n' or '\t'))]);

    private static TextWriter error = Console.Error;
    private readonly TextWriter to;

    private TerminalWriter(TextWriter to)
    {
        this.to = to;
        NewLine = "\n";
    }

    public override Encoding Encoding => to.Encoding;

    /// <summary>From here on the console's writers are such writers.</summary>
    public static void Guard()
    {
        error = Console.Error;
        Console.SetOut(new TerminalWriter(Console.Out));
        Console.SetError(new TerminalWriter(error));
    }

    /// <summary>Writes over the line that stands on the terminal's stderr. For lines that hold nothing but words and numbers of ours.</summary>
    public static void WriteOver(string line) => error.Write("\r" + line);

    public override void Write(char value) => to.Write(Commands.Contains(value) ? '\uFFFD' : value);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (!buffer.ContainsAny(Commands))
        {
            to.Write(buffer);
            return;
        }

        Span<char> clean = new char[buffer.Length];
        buffer.CopyTo(clean);
        foreach (ref char c in clean)
            c = Commands.Contains(c) ? '\uFFFD' : c;
        to.Write(clean);
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void Flush() => to.Flush();
}
