using TweetArchive.Tables.Counting;
using Xunit;

namespace TweetArchive.Tests.Tables.Counting;

/// <summary>Counting with what waits, sorts late and is used again, against plain dictionaries and sets.</summary>
public class GroupCounterTests
{
    [Theory]
    [InlineData(10, 3)]
    [InlineData(5_000, 200)]
    [InlineData(200_000, 40_000)]
    public void Counts_and_accounts_are_those_of_a_dictionary_also_when_it_is_used_again(int additions, int keys)
    {
        var random = new Random(additions);
        var counter = new GroupCounter<CountMeasures>(countsAccounts: true);
        foreach (int share in new[] { 1, 20, 2 })
        {
            var wanted = new Dictionary<ulong, (uint Tweets, HashSet<int> Accounts)>();
            for (int i = 0; i < additions / share; i++)
            {
                ulong key = (ulong)random.Next(keys) << random.Next(2) * 32;
                int account = random.Next(50);
                counter.Add(key, new CountMeasures { Tweets = 1 }, account);
                (uint tweets, HashSet<int> accounts) = wanted.GetValueOrDefault(key, (0, []));
                accounts.Add(account);
                wanted[key] = (tweets + 1, accounts);
            }

            var found = new Dictionary<ulong, (uint Tweets, int Number)>();
            foreach (ref readonly GroupMap<CountMeasures>.Slot slot in counter.Groups.Slots)
            {
                if (slot.Number > 0)
                    found.Add(slot.Key, (slot.Measures.Tweets, slot.Number - 1));
            }

            Assert.Equal(wanted.ToDictionary(w => w.Key, w => w.Value.Tweets), found.ToDictionary(f => f.Key, f => f.Value.Tweets));
            Assert.Equal(Enumerable.Range(0, wanted.Count), found.Values.Select(f => f.Number).Order());

            // Groups ranked by key, accounts backwards.
            uint[] rankOfGroup = new uint[found.Count];
            ulong[] sorted = [.. found.Keys.Order()];
            for (int rank = 0; rank < sorted.Length; rank++)
                rankOfGroup[found[sorted[rank]].Number] = (uint)rank;
            uint[] rankOfAccount = [.. Enumerable.Range(0, 50).Select(a => (uint)(49 - a))];
            ulong[] pairs = [
                .. wanted.OrderBy(w => w.Key)
                    .SelectMany((w, rank) => w.Value.Accounts.OrderDescending().Select(a => ((ulong)rank << 32) | (uint)(49 - a)))];
            Assert.Equal(pairs, counter.Members!.InOrder(rankOfGroup, rankOfAccount).ToArray());
            counter.Clear();
        }
    }

    [Fact]
    public void Accounts_of_several_rows_are_united()
    {
        var random = new Random(5);
        var union = new AccountUnion();
        for (int n = 0; n < 40; n++)
        {
            var wanted = new HashSet<UInt128>();
            for (int rows = random.Next(5); rows > 0; rows--)
            {
                UInt128[] row = [
                    .. Enumerable.Range(0, random.Next(1500)).Select(_ => new UInt128((ulong)random.Next(40), (ulong)random.Next(60)))
                        .Distinct().Order()];
                wanted.UnionWith(row);
                union.Add(row);
            }

            Assert.Equal(wanted.Count, union.TakeCount());
        }
    }
}
