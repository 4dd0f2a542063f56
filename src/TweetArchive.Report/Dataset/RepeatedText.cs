using System.Text;

namespace TweetArchive.Report.Dataset;

/// <summary>A column that mostly repeats the value before, as sorted keys do: one string for each run of equal values.</summary>
internal sealed class RepeatedText
{
    private byte[] last = [];
    private string text = "";

    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.SequenceEqual(last))
            (last, text) = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        return text;
    }
}
