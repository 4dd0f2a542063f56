// Apache ECharts with the page's colours. Tips are elements, not markup, so nothing in them is ever parsed.

const charts = new Map();

function colours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["text", "soft", "line", "card", "tag", "retweets", "candidate", "share", "band", "event", "spike", "low", "high"];
  return Object.fromEntries(names.map(n => [n, style.getPropertyValue("--" + n).trim()]));
}

/** Charts whose last drawing waits until they come into view, or are printed or taken out. */
const waiting = new Map();
const inView = new Set();
const watch = new IntersectionObserver(entries => {
  for (const entry of entries) {
    if (entry.isIntersecting) inView.add(entry.target.id);
    else inView.delete(entry.target.id);
    if (entry.isIntersecting) drawWaiting(entry.target.id);
  }
}, { rootMargin: "300px" });

function drawWaiting(id) {
  const draw = waiting.get(id);
  waiting.delete(id);
  draw?.();
}

function drawAllWaiting() {
  for (const id of [...waiting.keys()]) drawWaiting(id);
}

/**
 * Draws into an element, at once if it is in view. The label says in a sentence what is to be seen, for those who cannot. What
 * needs the chart itself, such as its clicks, goes into ready.
 */
function drawChart(id, label, option, ready) {
  const box = byId(id);
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", label);
  if (!box.dataset.watched) {
    box.dataset.watched = "yes";
    watch.observe(box);
    addExports(box);
  }
  waiting.set(id, () => {
    let chart = charts.get(id);
    if (!chart) {
      chart = echarts.init(box, null, { renderer: "svg" });
      charts.set(id, chart);
      new ResizeObserver(() => chart.resize()).observe(box);
    }
    chart.setOption({
      animation: false,
      useUTC: true,
      textStyle: { color: colours().text, fontFamily: getComputedStyle(document.body).fontFamily },
      ...option,
    }, { notMerge: true });
    ready?.(chart);
  });
  if (inView.has(id)) drawWaiting(id);
}

/** A tip: the first line bold, then lines of text. */
function tip(title, ...lines) {
  return el("div", { class: "tip" }, el("b", {}, ...released(title)), ...lines.filter(l => l).map(l => el("div", {}, ...released(l))));
}

function tooltip(c, formatter, more) {
  return { confine: true, transitionDuration: 0, backgroundColor: c.card, borderColor: c.soft, textStyle: { color: c.text, fontSize: 13 }, formatter, ...more };
}

function valueAxis(c, more) {
  return { type: "value", axisLabel: { color: c.soft }, splitLine: { lineStyle: { color: c.line } }, axisLine: { lineStyle: { color: c.soft } }, ...more };
}

function legend(c, more) {
  return { textStyle: { color: c.text }, inactiveColor: c.soft, itemWidth: 14, itemHeight: 10, ...more };
}

/** Lines of the legend times their height, from the width that its names will have. */
function legendHeight(names, width) {
  let lines = 1, x = 0;
  for (const name of names) {
    const size = 34 + 6.6 * name.length;
    if (x > 0 && x + size > width) { lines++; x = 0; }
    x += size;
  }
  return 24 * lines;
}

/** Horizontal bars, the first row on top. series: [{ name, colour, values }]; onClick(row, series); totals: lines of each row's tip. */
function drawBars(id, label, names, series, onClick, totals = []) {
  const c = colours();
  const width = byId(id).clientWidth;
  drawChart(id, label, {
    grid: { left: 10, right: 30, top: series.length > 1 ? legendHeight(series.map(s => s.name), width) + 6 : 8, bottom: 4, containLabel: true },
    legend: series.length > 1 ? legend(c, { top: 0, left: 0 }) : undefined,
    tooltip: tooltip(c, p => tip(names[p.dataIndex], ...totals[p.dataIndex] ?? [], ...series.map(s => `${s.name}: ${number(s.values[p.dataIndex])}`))),
    xAxis: valueAxis(c, { splitNumber: 3, axisLabel: { color: c.soft, hideOverlap: true, formatter: number } }),
    yAxis: { type: "category", inverse: true, data: names, axisTick: { show: false }, axisLine: { lineStyle: { color: c.soft } },
      axisLabel: { color: c.text, interval: 0, width: Math.min(300, width * 0.42), overflow: "truncate", ...(names.some(n => n.includes("\n")) ? { fontSize: 10.5, lineHeight: 12 } : { fontSize: 12 }) } },
    series: series.map(s => ({ type: "bar", stack: "all", name: s.name, data: s.values, itemStyle: { color: s.colour, ...s.style }, barMaxWidth: 18 })),
  }, chart => {
    chart.off("click");
    if (onClick) chart.on("click", p => onClick(p.dataIndex, p.seriesIndex));
  });
}
