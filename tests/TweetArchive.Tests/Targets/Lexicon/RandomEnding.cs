using System.Text;

namespace TweetArchive.Tests.Targets;

/// <summary>Endings made of the patterns of open_endings.tsv, for tests that hold the engine to them.</summary>
internal static class RandomEnding
{
    /// <summary>One of the endings that a pattern allows, chosen by chance.</summary>
    public static string Of(string pattern, Random random)
    {
        int at = 0;
        return Either();

        string Either()
        {
            var choices = new List<string>();
            var choice = new StringBuilder();
            for (; at < pattern.Length && pattern[at] != ')';)
            {
                if (pattern[at] == '|')
                {
                    at++;
                    choices.Add(choice.ToString());
                    choice.Clear();
                    continue;
                }

                choice.Append(One());
            }

            choices.Add(choice.ToString());
            return choices[random.Next(choices.Count)];
        }

        string One()
        {
            string one;
            if (pattern[at] == '(')
            {
                at += 3;
                one = Either();
                at++;
            }
            else if (pattern[at] == '[')
            {
                int close = pattern.IndexOf(']', at);
                string letters = pattern[(at + 1)..close];
                one = letters.Contains('-', StringComparison.Ordinal) ? letters[..1] : letters[random.Next(letters.Length)].ToString();
                at = close + 1;
            }
            else
                one = pattern[at++].ToString();

            if (at < pattern.Length && pattern[at] == '?')
            {
                at++;
                return random.Next(2) == 0 ? "" : one;
            }

            return one;
        }
    }
}
