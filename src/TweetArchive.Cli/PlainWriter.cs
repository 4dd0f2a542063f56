using System.Globalization;
using System.Text;

namespace TweetArchive.Cli;

/// <summary>
/// What commands say, without anything that a terminal would obey. Names of files, datasets and targets and texts of tweets are other
/// people's: a control character in one could recolour or overwrite what is there, or change the direction of reading. It is shown as
/// <c>\x1B</c>.
/// </summary>
internal sealed class PlainWriter(TextWriter inner) : TextWriter(CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Standard error as it is, for a line of progress that is drawn over itself.</summary>
    public static TextWriter Terminal { get; private set; } = Console.Error;

    /// <summary>Puts such a writer before standard output and standard error, for every command.</summary>
    public static void Install()
    {
        // Of itself Windows writes in a code page that lacks most scripts.
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Terminal = Console.Error;
        Console.SetOut(new PlainWriter(Console.Out));
        Console.SetError(new PlainWriter(Console.Error));
    }

    /// <summary>The text with its control characters made visible; line ends and tabs stay.</summary>
    public static string Plain(string text)
    {
        if (!text.Any(IsObeyed))
            return text;
        var plain = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            if (IsObeyed(c))
                plain.Append(CultureInfo.InvariantCulture, $"\\{(c < 0x100 ? 'x' : 'u')}{(int)c:X2}");
            else
                plain.Append(c);
        }

        return plain.ToString();
    }

    public override void Write(char value)
    {
        if (IsObeyed(value))
            inner.Write(Plain(value.ToString()));
        else
            inner.Write(value);
    }

    public override void Write(string? value) => inner.Write(value is null ? null : Plain(value));

    public override void Write(char[] buffer, int index, int count) => inner.Write(Plain(new string(buffer, index, count)));

    public override void Write(ReadOnlySpan<char> buffer) => inner.Write(Plain(buffer.ToString()));

    public override void WriteLine() => inner.WriteLine();

    public override void WriteLine(string? value) => inner.WriteLine(value is null ? null : Plain(value));

    public override void Flush() => inner.Flush();

    private static bool IsObeyed(char c) => c switch
    {
        '\n' or '\t' => false,
        '\r' => Environment.NewLine != "\r\n",
        // Marks, embeddings, overrides and isolates of direction; ends of lines and paragraphs.
        '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => true,
        _ => char.IsControl(c),
    };
}
