function drawTargets() {
  const c = colours();
  const totals = targetTotals();
  const shown = byTag.filter(i => isAsked(i)).sort((a, b) => totals[b].tag - totals[a].tag || totals[b].candidate - totals[a].candidate || a - b).slice(0, 16);
  const t = shown.map(i => totals[i]);
  drawBars("targets-chart", `Bar chart: tweets by target. Most: ${t.slice(0, 3).map(x => `${x.name} ${number(x.tag)}`).join(", ")}. The table below has all targets.`, t.map(x => x.name), [
    { name: "mentions, originals", colour: c.tag, values: t.map(x => x.tag - x.retweets) },
    { name: "mentions, retweets", colour: c.retweets, values: t.map(x => x.retweets) },
    { name: "possible mentions only", colour: c.candidate, style: { opacity: 0.75 }, values: t.map(x => x.candidate) },
  ], (i, series) => openFigure({ target: shown[i], ...WHOLE }, { candidates: series === 2 }), t.map(x => [`mentions: ${number(x.tag)}`]));
}

function drawLanguages() {
  const c = colours(), everything = state.target === EVERYTHING;
  const rows = languageSeries().filter(r => r.all > 0);
  const named = rows.filter(r => r.originals + r.retweets + r.candidates > 0);
  const shown = (named.length > 0 ? named : rows.slice()).sort((a, b) => (b.originals + b.retweets) - (a.originals + a.retweets) || b.all - a.all).slice(0, 12);
  const open = (r, candidates) => openFigure({ language: r.language }, { candidates });
  const series = [
    { name: seriesName("originals"), colour: c.tag, values: shown.map(r => r.originals) },
    { name: seriesName("retweets"), colour: c.retweets, values: shown.map(r => r.retweets) },
  ];
  if (!everything) series.push({ name: "possible mentions only", colour: c.candidate, style: { opacity: 0.75 }, values: shown.map(r => r.candidates) });
  drawBars("languages-chart", `Bar chart: ${tweetsOf()}, by language. Most: ${shown.slice(0, 3).map(r => `${languageName(r.language)} ${number(r.originals + r.retweets)}`).join(", ")}.`,
    shown.map(r => languageName(r.language)), series, (i, which) => open(shown[i], which === 2), shown.map(r => [`${nounOf()}: ${number(r.originals + r.retweets)}`]));
  tableBehind("languages-table", () => table(`${targetName()}: languages${state.week >= 0 ? ", week from " + isoDate(weekStart(state.week)) : ""}`,
    ["language", nounOf(), "originals", "retweets", ...(everything ? [] : ["possible mentions", "all tweets", "share", "95 % from", "to"])],
    rows.map(r => {
      const k = r.originals + r.retweets;
      const [lo, hi] = wilson(k, r.all);
      return [languageName(r.language), k, r.originals, r.retweets, ...(everything ? [] : [r.candidates, r.all, percent(k / r.all, 3), percent(lo, 3), percent(hi, 3)])];
    }),
    (row, column) => column === 1 || (column === 4 && !everything) ? () => open(rows[row], column === 4) : null));
}
