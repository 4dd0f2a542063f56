function drawTargets() {
  const c = colours();
  const totals = targetTotals();
  const shown = byTag.slice().sort((a, b) => totals[b].tag - totals[a].tag || totals[b].candidate - totals[a].candidate || a - b).slice(0, 16);
  const t = shown.map(i => totals[i]);
  drawBars("targets-chart", `Bar chart: tweets by target. Most: ${t.slice(0, 3).map(x => `${x.name} ${number(x.tag)}`).join(", ")}. The table below has all targets.`, t.map(x => x.name), [
    { name: "mentions, originals", colour: c.tag, values: t.map(x => x.tag - x.retweets) },
    { name: "mentions, retweets", colour: c.retweets, values: t.map(x => x.retweets) },
    { name: "possible mentions only", colour: c.candidate, style: { opacity: 0.75 }, values: t.map(x => x.candidate) },
  ], i => { choose({ target: shown[i] }); byId("weekly").scrollIntoView(); });
}

function drawLanguages() {
  const c = colours();
  const rows = languageSeries().filter(r => r.all > 0);
  const named = rows.filter(r => r.originals + r.retweets + r.candidates > 0);
  const shown = (named.length > 0 ? named : rows.slice()).sort((a, b) => (b.originals + b.retweets) - (a.originals + a.retweets) || b.all - a.all).slice(0, 12);
  const series = [
    { name: "mentions, originals", colour: c.tag, values: shown.map(r => r.originals) },
    { name: "mentions, retweets", colour: c.retweets, values: shown.map(r => r.retweets) },
  ];
  if (state.target !== EVERYTHING) series.push({ name: "possible mentions only", colour: c.candidate, style: { opacity: 0.75 }, values: shown.map(r => r.candidates) });
  drawBars("languages-chart", `Bar chart: tweets that mention ${targetName()} by language. Most: ${shown.slice(0, 3).map(r => `${languageName(r.language)} ${number(r.originals + r.retweets)}`).join(", ")}.`,
    shown.map(r => languageName(r.language)), series, i => { choose({ language: state.language === shown[i].language ? -1 : shown[i].language }); toTweets(); });
  tableBehind("languages-table", () => table(`${targetName()}: languages${state.week >= 0 ? ", week from " + isoDate(weekStart(state.week)) : ""}`,
    ["language", "mentions", "originals", "retweets", "possible mentions", "all tweets", "share", "95 % from", "to"],
    rows.map(r => {
      const k = r.originals + r.retweets;
      const [lo, hi] = wilson(k, r.all);
      return [languageName(r.language), k, r.originals, r.retweets, r.candidates, r.all, percent(k / r.all, 3), percent(lo, 3), percent(hi, 3)];
    })));
}
