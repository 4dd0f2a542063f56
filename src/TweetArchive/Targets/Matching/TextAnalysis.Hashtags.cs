using TweetArchive.Text;

namespace TweetArchive.Targets.Matching;

// Hashtags as words of the text.
internal sealed partial class TextAnalysis
{
    private void AppendWords(ReadOnlySpan<byte> text, in TextEntity entity)
    {
        int body = entity.Body(text).Length;
        int end = entity.Start + entity.Length;
        Folded.AppendSpace(entity.Start, end - body);
        AppendSplit(text, end - body, body);
    }

    /// <summary>A hashtag's words: cut before a capital after a small letter or digit, before the last capital of a run that a
    /// small letter follows, and between letters and digits (<c>#MEKterror2018</c>, <c>#FreeIran</c>).</summary>
    private void AppendSplit(ReadOnlySpan<byte> text, int start, int length)
    {
        int end = start + length;
        int from = start;
        CharacterClass previous = CharacterClass.None;
        for (int i = start; i < end;)
        {
            CharacterClass current = ClassAt(text, i, out int size);
            bool cut = false;
            if ((current & CharacterClass.Upper) != 0)
            {
                cut = (previous & (CharacterClass.Lower | CharacterClass.Digit)) != 0;
                if (!cut && (previous & CharacterClass.Upper) != 0 && i + size < end)
                    cut = (ClassAt(text, i + size, out _) & CharacterClass.Lower) != 0;
            }

            cut |= (previous & CharacterClass.Letter) != 0 && (current & CharacterClass.Digit) != 0;
            cut |= (previous & CharacterClass.Digit) != 0 && (current & CharacterClass.Letter) != 0;
            if (cut)
            {
                Folded.Append(text, from, i, html: false);
                Folded.AppendSpace(i, i);
                from = i;
            }

            // A mark belongs to the letter before it.
            if ((current & CharacterClass.Mark) == 0)
                previous = current;
            i += size;
        }

        Folded.Append(text, from, end, html: false);
    }

    private static CharacterClass ClassAt(ReadOnlySpan<byte> text, int at, out int size)
        => CharacterTables.ClassOf(CharacterTables.Compatible(CodePoints.Decode(text, at, out size)));
}
