using TweetArchive.Homographs;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: Homographs WORK TARGETS: unpacked dictionaries (homographs.sh makes them) and the folder data/targets");
    return 64;
}

string work = args[0];
string targets = args[1];
string build = Path.Combine(targets, "build");
var lexicon = new LexiconForms(targets);
var read = ReadList.Load(Path.Combine(build, "homographs_read.tsv"), Path.Combine(build, "homographs_aside.tsv"));
foreach (string form in read.Forms)
    lexicon.AlsoWanted(form);

var lookup = new Lookup(lexicon, read);
string[][] dictionaries = [.. LexiconForms.Rows(build, "dictionaries.tsv")];
Parallel.ForEach(dictionaries, dictionary => lookup.Search(work, dictionary));

int kept = HomographTable.Write(Path.Combine(targets, "homographs.tsv"), read, lookup, lexicon, Console.Error);
string unread = Path.Combine(work, "unread.tsv");
int left = lookup.WriteUnread(unread);
Console.WriteLine($"{kept} rows in homographs.tsv; {left} words of the dictionaries that nobody has read yet, in {unread}");
return 0;
