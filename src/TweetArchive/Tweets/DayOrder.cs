namespace TweetArchive.Tweets;

/// <summary>What comes first in <c>3/4/2018</c>.</summary>
internal enum DayOrder : byte { MonthFirst, DayFirst }

/// <summary>Those of the two columns that hold days: one program wrote the times, and another may have written those of accounts.</summary>
internal readonly record struct DayOrders(DayOrder Times, DayOrder Accounts)
{
    public DayOrder Of(TweetColumn column) => column == TweetColumn.AccountCreationDate ? Accounts : Times;
}
