using System.Text;
using System.Text.RegularExpressions;

namespace TweetArchive.Tests.English;

/// <summary>
/// What a file says to people: all of a page; of code its comments and literals. Lines are joined with single spaces, and literals that
/// are added to each other are one text, so that a phrase is found across them.
/// </summary>
internal sealed partial class Prose
{
    private const char Break = '|';

    private readonly StringBuilder text = new();
    private readonly List<int> places = [];

    private Prose()
    {
    }

    /// <summary>The places of avoided phrases: "line: phrase: instead".</summary>
    /// <param name="isCode">Look at comments and literals only.</param>
    /// <param name="comments">Of code, look at comments only: a test's literals are what it tries.</param>
    public static IEnumerable<string> Find(string source, bool isCode, bool comments = false)
    {
        var prose = new Prose();
        if (isCode)
            prose.AddCode(source, comments);
        else
            prose.Add(source, 0);
        string joined = prose.text.ToString();
        return AvoidedPhrases.All.SelectMany(phrase => phrase.Pattern.Matches(joined).Select(found =>
            $"{1 + source.AsSpan(0, prose.places[found.Index]).Count('\n')}: '{found.Value}': say '{phrase.Instead}'"));
    }

    private void AddCode(string source, bool comments)
    {
        int last = 0;
        foreach (Match part in Part().Matches(source))
        {
            if (part.Groups["letter"].Success || (comments && !part.Groups["comment"].Success))
                continue;
            bool joins = Seam().IsMatch(source[last..part.Index]);
            if (!joins || part.Groups["comment"].Success)
                Add(joins ? " " : $" {Break} ", part.Index, source: false);
            Group said = part.Groups["said"];
            Add(said.Value, said.Index);
            last = part.Index + part.Length;
        }
    }

    private void Add(string value, int at, bool source = true)
    {
        for (int i = 0; i < value.Length; i++)
        {
            bool blank = char.IsWhiteSpace(value[i]);
            if (blank && text.Length > 0 && text[^1] == ' ')
                continue;
            text.Append(blank ? ' ' : value[i]);
            places.Add(source ? at + i : at);
        }
    }

    // Raw, verbatim and plain literals, characters (which may be quotes), and comments.
    [GeneratedRegex(
        "\\$*\"{3,}(?<said>.*?)\"{3,}|\\$?@\\$?\"(?<said>(?:[^\"]|\"\")*)\"|\\$?\"(?<said>(?:\\\\.|[^\"\\\\\\n])*)\"|`(?<said>[^`]*)`"
            + "|(?<letter>'(?:\\\\.|[^'\\\\\\n]){1,8}')|(?<comment>///? ?(?<said>[^\\n]*))|(?<comment>/\\*+ ?(?<said>.*?)\\*/)",
        RegexOptions.Singleline)]
    private static partial Regex Part();

    [GeneratedRegex("^[\\s+$@]*$")]
    private static partial Regex Seam();
}
