// Tables of `tweetarchive analyze`, when the dataset has them, as cards: what their first rows say, and the rows folded below.

/** Ids in cells and in lists, which are joined by dots, are shortened and whole on demand. */
function shortened(value) {
  if (typeof value !== "string") return value;
  const items = value.split(" · ");
  if (!items.some(i => i.length > 20 && !/\s/.test(i))) return value;
  return el("span", {}, ...items.flatMap((item, i) => [i > 0 ? " · " : "", /\s/.test(item) ? el("bdi", {}, ...released(item)) : idLabel(item)]));
}

const words = text => String(text ?? "").replaceAll("_", " ");
const dayOf = time => String(time ?? "").slice(0, 10);
const targetCalled = id => data.targets.find(t => t.id === id)?.name ?? id;
const spanOf = (from, to) => from === to ? `on ${from}` : `from ${from} to ${to}`;
const quoted = text => el("blockquote", { dir: direction(String(text ?? "")) }, ...released(String(text ?? "")));

/** The pairs that met in two sessions of each, and how many the nulls of a method make; where there is no window, all pairs. */
function byChance(r) {
  const made = [r.repeated_by_chance_times, r.repeated_by_chance_hours, r.repeated_by_chance_sharing].filter(n => typeof n === "number").map(n => Math.round(n)).sort((a, b) => a - b);
  if (made.length === 0) return "";
  const repeated = typeof r.repeated_by_chance_hours === "number" ? `${number(r.pairs_repeated)} met repeatedly, ` : "";
  return `; ${repeated}chance makes ${made[0] === made.at(-1) ? number(made[0]) : `${number(made[0])} to ${number(made.at(-1))}`}`;
}

/** What a row says, from its columns by name: a sentence, or nodes. A table without an entry has its rows only. */
const SAYINGS = {
  spikes: r => `${r.period === "week" ? "Week from" : "Day"} ${r.period_start}: ${count(r.accounts, "account")} named ${targetCalled(r.target_id)} in ${count(r.tweets, "tweet")}, ${number(r.expected_accounts)} expected${r.carried_by === "retweets" ? "; retweets carry it" : ""}.`,
  narrative_themes: r => [`${count(r.tweets, "tweet")} of ${count(r.accounts, "account")} in ${count(r.clusters, "copied text")} with the words: `, el("bdi", {}, ...released(String(r.terms ?? "")))],
  narrative_clusters: r => [quoted(r.example_text), `${r.originals > 0 ? `${count(r.original_accounts, "account")} wrote this or nearly this, in ${count(r.originals, "tweet")}; with retweets` : "Retweets only:"} ${count(r.tweets, "tweet")} of ${count(r.accounts, "account")}, ${spanOf(dayOf(r.first_seen), dayOf(r.last_seen))}.`],
  coordination_methods: r => `${words(r.method)} (${r.rule ?? ""}): ${count(r.edges, "pair")}${byChance(r)}. ${r.edges_above_chance > 0 ? `${number(r.edges_above_chance)} of them ${r.edges_above_chance === 1 ? "is" : "are"} above chance, of ${count(r.accounts, "account")} in ${count(r.components, "group")}` : "None of them is above chance"}.`,
  coordination_components: r => `${count(r.accounts, "account")} joined by ${count(r.edges, "pair")}: ${words(r.method)}.`,
  coordination_edges: r => [idLabel(String(r.account_a)), " and ", idLabel(String(r.account_b)), ` have ${count(r.n_objects, "object")} in common: ${words(r.method)}, ${r.above_chance ? "above chance" : "no more than chance makes"}.`],
  account_bursts: r => `${count(r.accounts, "account")} ${r.accounts === 1 ? "was" : "were"} created ${r.period === "week" ? "in the week from" : "on"} ${r.period_start}; ${number(r.expected)} were expected from the ${r.period}s around it.`,
  lookalikes: r => [el("bdi", {}, ...released(String(r.found))), " resembles ", el("bdi", {}, ...released(String(r.resembles))), ` (${words(r.list_role)}, ${words(r.rule)}): ${count(r.tweets, "tweet")}.`],
  label_used: null,
};

/** Names that a target has for itself, and hostile ones, are two things: their sums over all rows. */
function labelSums(shown) {
  const sums = new Map();
  for (const [, , polarity, tweets] of shown) sums.set(polarity, (sums.get(polarity) ?? 0) + tweets);
  const named = { self: "the target's own names", neutral: "neutral names" };
  return [...sums].sort((a, b) => b[1] - a[1]).map(([polarity, n]) => `${count(n, "use")} of ${named[polarity] ?? words(polarity) + " labels"}`);
}

/** The sentence of a row, with what leads to its tweets. */
function saying(t, i) {
  const open = rowAction(t, i);
  return [SAYINGS[t.name](named(t, t.rows[i])), ...(open ? [" ", opener("tweets", open, "chip")] : [])].flat();
}

function drawAnalysis() {
  if (data.analysis.length === 0) return;
  const section = byId("analysis");
  const open = new Set([...section.querySelectorAll("details[open]")].map(d => d.id));
  section.hidden = false;
  byId("to-analysis").hidden = false;
  section.querySelectorAll(".analysis, .nothing").forEach(n => n.remove());
  const nothing = [];
  for (const t of data.analysis) {
    const target = t.columns.indexOf("target_id");
    const sums = t.sums.filter(([release, of]) => (target < 0 || state.target === EVERYTHING || of === targetId()) && (!release || releaseAllows(data.datasets.indexOf(release))));
    const shown = t.rows.map((_, i) => i).filter(i => (target < 0 || state.target === EVERYTHING || t.rows[i][target] === targetId()) && (!t.releases[i] || releaseAllows(data.datasets.indexOf(t.releases[i]))));
    const rows = shown.map(i => t.rows[i]);
    if (rows.length === 0 && sums.length === 0) { nothing.push(t.title); continue; }
    const sayings = t.name === "label_used" ? labelSums(sums) : SAYINGS[t.name] ? shown.slice(0, 3).map(i => saying(t, i)) : [];
    const details = el("details", { id: `analysis-${t.name}-table` }, el("summary", {}, `Table: ${t.name}.parquet`));
    section.append(el("div", { class: "analysis", id: "analysis-" + t.name }, el("h3", {}, `${t.title}: `, el("bdi", {}, ...released(target < 0 ? wholeName() : state.target === EVERYTHING ? "all targets" : targetName()))), el("p", { class: "small" }, t.says),
      el("ul", {}, ...sayings.map(s => el("li", {}, ...[s].flat().map(part => typeof part === "string" ? el("span", {}, ...released(part)) : part)))), details));
    const counted = t.columns.indexOf(t.name.startsWith("coordination_") ? "n_objects" : t.name === "account_bursts" ? "accounts" : "tweets");
    const onWhom = target >= 0 && state.target !== EVERYTHING ? `, on ${targetName()}` : "";
    details.open = open.has(details.id);
    tableBehind(details.id, () => table(`${t.name}.parquet: ${rows.length} of ${number(t.all)} rows${onWhom}`, t.columns, rows.map(r => r.map(shortened)),
      (row, column) => column === counted ? rowAction(t, shown[row]) : null));
  }
  if (nothing.length) section.append(el("p", { class: "nothing small" }, `Nothing${state.target === EVERYTHING ? "" : ` on ${targetName()}`} among the first rows of: ${nothing.join(", ")}.`));
}
