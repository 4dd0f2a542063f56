using System.Globalization;
using System.Xml;

namespace TweetArchive.Analysis.Coordination;

/// <summary>A method's edges above chance as a graph that Gephi, networkx and igraph read: GraphML (graphml.graphdrawing.org).</summary>
internal static class GraphFiles
{
    private static readonly XmlWriterSettings Form = new()
    {
        Indent = true,
        NewLineChars = "\n",
        Encoding = new System.Text.UTF8Encoding(false)
    };

    public static void Write(string path, IReadOnlyList<Edge> edges, AccountIndex accounts)
    {
        using XmlWriter xml = XmlWriter.Create(path, Form);
        xml.WriteStartElement("graphml", "http://graphml.graphdrawing.org/xmlns");
        foreach ((string of, string name, string type) in Keys)
        {
            xml.WriteStartElement("key");
            xml.WriteAttributeString("id", name);
            xml.WriteAttributeString("for", of);
            xml.WriteAttributeString("attr.name", name);
            xml.WriteAttributeString("attr.type", type);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("graph");
        xml.WriteAttributeString("edgedefault", "undirected");
        foreach ((int account, int component) in Nodes(edges))
        {
            xml.WriteStartElement("node");
            xml.WriteAttributeString("id", Id(account));
            Data("dataset", accounts.DatasetText(accounts.DatasetOf(account)));
            Data("label", accounts.IdText(account));
            Data("component", Text(component));
            xml.WriteEndElement();
        }

        foreach (Edge edge in edges)
        {
            xml.WriteStartElement("edge");
            xml.WriteAttributeString("source", Id(edge.A));
            xml.WriteAttributeString("target", Id(edge.B));
            foreach ((string name, string value) in Values(edge))
                Data(name, value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();

        void Data(string key, string value)
        {
            xml.WriteStartElement("data");
            xml.WriteAttributeString("key", key);
            xml.WriteString(Clean(value));
            xml.WriteEndElement();
        }
    }

    private static readonly (string Of, string Name, string Type)[] Keys =
    [
        ("node", "dataset", "string"), ("node", "label", "string"), ("node", "component", "int"),
        ("edge", "weight", "double"), ("edge", "n_objects", "long"), ("edge", "n_coincidences", "long"),
        ("edge", "n_events", "long"), ("edge", "similarity", "double"),
        ("edge", "quantile", "double"), ("edge", "share_by_chance", "double"), ("edge", "symmetry", "double"),
        ("edge", "shared_objects", "long"), ("edge", "speed_share", "double"),
    ];

    private static IEnumerable<(int Account, int Component)> Nodes(IReadOnlyList<Edge> edges) =>
        edges.SelectMany(e => new[] { (e.A, e.Component!.Value), (e.B, e.Component!.Value) }).Distinct().OrderBy(n => n.Item1);

    private static IEnumerable<(string Name, string Value)> Values(Edge edge)
    {
        yield return ("weight", Number(edge.Weight));
        yield return ("n_objects", Text(edge.Objects));
        if (edge.Coincidences is { } coincidences)
            yield return ("n_coincidences", Text(coincidences));
        if (edge.Events is { } events)
            yield return ("n_events", Text(events));
        if (edge.Similarity is { } similarity)
            yield return ("similarity", Number(similarity));
        yield return ("quantile", Number(edge.Quantile));
        yield return ("share_by_chance", Number(edge.ShareByChance));
        if (edge.Symmetry is { } symmetry)
            yield return ("symmetry", Number(symmetry));
        if (edge.SharedObjects is { } shared)
        {
            yield return ("shared_objects", Text(shared));
            yield return ("speed_share", Number(edge.Objects / (double)shared));
        }
    }

    private static string Id(int account) => "n" + Text(account);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>XML 1.0 has no place for most control characters.</summary>
    private static string Clean(string text) => string.Concat(text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));
}
