namespace TweetArchive.Homographs;

/// <summary>Writes homographs.tsv: what was read, with the dictionary that has the word.</summary>
internal static class HomographTable
{
    public static int Write(string file, ReadList read, Lookup lookup, LexiconForms lexicon, TextWriter log)
    {
        List<string> lines = ["form\tlanguage\tkind\twhat\tsource\tspelling"];
        foreach (Reading row in read.Rows.OrderBy(row => row.Language, StringComparer.Ordinal)
            .ThenBy(row => row.Kind, StringComparer.Ordinal).ThenBy(row => row.Form, StringComparer.Ordinal))
        {
            if (row.Kind != "longer" && !lexicon.Forms.ContainsKey(row.Form)
                && lexicon.OpenOrigin(row.Form, row.Language) is null)
            {
                log.WriteLine($"{row.Language} {row.Form}: left out, no name of the lexicon has this form");
                continue;
            }

            if (row.Kind is "given_name" or "surname" && lexicon.Forms.TryGetValue(row.Form, out List<Origin>? origins)
                && origins.All(origin => origin.Sense == "person"))
            {
                log.WriteLine($"{row.Language} {row.Form}: left out, persons of one family name are told apart by the rules of names.tsv");
                continue;
            }

            (string Source, string Spellings)? word = lookup.Word(row.Language, row.Form);
            bool asWord = word is not null && row.Kind is "word" or "longer";
            lines.Add(string.Join('\t', row.Form, row.Language, row.Kind, row.What, asWord ? word!.Value.Source : "curated",
                asWord ? word!.Value.Spellings : ""));
        }

        File.WriteAllText(file, string.Join('\n', lines) + "\n");
        return lines.Count - 1;
    }
}
