// Spikes of `tweetarchive analyze` on the chart of weeks: triangles that point at the bars, filled for a day, hollow for a week.

const SPIKES_DAY = "spike, day", SPIKES_WEEK = "spike, week";

/** The spikes of the target chosen, in order of time; of all languages and kinds, as they were looked for. */
function targetSpikes() {
  return (data.spikes[targetId()]?.rows ?? []).filter(row => releaseAllows(data.datasets.indexOf(row[11]))).map(([period, start, tweets, retweets, accounts, expected, z, q, share, around, events, dataset]) => {
    const from = Date.parse(start + "T00:00:00Z"), days = period === "week" ? 7 : 1;
    return { period, start, from, days, middle: from + days * DAY / 2, tweets, retweets, accounts, expected, z, q, share, around, events: events.map(i => data.spike_events[i]), dataset };
  });
}

const spikeWeek = spike => Math.floor((spike.from - firstWeek) / (7 * DAY));

/** A spike is of all languages and kinds, of one release, and of a day or of a week. */
function openSpike(spike) {
  const release = data.datasets.length > 1 ? data.datasets.indexOf(spike.dataset) : -1;
  if (spike.period === "week") openFigure({ ...WHOLE, release, week: spikeWeek(spike) });
  else openFigure({ ...WHOLE, release }, { chip: { kind: "day", value: spike.start } });
}

const spikePeriod = spike => spike.period === "week" ? `week of ${spike.start} to ${isoDate(spike.from + 6 * DAY)}` : `day ${spike.start}`;

const spikeQ = spike => spike.q === null ? "" : spike.q === 0 ? ", q below 1e-300" : `, q = ${number(spike.q)}`;

const spikeFigures = spike => `${count(spike.accounts, "account")}, ${number(spike.expected)} expected${spikeQ(spike)}`;

function clip(text, length) {
  return text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, "") + " […]";
}

function spikeTip(spike) {
  return tip(`Spike, ${spikePeriod(spike)}`, ...data.datasets.length > 1 ? [`release ${releaseName(spike.dataset)}`] : [],
    spikeFigures(spike), `in ${count(spike.tweets, "tweet")}; ${number(spike.retweets)} ${spike.retweets === 1 ? "is a retweet" : "are retweets"}`,
    `share of all tweets: ${percent(spike.share)}${spike.around === null ? "" : `, around it ${percent(spike.around)}`}`,
    spike.events.length === 0 ? "no announcement of the timeline within 7 days" : "near in time, which is not a cause:",
    ...spike.events.slice(0, 3).map(e => "– " + clip(e, 150)), spike.events.length > 3 ? `– and ${spike.events.length - 3} more (table: spikes)` : "");
}

/** Two series in the lane below the announcements. */
function spikeSeries(c, spikes) {
  const one = (name, period, height, style) => ({ type: "scatter", name, xAxisIndex: 0, yAxisIndex: 0, symbol: "triangle", symbolRotate: 180, cursor: "pointer",
    data: spikes.filter(s => s.period === period).map(spike => ({ value: [spike.middle, height], spike })), ...style });
  return [
    one(SPIKES_DAY, "day", -0.38, { symbolSize: [13, 11], itemStyle: { color: c.spike } }),
    one(SPIKES_WEEK, "week", -0.95, { symbolSize: [15, 12], itemStyle: { color: c.card, borderColor: c.spike, borderWidth: 2 } }),
  ];
}

function spikesCaption(spikes) {
  if (spikes.length === 0) return "";
  const n = data.spikes[targetId()].n;
  return `Triangles: ${n > spikes.length ? `the ${spikes.length} strongest of ${number(n)} spikes` : count(n, "spike")}, days (filled) and weeks (hollow) on which more accounts named it than around them, of all languages and kinds; they say when, not why. `;
}

function drawSpikesTable(spikes) {
  byId("spikes-table").hidden = spikes.length === 0;
  tableBehind("spikes-table", () => {
    const several = data.datasets.length > 1;
    return table(`${targetName()}: spikes, of all languages and kinds`,
      ["from", "period", "accounts", "expected", "z", "q", "tweets", "retweets", "share of all tweets", "around it", ...(several ? ["release"] : []), "announcements within 7 days (near in time, no cause)"],
      spikes.map(s => [s.start, s.period, s.accounts, s.expected, s.z, s.q, s.tweets, s.retweets, percent(s.share), percent(s.around), ...(several ? [s.dataset] : []),
        s.events.length > 0 ? el("div", {}, ...s.events.map(e => el("div", {}, ...released(e)))) : "none within 7 days"]),
      (row, column) => column === 6 ? () => openSpike(spikes[row]) : null);
  });
}
