using System.Text.Json;
using TweetArchive.Report.Dataset;

namespace TweetArchive.Report.Content;

/// <summary>The heaviest edges of who names, or who retweets, whom. Accounts of different releases are never one node.</summary>
internal sealed class Network
{
    /// <summary>More edges than this cannot be read in a picture; the tables have all.</summary>
    public const int Limit = 120;

    private readonly record struct Edge(string Dataset, string From, string To, long Tweets, bool InSet);

    private readonly TopRows<Edge> edges = new(Limit, e => e.Tweets, e => e.From + "\0" + e.To + "\0" + e.Dataset);
    private readonly string name;
    private long inSet;

    private readonly Dictionary<string, int> releases;

    private Network(string name, Dictionary<string, int> releases)
    {
        this.name = name;
        this.releases = releases;
    }

    /// <param name="column">The one that holds who is named or retweeted; with "_in_set" after it, whether it is an account of the
    /// release.</param>
    public static Network Read(ReportScope scope, string name, string column)
    {
        var network = new Network(
            name, scope.Datasets.Select((d, i) => (d.Dataset, i)).ToDictionary(d => d.Dataset, d => d.i, StringComparer.Ordinal));
        foreach (TableRows rows in DatasetTable.Find(scope.Folder, name)?.RowGroups() ?? [])
        {
            (string?[] dataset, string?[] from, string?[] to) = (rows.Texts("dataset"), rows.Texts("userid"), rows.Texts(column));
            (long[] tweets, bool[] known) = (rows.Longs("tweets"), rows.Flags(column + "_in_set"));
            for (int i = 0; i < rows.Count; i++)
            {
                if (!scope.Covers(dataset[i]))
                    continue;
                network.edges.Offer(new Edge(dataset[i]!, from[i]!, to[i]!, tweets[i], known[i]));
                if (known[i])
                    network.inSet += tweets[i];
            }
        }

        return network;
    }

    /// <summary>
    /// Nodes are an account's number, or the name of somebody who is not of the release; edges are [from, to, tweets, release].
    /// </summary>
    public void Write(Utf8JsonWriter json, AccountBook accounts)
    {
        var nodes = new Dictionary<(string Dataset, string Name), int>();
        var order = new List<(string Dataset, string Name)>();
        json.WriteStartObject(name);
        json.WriteNumber("all_edges", edges.Seen);
        json.WriteNumber("all_tweets", edges.SeenSize);
        json.WriteNumber("tweets_in_set", inSet);
        json.WriteStartArray("edges");
        foreach (Edge edge in edges.Rows())
        {
            json.WriteStartArray();
            json.WriteNumberValue(Node(edge.Dataset, edge.From));
            json.WriteNumberValue(Node(edge.Dataset, edge.InSet ? accounts.Identify(edge.Dataset, edge.To) : edge.To));
            json.WriteNumberValue(edge.Tweets);
            json.WriteNumberValue(releases[edge.Dataset]);
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
