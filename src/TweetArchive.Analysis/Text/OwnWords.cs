using System.Runtime.InteropServices;
using TweetArchive.Text;

namespace TweetArchive.Analysis.Text;

/// <summary>
/// The parts of a tweet's text that are its author's words: all but URLs, @mentions, e-mail addresses and the header of a retweet. Hashtags
/// are words. Reusable, not for two threads.
/// </summary>
internal sealed class OwnWords
{
    private readonly List<Range> parts = [];
    private TextEntity[] entities = new TextEntity[16];

    /// <summary>The parts in their order, empty ones among them; between two is what was left out. Valid until the next call.</summary>
    public ReadOnlySpan<Range> Of(ReadOnlySpan<byte> text)
    {
        parts.Clear();
        int from = 0;
        if (TextEntities.TryGetRetweetHeader(text, out ReadOnlySpan<byte> handle))
            from = Math.Min(text.Length, "RT @:".Length + handle.Length);
        int count = TextEntities.ScanAll(text, ref entities);
        for (int i = 0; i < count; i++)
        {
            ref readonly TextEntity entity = ref entities[i];
            if (entity.Kind == EntityKind.Hashtag || entity.Start < from)
                continue;
            parts.Add(from..entity.Start);
            from = entity.Start + entity.Length;
        }

        parts.Add(from..text.Length);
        return CollectionsMarshal.AsSpan(parts);
    }
}
