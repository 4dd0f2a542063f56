using System.ComponentModel;
using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace TweetArchive.Cli;

/// <summary>
/// What commands say, without anything that a terminal would obey. Names of files, datasets and targets and texts of tweets are other
/// people's: a control character in one could recolour or overwrite what is there, or change the direction of reading. It is shown as
/// <c>\x1B</c>.
/// </summary>
/// <param name="canBeLost">Whether a command does its work although nothing can be written there: it is a full disk, for one.</param>
internal sealed class PlainWriter(TextWriter inner, bool canBeLost) : TextWriter(CultureInfo.InvariantCulture)
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
        Console.SetOut(new PlainWriter(Console.Out, canBeLost: false));
        Console.SetError(new PlainWriter(Console.Error, canBeLost: true));
    }

    /// <summary>What a command says at its end. The console needs a thread for its first word, and where the system gives none the word
    /// comes to standard error all the same.</summary>
    public static void SayLast(string line)
    {
        try
        {
            Console.Error.WriteLine(line);
        }
        catch (Win32Exception) when (!OperatingSystem.IsWindows())
        {
            using var direct = new FileStream(new SafeFileHandle(2, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            direct.Write(Encoding.UTF8.GetBytes(Plain(line) + Environment.NewLine));
        }
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

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        if (value is not null)
            Try(() => inner.Write(Plain(value)));
    }

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine() => Try(inner.WriteLine);

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value is null ? null : Plain(value)));

    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException) when (canBeLost)
        {
            // Nobody can be told.
        }
    }

    private static bool IsObeyed(char c) => c switch
    {
        '\n' or '\t' => false,
        '\r' => Environment.NewLine != "\r\n",
        // Marks, embeddings, overrides and isolates of direction; ends of lines and paragraphs.
        '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => true,
        _ => char.IsControl(c),
    };
}
