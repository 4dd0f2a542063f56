namespace TweetArchive.Tweets;

/// <summary>What comes first in <c>3/4/2018</c>.</summary>
internal enum DayOrder : byte { MonthFirst, DayFirst }
