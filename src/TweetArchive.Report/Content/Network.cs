using System.Text;
using System.Text.Json;
using TweetArchive.Dataset.Reading;
using TweetArchive.Report.Dataset;

namespace TweetArchive.Report.Content;

/// <summary>
/// The heaviest edges of who names, or who retweets, whom: of all releases, and of each of several. Accounts of different releases are
/// never one node.
/// </summary>
internal sealed class Network
{
    /// <summary>More edges than this cannot be read in a picture; the tables have all.</summary>
    public const int Limit = 120;

    private readonly record struct Edge(string Dataset, string From, string To, long Tweets, bool InSet);

    private sealed class Heaviest
    {
        public TopRows<Edge> Edges { get; } = new(Limit, e => e.Tweets, e => e.From + "\0" + e.To + "\0" + e.Dataset);

        public long TweetsInSet { get; private set; }

        /// <summary>Counts an edge; true if it may be one of the heaviest.</summary>
        public bool Count(long tweets, bool inSet, ReadOnlySpan<byte> from)
        {
            TweetsInSet += inSet ? tweets : 0;
            return Edges.Count(tweets, from);
        }
    }

    private readonly string name;
    private readonly Heaviest all = new();
    private readonly Dictionary<string, Heaviest> byRelease;
    private readonly string[] releases;

    private Network(string name, string[] releases)
    {
        this.name = name;
        this.releases = releases;
        byRelease = releases.ToDictionary(r => r, _ => new Heaviest(), StringComparer.Ordinal);
    }

    /// <param name="column">The one that holds who is named or retweeted; with "_in_set" after it, whether it is an account of the
    /// release.</param>
    public static Network Read(ReportScope scope, string name, string column)
    {
        var network = new Network(name, [.. scope.Datasets.Select(d => d.Dataset)]);
        var dataset = new RepeatedText();
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, name)?.RowGroups() ?? [])
        {
            (TextColumn datasets, TextColumn from, TextColumn to) = (rows.Text("dataset"), rows.Text("userid"), rows.Text(column));
            (NumberColumn tweets, FlagColumn known) = (rows.Number("tweets"), rows.Flag(column + "_in_set"));
            for (int i = 0; i < rows.Count; i++)
            {
                string release = dataset.Of(datasets[i]);
                if (!scope.Covers(release))
                    continue;
                Heaviest ofRelease = network.byRelease[release];
                bool inAll = network.all.Count(tweets[i], known[i], from[i]);
                bool inRelease = ofRelease.Count(tweets[i], known[i], from[i]);
                if (!inAll && !inRelease)
                    continue;
                var edge = new Edge(
                    release, Encoding.UTF8.GetString(from[i]), Encoding.UTF8.GetString(to[i]), tweets[i], known[i]);
                if (inAll)
                    network.all.Edges.Add(edge);
                if (inRelease)
                    ofRelease.Edges.Add(edge);
            }
        }

        return network;
    }

    /// <summary>Its links that are in the page.</summary>
    public IEnumerable<(Figure Link, long Tweets)> Links() =>
        byRelease.Values.Prepend(all).SelectMany(h => h.Edges.Rows()).Select(e => (FigureOf(e), e.Tweets));

    private Figure FigureOf(Edge edge) => new(name, edge.Dataset, edge.From, edge.To);

    /// <summary>
    /// name, of all releases, and name_by_release, of each of several. Nodes are an account's number, or the name of somebody who is not
    /// of the release; edges are [from, to, tweets, number of the figure].
    /// </summary>
    public void Write(Utf8JsonWriter json, AccountBook accounts, FigureTweets figures)
    {
        json.WritePropertyName(name);
        Write(json, all, accounts, figures);
        json.WriteStartArray(name + "_by_release");
        foreach (string release in releases.Length > 1 ? releases : [])
            Write(json, byRelease[release], accounts, figures);
        json.WriteEndArray();
    }

    private void Write(Utf8JsonWriter json, Heaviest heaviest, AccountBook accounts, FigureTweets figures)
    {
        var nodes = new Dictionary<(string Dataset, string Name), int>();
        var order = new List<(string Dataset, string Name)>();
        json.WriteStartObject();
        json.WriteNumber("all_edges", heaviest.Edges.Seen);
        json.WriteNumber("all_tweets", heaviest.Edges.SeenSize);
        json.WriteNumber("tweets_in_set", heaviest.TweetsInSet);
        json.WriteStartArray("edges");
        foreach (Edge edge in heaviest.Edges.Rows())
        {
            json.WriteStartArray();
            json.WriteNumberValue(Node(edge.Dataset, edge.From));
            json.WriteNumberValue(Node(edge.Dataset, edge.InSet ? accounts.Identify(edge.Dataset, edge.To) : edge.To));
            json.WriteNumberValue(edge.Tweets);
            json.WriteNumberValue(figures[FigureOf(edge)]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("nodes");
        foreach ((string dataset, string node) in order)
        {
            if (accounts.Knows(dataset, node))
                json.WriteNumberValue(accounts.Number(dataset, node));
            else
                json.WriteStringValue(node);
        }

        json.WriteEndArray();
        json.WriteEndObject();

        int Node(string dataset, string node)
        {
            if (nodes.TryAdd((dataset, node), order.Count))
                order.Add((dataset, node));
            return nodes[(dataset, node)];
        }
    }
}
