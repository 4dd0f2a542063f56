// Hours of the week. The dataset counts them in UTC; a local time is a shift by whole or half hours.

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const ZONES = [
  ["3.5", "Asia/Tehran (UTC+03:30; summer until 2022: +04:30)"], ["0", "UTC"], ["4.5", "UTC+04:30 (Tehran in summer until 2022)"],
  ["-8", "UTC−08:00"], ["-5", "UTC−05:00"], ["-4", "UTC−04:00 (Caracas)"], ["1", "UTC+01:00"], ["2", "UTC+02:00"], ["3", "UTC+03:00 (Moscow, Riyadh, Istanbul since 2016)"], ["4", "UTC+04:00"],
  ["5", "UTC+05:00"], ["5.5", "UTC+05:30 (India)"], ["6", "UTC+06:00 (Dhaka until 2026)"], ["7", "UTC+07:00 (Bangkok)"], ["8", "UTC+08:00 (Beijing)"], ["9", "UTC+09:00"],
];

/** 168 cells from Monday 00:00, or from 00:30 where the shift has a half hour: each is one hour of UTC, so no tweet is in two of them. */
function shiftHours(cells, zone) {
  const local = new Array(168).fill(0), whole = Math.floor(zone);
  cells.forEach((tweets, i) => { local[(i + whole + 168) % 168] = tweets; });
  return local;
}

/** "UTC+03:30" of the time chosen. */
const zoneOffset = () => ZONES.find(z => z[0] === state.zone)[1].match(/UTC[^\s;)]*/)[0].replace("−", "-");

/** "13" and "14", or "13:30" and "14:30" where the shift has a half hour. */
const clock = hour => Number(state.zone) % 1 ? `${hour % 24}:30` : String(hour);
const hourName = cell => `${WEEKDAYS[Math.floor(cell / 24)]}, ${clock(cell % 24)} to ${clock(cell % 24 + 1)} h`;

function drawHours() {
  const c = colours();
  byId("zone").value = state.zone;
  const cells = shiftHours(ofRelease("hours")[targetId()] ?? new Array(168).fill(0), Number(state.zone));
  const most = Math.max(1, ...cells);
  // From the least, not from nothing: an even week would be one dark block.
  const least = Math.min(most - 1, ...cells);
  const zone = ZONES.find(z => z[0] === state.zone)[1];
  const peak = cells.indexOf(Math.max(...cells));
  const open = cell => openFigure(WHOLE, { chip: { kind: "hour", value: cell } });
  drawChart("hours-chart", `Heat map: ${tweetsOf()}, by weekday and hour, ${zone}. Most: ${hourName(peak)}, ${count(cells[peak], "tweet")}.`, {
    grid: { left: 4, right: 10, top: 6, bottom: 56, containLabel: true },
    tooltip: tooltip(c, p => tip(hourName(p.value[1] * 24 + p.value[0]), count(p.value[2], "tweet"))),
    xAxis: { type: "category", data: Array.from({ length: 24 }, (_, h) => clock(h)), axisLabel: { color: c.soft }, axisTick: { show: false }, axisLine: { lineStyle: { color: c.line } } },
    yAxis: { type: "category", data: WEEKDAYS, inverse: true, axisLabel: { color: c.text }, axisTick: { show: false }, axisLine: { lineStyle: { color: c.line } } },
    visualMap: { min: least, max: most, calculable: true, orient: "horizontal", left: "center", bottom: 0, itemHeight: 160, itemWidth: 12, textStyle: { color: c.soft }, formatter: v => number(Math.round(v)), inRange: { color: [c.low, c.tag, c.high] } },
    series: [{ type: "heatmap", data: cells.map((v, i) => [i % 24, Math.floor(i / 24), v]), itemStyle: { borderColor: c.card, borderWidth: 1 }, emphasis: { itemStyle: { borderColor: c.text, borderWidth: 2 } } }],
  }, chart => {
    chart.off("click");
    chart.on("click", p => open(p.value[1] * 24 + p.value[0]));
  });
  byId("hours-caption").textContent = `Tweets by weekday and hour in ${zone}, over all weeks and languages. The dataset counts whole hours of UTC, so the shift is the same the whole year. Colours run from the least to the most`
    + (Number(state.zone) % 1 ? "; an hour of UTC begins there at half past." : ".");
  tableBehind("hours-table", () => table(`${targetName()}: tweets by hour, ${zone}`, [`weekday, ${zoneOffset()}`, ...Array.from({ length: 24 }, (_, h) => clock(h) + " h")],
    WEEKDAYS.map((day, d) => [day, ...cells.slice(d * 24, d * 24 + 24)]), (row, column) => () => open(row * 24 + column - 1)));
}

/** Tweets of a cell of the chart. */
const hourCount = cell => shiftHours(ofRelease("hours")[targetId()] ?? [], Number(state.zone))[cell];

function initHours() {
  byId("zone").append(...ZONES.map(([value, name]) => el("option", { value }, name)));
  byId("zone").addEventListener("change", e => { state.zone = e.target.value; chips = chips.filter(c => c.kind !== "hour"); drawHours(); refreshTweets(); announce(); });
}
