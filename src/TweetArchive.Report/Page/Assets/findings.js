// What stands out: a few sentences, each with what it does not say and where it leads; and when accounts were created.

function drawFindings() {
  const list = byId("findings");
  if (list.childElementCount > 0) return;
  byId("findings-card").hidden = data.findings.length === 0;
  list.append(...data.findings.map(f => el("li", {}, el("bdi", {}, ...released(f.says.replace("{language}", languageName(data.languages.indexOf(f.language))))), " ", el("span", { class: "small" }, f.caveat), " ", el("a", { href: "#" + f.go }, "show"))));
}

function drawCreation() {
  const c = colours();
  const releases = data.creation.map((r, i) => ({ ...r, number: i, name: data.release_names[i] })).filter((r, i) => releaseAllows(i) && r.weeks.length > 0);
  const shades = [c.tag, c.candidate, c.share, c.event, c.retweets];
  const rows = releases.flatMap(r => r.weeks.map((week, i) => [week, r.accounts[i], r.name]));
  const most = rows.reduce((best, row) => row[1] > (best?.[1] ?? 0) ? row : best, null);
  byId("creation").hidden = rows.length === 0;
  if (!most) return;
  const several = releases.length > 1;
  // Bars are stacked by their places in the lists, so each release has every week.
  const weeks = [...new Set(rows.map(r => r[0]))].sort();
  const open = (week, release) => openFigure({ ...WHOLE, target: EVERYTHING, release: data.datasets.length > 1 ? release : -1 }, { chip: { kind: "created", value: week } });
  drawChart("creation-chart", `Bar chart: accounts by the week in which they were created. Most: ${count(most[1], "account")} in the week from ${most[0]}.`, {
    grid: { left: 56, right: 18, top: several ? 34 : 14, bottom: 26 },
    legend: several ? legend(c, { top: 0, left: 0, type: "scroll" }) : undefined,
    tooltip: tooltip(c, p => tip(`week from ${isoDate(p.value[0] - 3.5 * DAY)}`, count(p.value[1], "account"), several ? p.seriesName : "")),
    xAxis: { type: "time", axisLabel: { color: c.soft, hideOverlap: true }, axisLine: { lineStyle: { color: c.soft } } },
    yAxis: valueAxis(c, { minInterval: 1, axisLabel: { color: c.soft, formatter: number } }),
    series: releases.map((r, i) => ({ type: "bar", cursor: "pointer", stack: "all", name: r.name, barMinWidth: 2, barMaxWidth: 8, itemStyle: { color: shades[i % shades.length] },
      data: weeks.map(week => [Date.parse(week + "T00:00:00Z") + 3.5 * DAY, r.accounts[r.weeks.indexOf(week)] ?? 0]) })),
  }, chart => {
    chart.off("click");
    chart.on("click", p => open(weeks[p.dataIndex], releases[p.seriesIndex].number));
  });
  byId("creation-caption").textContent = `All accounts of the release${several ? "s" : ""} that have a date of creation, with or without tweets, by week. Choose a bar for their tweets. Releases were chosen, so a burst may be of the choosing.`;
  const sorted = rows.slice().sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
  tableBehind("creation-table", () => table("Accounts created", ["week from", "accounts", ...(several ? ["release"] : [])],
    sorted.map(r => several ? r : r.slice(0, 2)), (row, column) => column === 1 ? () => open(sorted[row][0], data.release_names.indexOf(sorted[row][2])) : null));
}
