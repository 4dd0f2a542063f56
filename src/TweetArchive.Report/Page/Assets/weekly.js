// Weeks: bars of tagged tweets, a line of candidates, the share with its interval; announcements and spikes above.

const MIN_WEEK = 20, ANNOUNCEMENTS = "announcement";
let zoom = { start: 0, end: 100 };
let weekClick = null;

function shownEvents() {
  const from = weekStart(0), to = weekStart(data.weeks) + 90 * DAY;
  return chosenEvents().map(e => ({ ...e, time: Date.parse(e.date_start + "T00:00:00Z") })).filter(e => e.time >= from && e.time <= to);
}

function drawWeekly() {
  const c = colours();
  const s = weeklySeries();
  const middle = week => weekStart(week) + 3.5 * DAY;
  const points = values => values.map((v, w) => [middle(w), v]);
  const tagged = s.originals.map((v, w) => v + s.retweets[w]);
  const everything = state.target === EVERYTHING;
  const share = tagged.map((k, w) => s.all[w] >= MIN_WEEK ? k / s.all[w] : null);
  const interval = tagged.map((k, w) => s.all[w] >= MIN_WEEK ? wilson(k, s.all[w]) : null);
  const top = shareTop(share, tagged);
  const scale = Math.min(1, niceAbove(top * 1.6 || 0.01));
  const events = byId("show-events").checked ? shownEvents() : [];
  const end = weekStart(data.weeks) + (events.length ? 90 * DAY : 0);
  const lane = eventLane(events);
  const spikes = targetSpikes();
  byId("spikes-label").hidden = spikes.length === 0;
  const marks = byId("show-spikes").checked ? spikes : [];
  const names = [seriesName("originals"), seriesName("retweets"), ...(everything ? [] : ["possible mentions", "share of all tweets"])];
  if (events.length) names.push(ANNOUNCEMENTS);
  if (marks.length) names.push(SPIKES_DAY, SPIKES_WEEK);
  // What is above the bars takes nothing of their height.
  const box = byId("weekly-chart");
  const head = legendHeight(names, box.clientWidth) + 6, lanes = marks.length ? 62 : 28;
  box.style.height = 440 + head + lanes + "px";

  const grids = [
    { left: 64, right: 18, top: head, height: lanes },
    { left: 64, right: 18, top: head + lanes + 20, bottom: everything ? 76 : 190 },
    { left: 64, right: 18, height: 92, bottom: 62 },
  ].slice(0, everything ? 2 : 3);
  const timeAxis = (i, labels) => ({ type: "time", gridIndex: i, min: weekStart(0), max: end, axisLabel: { show: labels, color: c.soft, hideOverlap: true }, axisTick: { show: labels },
    axisLine: { show: i > 0, lineStyle: { color: c.soft } }, axisPointer: { show: i > 0, lineStyle: { color: c.soft } } });
  const last = grids.length - 1;
  const bar = (name, values, colour) => ({ type: "bar", stack: "tag", name, xAxisIndex: 1, yAxisIndex: 1, data: points(values), itemStyle: { color: colour }, barMaxWidth: 16, barCategoryGap: "8%", large: false });
  const series = [
    { type: "scatter", name: ANNOUNCEMENTS, xAxisIndex: 0, yAxisIndex: 0, symbol: "diamond", symbolSize: 11, itemStyle: { color: c.event }, data: events.map((e, i) => ({ value: [e.time, lane[i]], event: e })) },
    { ...bar(seriesName("originals"), s.originals, c.tag), markLine: { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: c.event, type: "dotted", opacity: 0.55 }, data: events.map(e => ({ xAxis: e.time })) },
      markArea: state.week < 0 ? undefined : { silent: true, itemStyle: { color: c.spike, opacity: 0.16 }, data: [[{ xAxis: weekStart(state.week) }, { xAxis: weekStart(state.week + 1) }]] } },
    bar(seriesName("retweets"), s.retweets, c.retweets),
    ...spikeSeries(c, marks),
  ];
  if (!everything) {
    series.push(
      { type: "line", name: "possible mentions", xAxisIndex: 1, yAxisIndex: 1, data: points(s.candidates), showSymbol: false, lineStyle: { color: c.candidate, width: 1.5, type: "dashed" }, itemStyle: { color: c.candidate } },
      { type: "line", name: "lower", xAxisIndex: 2, yAxisIndex: 2, stack: "band", data: points(interval.map(i => i && Math.min(i[0], scale))), showSymbol: false, silent: true, lineStyle: { opacity: 0 } },
      { type: "line", name: "interval", xAxisIndex: 2, yAxisIndex: 2, stack: "band", data: points(interval.map(i => i && Math.max(0, Math.min(i[1], scale) - Math.min(i[0], scale)))), showSymbol: false, silent: true,
        lineStyle: { opacity: 0 }, areaStyle: { color: c.band, opacity: 0.9 } },
      { type: "line", name: "share of all tweets", xAxisIndex: 2, yAxisIndex: 2, data: points(share), showSymbol: false, lineStyle: { color: c.share, width: 1.8 }, itemStyle: { color: c.share } });
  }

  drawChart("weekly-chart", weeklyLabel(s, tagged, spikes), {
    grid: grids,
    legend: legend(c, { top: 0, left: 0, data: names }),
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    tooltip: tooltip(c, p => Array.isArray(p) ? weekTip(p, s, tagged, spikes) : p.data?.event ? eventTip(p.data.event) : p.data?.spike ? spikeTip(p.data.spike) : null, { trigger: "axis", axisPointer: { type: "line" } }),
    xAxis: grids.map((_, i) => timeAxis(i, i === last)),
    yAxis: [
      { type: "value", gridIndex: 0, min: marks.length ? -1.25 : 0, max: 1, show: false },
      valueAxis(c, { gridIndex: 1, name: "tweets a week", nameTextStyle: { color: c.soft, align: "left", padding: [0, 0, 0, -56] }, nameGap: 9, minInterval: 1, axisLabel: { color: c.soft, formatter: number } }),
      valueAxis(c, { gridIndex: 2, name: "share of all tweets of the week", nameTextStyle: { color: c.soft, align: "left", padding: [0, 0, 0, -56] }, nameGap: 9, max: scale, interval: scale / 2, axisLabel: { color: c.soft, formatter: v => percent(v, scale < 0.01 ? 2 : scale < 0.1 ? 1 : 0) } }),
    ].slice(0, grids.length),
    dataZoom: [
      { type: "inside", xAxisIndex: grids.map((_, i) => i), zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, filterMode: "none", ...zoom },
      { type: "slider", xAxisIndex: grids.map((_, i) => i), height: 22, bottom: 8, showDataShadow: false, filterMode: "none", textStyle: { color: c.soft }, borderColor: c.line, ...zoom },
    ],
    series: series.map(one => one.type === "scatter" ? { ...one, tooltip: { trigger: "item" } } : one),
  }, chart => weeklyClicks(chart, grids));
  weeklyTables(s, tagged, spikes, events, everything, scale);
}

/** Tips, zoom and clicks of the chart of weeks. */
function weeklyClicks(chart, grids) {
  // Announcements and spikes have their own tips: with tips by axis they would show the week's.
  chart.off("mouseover");
  chart.on("mouseover", "series.scatter", p => chart.dispatchAction({ type: "showTip", seriesIndex: p.seriesIndex, dataIndex: p.dataIndex }));
  chart.off("click");
  chart.on("click", "series.scatter", p => p.data.spike && openSpike(p.data.spike));
  chart.off("datazoom");
  chart.on("datazoom", () => { const z = chart.getOption().dataZoom[0]; zoom = { start: z.start, end: z.end }; writeAddress(); });
  // Off with our own handler alone: without it the chart would lose its clicks on marks.
  if (weekClick) chart.getZr().off("click", weekClick);
  weekClick = p => {
    const inside = grids.findIndex((_, i) => i > 0 && chart.containPixel({ gridIndex: i }, [p.offsetX, p.offsetY]));
    if (inside < 0) return;
    const week = Math.floor((chart.convertFromPixel({ xAxisIndex: inside }, p.offsetX) - firstWeek) / (7 * DAY));
    if (week >= 0 && week < data.weeks) chooseWeek(state.week === week ? -1 : week, p.target?.style?.stroke === colours().candidate);
  };
  chart.getZr().on("click", weekClick);
}

/** A week chosen leads to its tweets. */
function chooseWeek(week, candidates = false) {
  if (week >= 0) openFigure({ week }, { candidates });
  else choose({ week });
}

/**
 * Where the scale of the share ends: at the share that only weeks with the last fiftieth of the target's own mentions exceed. A peak among
 * a few dozen tweets would flatten all others, and weeks of another release say nothing of this target.
 */
function shareTop(share, tagged) {
  const weeks = share.map((v, w) => [v, tagged[w]]).filter(([v, k]) => v !== null && k > 0).sort((a, b) => b[0] - a[0]);
  const all = weeks.reduce((sum, w) => sum + w[1], 0);
  let above = 0;
  for (const [v, k] of weeks) {
    above += k;
    if (above > all / 50) return v;
  }
  return 0;
}

/** What is below the chart: its caption and its tables. */
function weeklyTables(s, tagged, spikes, events, everything, scale) {
  byId("weekly-caption").textContent = (everything ? "All tweets of the dataset. " : "Above: distinct tweets a week. Below: their share of all tweets of the same language and kind, with the 95 % Wilson interval"
    + ` (weeks of fewer than ${MIN_WEEK} tweets are in the table only${scale < 1 ? `; the scale ends at ${percent(scale, 1)} and cuts what is above` : ""}). `)
    + `Weeks begin on Monday, UTC. Choose a week for its tweets. ${eventsCaption(events)} ${spikesCaption(spikes)}`
    + "With the chart in focus: arrows move, + and − zoom, 0 shows all; or Ctrl and the wheel.";
  drawSpikesTable(spikes);
  const weeks = s.all.map((n, w) => w).filter(w => s.all[w] > 0 || tagged[w] > 0 || s.candidates[w] > 0);
  tableBehind("weekly-table", () => table(`${targetName()}: weeks with tweets`,
    ["week from", nounOf(), "originals", "retweets", ...(everything ? [] : ["possible mentions", "all tweets", "share", "95 % from", "to"])],
    weeks.map(w => {
      const n = s.all[w], [lo, hi] = n > 0 ? wilson(tagged[w], n) : [NaN, NaN];
      return [isoDate(weekStart(w)), tagged[w], s.originals[w], s.retweets[w], ...(everything ? [] : [s.candidates[w], n, percent(n > 0 ? tagged[w] / n : NaN, 3), percent(lo, 3), percent(hi, 3)])];
    }), (row, column) => column === 1 || (column === 4 && !everything) ? () => chooseWeek(weeks[row], column === 4) : null));
}

function niceAbove(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 5, 10].map(m => m * power).find(v => v >= value);
}

/** Heights for announcements, so that neighbours do not hide each other. */
function eventLane(events) {
  const near = (weekStart(data.weeks) - weekStart(0)) / 60;
  const lane = [];
  events.forEach((e, i) => lane.push(i > 0 && e.time - events[i - 1].time < near ? (lane[i - 1] + 0.36) % 1.08 : 0.14));
  return lane;
}

function weekTip(points, s, tagged, spikes) {
  const week = Math.floor((points[0].axisValue - firstWeek) / (7 * DAY));
  if (!(week >= 0 && week < data.weeks)) return null;
  const n = s.all[week];
  const [lo, hi] = n > 0 ? wilson(tagged[week], n) : [0, 0];
  return tip(`${isoDate(weekStart(week))} to ${isoDate(weekStart(week) + 6 * DAY)}`,
    `${nounOf()}: ${number(tagged[week])} (${count(s.retweets[week], "retweet")})`,
    ...(state.target === EVERYTHING ? [] : [`possible mentions: ${number(s.candidates[week])}`, `all tweets: ${number(n)}`]),
    n > 0 && state.target !== EVERYTHING ? `share: ${percent(tagged[week] / n)} (${percent(lo)} to ${percent(hi)})` : "",
    ...spikes.filter(one => spikeWeek(one) === week).map(one => `spike, ${one.period === "week" ? "this week" : one.start}: ${spikeFigures(one)}`));
}

function weeklyLabel(s, tagged, spikes) {
  const sum = values => values.reduce((a, b) => a + b, 0);
  const peak = tagged.indexOf(Math.max(...tagged));
  return `Bar chart: ${tweetsOf()}, by week. ${count(sum(tagged), "tweet")} in ${count(data.weeks, "week")} from ${data.first_week}, ${number(sum(s.retweets))} of them retweets; `
    + `most in the week from ${isoDate(weekStart(Math.max(0, peak)))}: ${number(tagged[peak] ?? 0)}. `
    + (spikes.length ? `${count(spikes.length, "spike")} ${spikes.length === 1 ? "is" : "are"} marked; the strongest: ${spikes.slice().sort((a, b) => b.z - a.z).slice(0, 2).map(one => `${spikePeriod(one)}, ${spikeFigures(one)}`).join("; ")}. ` : "")
    + `The table below has all figures.`;
}

/** Zooms about the middle (factor) or moves (part of what is seen). */
function zoomWeeks(factor, move) {
  const size = Math.min(100, Math.max(1, (zoom.end - zoom.start) * factor));
  const middle = (zoom.start + zoom.end) / 2 + move * (zoom.end - zoom.start);
  const start = Math.min(100 - size, Math.max(0, middle - size / 2));
  zoom = { start, end: start + size };
  drawWaiting("weekly-chart");
  charts.get("weekly-chart").dispatchAction({ type: "dataZoom", ...zoom });
}

function initWeekly() {
  const box = byId("weekly-chart");
  box.setAttribute("tabindex", "0");
  box.setAttribute("aria-describedby", "weekly-caption");
  const keys = { "+": [0.5, 0], "=": [0.5, 0], "-": [2, 0], "0": [100, 0], ArrowLeft: [1, -0.2], ArrowRight: [1, 0.2] };
  box.addEventListener("keydown", e => {
    if (!keys[e.key] || e.ctrlKey || e.metaKey) return;
    e.preventDefault();
    zoomWeeks(...keys[e.key]);
  });
  byId("zoom-in").addEventListener("click", () => zoomWeeks(0.5, 0));
  byId("zoom-out").addEventListener("click", () => zoomWeeks(2, 0));
  byId("zoom-all").addEventListener("click", () => zoomWeeks(100, 0));
  byId("show-events").addEventListener("change", drawWeekly);
  byId("all-events").addEventListener("change", () => { drawWeekly(); drawEvents(); });
  byId("show-spikes").addEventListener("change", drawWeekly);
}
