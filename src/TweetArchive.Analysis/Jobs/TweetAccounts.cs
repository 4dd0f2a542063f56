using TweetArchive.Dataset;
using TweetArchive.Dataset.Reading;

namespace TweetArchive.Analysis;

/// <summary>
/// Account numbers for the rows of a group of tweets. Neighbouring rows are often of one account or at least of one dataset.
/// </summary>
/// <remarks>Not for two threads.</remarks>
internal sealed class TweetAccounts(AccountIndex accounts)
{
    private byte[] dataset = [];
    private int datasetNumber = -1;
    private byte[] user = [];
    private int userNumber = -1;

    /// <summary>Dataset of the row asked for last.</summary>
    public int Dataset => datasetNumber;

    /// <exception cref="DatasetException">The tweet's account is not in accounts.parquet.</exception>
    public int Of(TextColumn datasets, TextColumn users, int row)
    {
        ReadOnlySpan<byte> name = datasets[row];
        if (!name.SequenceEqual(dataset))
        {
            dataset = name.ToArray();
            datasetNumber = accounts.DatasetNumber(name);
            user = [];
        }

        ReadOnlySpan<byte> id = users[row];
        if (user.Length > 0 && id.SequenceEqual(user))
            return userNumber;
        userNumber = accounts.Find(datasetNumber, id);
        if (userNumber < 0)
            throw new DatasetException("accounts.parquet lacks an account that tweets/ has. The files are not of one run; make the "
                + "output again with: tweetarchive run");
        if (user.Length != id.Length)
            user = new byte[id.Length];
        id.CopyTo(user);
        return userNumber;
    }
}
