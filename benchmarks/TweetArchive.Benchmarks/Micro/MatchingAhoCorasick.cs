using System.Text;

namespace TweetArchive.Benchmarks.Micro;

/// <summary>The plain automaton over UTF-8 as a baseline: one table look-up a byte, ASCII letters without case, no boundaries.</summary>
internal sealed class MatchingAhoCorasick
{
    private readonly byte[] classOf = new byte[256];
    private readonly int classes;
    private readonly int[] next;
    private readonly bool[] ends;

    public MatchingAhoCorasick(string[] words)
    {
        byte[][] patterns = [.. words.Select(Encoding.UTF8.GetBytes)];
        // Class 0 is every byte that no pattern has.
        foreach (byte b in patterns.SelectMany(p => p).Distinct().Order())
            classOf[b] = (byte)++classes;
        classes++;
        for (int b = 'A'; b <= 'Z'; b++)
            classOf[b] = classOf[b | 0x20];

        int states = 1 + patterns.Sum(p => p.Length);
        next = new int[states * classes];
        ends = new bool[states];
        int count = 1;
        foreach (byte[] pattern in patterns)
        {
            int state = 0;
            foreach (byte b in pattern)
            {
                ref int child = ref next[(state * classes) + classOf[b]];
                if (child == 0)
                    child = count++;
                state = child;
            }

            ends[state] = true;
        }

        var fail = new int[states];
        var queue = new Queue<int>(Enumerable.Range(0, classes).Select(c => next[c]).Where(s => s != 0));
        while (queue.TryDequeue(out int state))
        {
            ends[state] |= ends[fail[state]];
            for (int c = 0; c < classes; c++)
            {
                ref int child = ref next[(state * classes) + c];
                int otherwise = next[(fail[state] * classes) + c];
                if (child == 0)
                {
                    child = otherwise;
                    continue;
                }

                fail[child] = otherwise;
                queue.Enqueue(child);
            }
        }
    }

    public bool Contains(ReadOnlySpan<byte> text)
    {
        int state = 0;
        foreach (byte b in text)
        {
            state = next[(state * classes) + classOf[b]];
            if (ends[state])
                return true;
        }

        return false;
    }
}
