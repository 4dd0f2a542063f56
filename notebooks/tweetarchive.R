# A dataset in R, with arrow and with duckdb. The first questions of duckdb.ipynb, on the same small synthetic dataset.
#
# Make the dataset first, in the repository's folder:
#   dotnet run -c Release --project src/TweetArchive.Cli -- run data/sample --out out/sample
# Packages: install.packages(c("arrow", "duckdb", "DBI", "dplyr"))

dataset <- "../out/sample"

# ---- duckdb: SQL, the same as in docs/cookbook.md -------------------------------------------------------------------
library(DBI)
con <- dbConnect(duckdb::duckdb())
dbExecute(con, "SET TimeZone = 'UTC'")
for (table in c("mentions", "daily_mentions", "daily_totals", "hashtags", "accounts", "account_targets")) {
  dbExecute(con, sprintf("CREATE VIEW %s AS SELECT * FROM read_parquet('%s/%s.parquet')", table, dataset, table))
}

# Who is named, and in how many of all tweets? target_id = '*' is the whole dataset; decision = 'tag' is a mention.
print(dbGetQuery(con, "
SELECT m.dataset, m.target_id, CAST(sum(m.tweets) AS INTEGER) AS tweets, round(100.0 * sum(m.tweets) / any_value(d.all_tweets), 2) AS percent
FROM daily_mentions m
JOIN (SELECT dataset, sum(tweets) AS all_tweets FROM daily_totals GROUP BY dataset) d USING (dataset)
WHERE m.decision = 'tag'
GROUP BY m.dataset, m.target_id
ORDER BY tweets DESC, m.dataset, m.target_id LIMIT 10
"))

# When?
months <- dbGetQuery(con, "
SELECT dataset, CAST(date_trunc('month', day) AS DATE) AS month, CAST(sum(tweets) AS INTEGER) AS tweets
FROM daily_mentions
WHERE target_id = 'mek' AND decision = 'tag'
GROUP BY ALL ORDER BY dataset, month
")
print(months)

png("months.png", width = 900, height = 350)
plot(months$month, months$tweets, type = "n", xlab = "month", ylab = "tweets", main = "Tweets that mention mek, by month")
releases <- unique(months$dataset)
for (i in seq_along(releases)) {
  rows <- months[months$dataset == releases[i], ]
  lines(rows$month, rows$tweets, type = "o", pch = 20, col = i)
}
legend("topright", legend = releases, col = seq_along(releases), lty = 1, bty = "n")
dev.off()
dbDisconnect(con, shutdown = TRUE)

# ---- arrow and dplyr: the same months, without SQL ------------------------------------------------------------------
library(dplyr)
mentions <- arrow::read_parquet(file.path(dataset, "daily_mentions.parquet"))
mentions |>
  filter(target_id == "mek", decision == "tag") |>
  mutate(month = as.Date(format(day, "%Y-%m-01"))) |>
  group_by(dataset, month) |>
  summarise(tweets = sum(as.numeric(tweets)), .groups = "drop") |>
  print()

# The texts are in several files; open_dataset reads them as one and takes only what is asked for.
arrow::open_dataset(file.path(dataset, "tweets")) |>
  filter(tweet_language == "fa") |>
  select(tweetid, tweet_time, tweet_text) |>
  head(5) |>
  collect() |>
  mutate(tweetid = as.character(tweetid)) |>
  print()
