// Tables of `tweetarchive analyze`, when the dataset has them: those rows that are on the target chosen, where a table has targets.

/** Ids in cells and in lists, which stand with dots between, are shortened and whole on demand. */
function shortened(value) {
  if (typeof value !== "string") return value;
  const items = value.split(" · ");
  if (!items.some(i => i.length > 20 && !/\s/.test(i))) return value;
  return el("span", {}, ...items.flatMap((item, i) => [i > 0 ? " · " : "", /\s/.test(item) ? el("bdi", {}, ...released(item)) : idLabel(item)]));
}

function drawAnalysis() {
  if (data.analysis.length === 0) return;
  const section = byId("analysis");
  section.hidden = false;
  byId("to-analysis").hidden = false;
  section.querySelectorAll(".analysis").forEach(n => n.remove());
  for (const t of data.analysis) {
    const target = t.columns.indexOf("target_id");
    const rows = target < 0 || state.target === EVERYTHING ? t.rows : t.rows.filter(r => r[target] === targetId());
    const content = rows.length > 0
      ? el("div", { class: "scroll", tabindex: "0" }, table(`${t.name}.parquet: ${rows.length} of ${number(t.all)} rows${target >= 0 && state.target !== EVERYTHING ? `, on ${targetName()}` : ""}`, t.columns,
        rows.map(r => r.map(shortened))))
      : el("p", { class: "small" }, `No row on ${targetName()} among the first ${t.rows.length} of ${number(t.all)}.`);
    section.append(el("div", { class: "analysis", id: "analysis-" + t.name }, el("h3", {}, t.title), el("p", {}, t.says), content));
  }
}
