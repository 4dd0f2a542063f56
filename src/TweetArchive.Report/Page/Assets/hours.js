// Hours of the week. The dataset counts them in UTC; a local time is a shift by whole or half hours.

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const ZONES = [
  ["3.5", "Asia/Tehran (UTC+03:30; summer until 2022: +04:30)"], ["0", "UTC"], ["4.5", "UTC+04:30 (Tehran in summer until 2022)"],
  ["-8", "UTC−08:00"], ["-5", "UTC−05:00"], ["-4", "UTC−04:00 (Caracas)"], ["1", "UTC+01:00"], ["2", "UTC+02:00"], ["3", "UTC+03:00 (Moscow, Riyadh, Istanbul since 2016)"], ["4", "UTC+04:00"],
  ["5", "UTC+05:00"], ["5.5", "UTC+05:30 (India)"], ["6", "UTC+06:00 (Dhaka until 2026)"], ["7", "UTC+07:00 (Bangkok)"], ["8", "UTC+08:00 (Beijing)"], ["9", "UTC+09:00"],
];

/** 168 cells from Monday 00:00. Of a half hour, half of each UTC hour's tweets go to either of the two local hours that it is in. */
function shiftHours(cells, zone) {
  const whole = Math.floor(zone), half = zone - whole;
  const local = new Array(168).fill(0);
  cells.forEach((tweets, i) => {
    local[(i + whole + 168) % 168] += tweets * (1 - half);
    if (half > 0) local[(i + whole + 169) % 168] += tweets * half;
  });
  return local;
}

function drawHours() {
  const c = colours();
  const cells = shiftHours(ofRelease("hours")[targetId()] ?? new Array(168).fill(0), Number(state.zone));
  const most = Math.max(1, ...cells);
  // From the least, not from nothing: an even week would be one dark block.
  const least = Math.min(most - 1, ...cells);
  const zone = ZONES.find(z => z[0] === state.zone)[1];
  const peak = cells.indexOf(Math.max(...cells));
  drawChart("hours-chart", `Heat map: tweets by weekday and hour, ${zone}. Most: ${WEEKDAYS[Math.floor(peak / 24)]}, ${peak % 24} h, ${number(cells[peak])} tweets.`, {
    grid: { left: 4, right: 10, top: 6, bottom: 56, containLabel: true },
    tooltip: tooltip(c, p => tip(`${WEEKDAYS[p.value[1]]}, ${p.value[0]} to ${p.value[0] + 1} h`, `${number(p.value[2])} tweets`)),
    xAxis: { type: "category", data: Array.from({ length: 24 }, (_, h) => String(h)), axisLabel: { color: c.soft }, axisTick: { show: false }, axisLine: { lineStyle: { color: c.line } } },
    yAxis: { type: "category", data: WEEKDAYS, inverse: true, axisLabel: { color: c.text }, axisTick: { show: false }, axisLine: { lineStyle: { color: c.line } } },
    visualMap: { min: least, max: most, calculable: true, orient: "horizontal", left: "center", bottom: 0, itemHeight: 160, itemWidth: 12, textStyle: { color: c.soft }, formatter: v => number(Math.round(v)), inRange: { color: [c.low, c.tag, c.high] } },
    series: [{ type: "heatmap", data: cells.map((v, i) => [i % 24, Math.floor(i / 24), v]), itemStyle: { borderColor: c.card, borderWidth: 1 }, emphasis: { itemStyle: { borderColor: c.text, borderWidth: 2 } } }],
  }, chart => {
    chart.off("click");
    chart.on("click", p => toggleChip("hour", p.value[1] * 24 + p.value[0]));
  });
  byId("hours-caption").textContent = `Tweets by weekday and hour in ${zone}, over all weeks and languages. The dataset counts whole hours of UTC, so the shift is the same the whole year. Colours run from the least to the most`
    + (Number(state.zone) % 1 ? ", and half of each hour's tweets go to either of the two local hours that it is in." : ".");
  tableBehind("hours-table", () => table(`${targetName()}: tweets by hour, ${zone}`, ["weekday", ...Array.from({ length: 24 }, (_, h) => h + " h")],
    WEEKDAYS.map((day, d) => [day, ...cells.slice(d * 24, d * 24 + 24)])));
}

function initHours() {
  byId("zone").append(...ZONES.map(([value, name]) => el("option", { value }, name)));
  byId("zone").value = state.zone;
  byId("zone").addEventListener("change", e => { state.zone = e.target.value; chips = chips.filter(c => c.kind !== "hour"); drawHours(); refreshTweets(); });
}
