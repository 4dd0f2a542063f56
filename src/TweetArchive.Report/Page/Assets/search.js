// From a figure to its tweets: a search box, chips, and what else is in the tweets that are left.

/** Tweets of a day, where a figure of the page is of it: a spike, or the largest day. */
function dayCount(day) {
  if (state.target === EVERYTHING) return state.release < 0 && day === data.largest_day.day ? data.largest_day.tweets : null;
  return targetSpikes().find(s => s.period === "day" && s.start === day)?.tweets ?? null;
}

/** Rows of a list of the page that are of a value, added up; null if the list has no row of it. */
function listed(name, value) {
  const own = (ofRelease(name)[targetId()]?.rows ?? []).filter(r => r[0] === value);
  return own.length > 0 ? own.reduce((sum, r) => sum + r[1], 0) : null;
}

/**
 * What tweets can be narrowed by, besides the controls; the test of a tweet, how a value is shown, and how many tweets the dataset has of it
 * where a figure of the page says so.
 */
const CHIPS = {
  account: { name: "account", test: (i, v) => pool.account[i] === v, show: v => accountName(pool.accounts[v]), counted: v => accountTweets(pool.accounts[v]) },
  hashtag: { name: "hashtag", test: (i, v) => pool.hashtags[i].includes(v), show: v => "#" + v, counted: v => listed("hashtags", v) },
  domain: { name: "domain", test: (i, v) => pool.domains[i].includes(v), show: v => v, counted: v => listed("domains", v) },
  alias: { name: "alias", plural: "aliases", test: (i, v) => hasMatch(i, pool.alias, v), show: v => v },
  rule: { name: "rule", test: (i, v) => hasMatch(i, pool.rule, v), show: v => v.replaceAll("_", " ") },
  client: { name: "client", test: (i, v) => pool.client[i] === v, show: v => v || "client not given", counted: v => listed("clients", v) },
  hour: { name: "hour", test: (i, v) => hourOf(i) === v, show: hourName, counted: hourCount },
  day: { name: "day", test: (i, v) => isoDate(pool.time[i]) === v, show: v => v, counted: dayCount },
  born: { name: "accounts created on", test: (i, v) => pool.accounts[pool.account[i]].created === v, show: v => v },
  of: { name: "tweets of", test: (i, v) => pool.figures[i].includes(v), show: v => figures().get(v).says,
    counted: v => state.target === EVERYTHING && releaseAllows(figures().get(v).release) ? figures().get(v).tweets : null },
  created: { name: "accounts created in the week from", test: (i, v) => weekBegin(pool.accounts[pool.account[i]].created) === v, show: v => v },
};
const ONLY_ONE = ["account", "hour", "client", "day", "born", "created", "of"];
let chips = [];
let query = "";

function hasMatch(i, column, value) {
  for (let k = pool.first[i]; k < pool.first[i + 1]; k++) {
    if ((state.target === EVERYTHING || pool.target[k] === state.target) && column[k] === value) return true;
  }
  return false;
}

/** The cell of the chart of hours: whole hours of UTC, shifted. */
function hourOf(i) {
  const hours = Math.floor(pool.time[i] / (60 * MINUTE)) + Math.floor(Number(state.zone));
  return ((hours + 72) % 168 + 168) % 168;
}

/** The Monday of a day. */
function weekBegin(day) {
  const time = Date.parse(day + "T00:00:00Z");
  return Number.isNaN(time) ? "" : isoDate(time - (((new Date(time).getUTCDay() + 6) % 7) * DAY));
}

function accountTweets(account) {
  if (state.target === EVERYTHING) return account.tweets;
  const row = (ofRelease("account_lists")[targetId()]?.rows ?? []).find(([index]) => data.accounts[index].id === account.id && data.accounts[index].dataset === account.dataset);
  return row ? row[1] : null;
}

/** 1 tag, 0 candidate, -1 neither, of the target chosen or of any. */
function decisionOf(i) {
  let decision = -1;
  for (let k = pool.first[i]; k < pool.first[i + 1]; k++) {
    if (state.target === EVERYTHING || pool.target[k] === state.target) decision = Math.max(decision, pool.tag[k]);
  }
  return decision;
}

/** Words that must all be in it; those in quotation marks together. */
function queryWords() {
  return [...query.matchAll(/"([^"]+)"|(\S+)/g)].map(m => pool.fold(m[1] ?? m[2]).trim().toLowerCase()).filter(w => w);
}

/** Whether tweets of a figure are shown, which need not be of a target. */
const ofFigure = () => state.target === EVERYTHING && chips.some(c => c.kind === "of");

/** Numbers of the tweets, in order of time; left: how many more are the same tweet in another release, which are shown once. */
function matchingTweets() {
  if (!pool) return { list: [], left: 0 };
  let left = 0;
  const everything = state.target === EVERYTHING, tag = byId("show-tag").checked, candidate = byId("show-candidate").checked, words = queryWords();
  if (words.length) foldSome(pool.n);
  const found = [], once = data.datasets.length > 1 && state.release < 0 ? new Set() : null;
  const end = ofFigure() ? pool.n : pool.base;
  for (let i = 0; i < end; i++) {
    if (state.release >= 0 && pool.release[i] !== state.release) continue;
    if (!kindAllows(pool.rt[i])) continue;
    if (state.language >= 0 && pool.languageIndex[i] !== state.language) continue;
    if (state.week >= 0 && pool.week[i] !== state.week) continue;
    const decision = decisionOf(i);
    if (i < pool.base && (decision < 0 || !(everything || (decision === 1 ? tag : candidate)))) continue;
    if (!chips.every(c => CHIPS[c.kind].test(i, c.value))) continue;
    if (!words.every(w => pool.folded[i].includes(w))) continue;
    // The same tweet of two releases is shown once.
    if (once) {
      if (once.has(pool.id[i])) { left++; continue; }
      once.add(pool.id[i]);
    }
    found.push(i);
  }
  return { list: end > pool.base ? found.sort((a, b) => pool.time[a] - pool.time[b]) : found, left };
}

/** Without language, week and kind: what the figures over all of them are. */
const WHOLE = { week: -1, language: -1, kind: "all" };

/**
 * From a figure to its tweets. What narrows them otherwise, or adds to them, is taken off, so that those are found that the figure counts.
 */
function openFigure(change, { chip = null, candidates = false } = {}) {
  chips = chip ? [chip] : [];
  query = "";
  byId("search").value = "";
  byId("show-tag").checked = !candidates;
  byId("show-candidate").checked = candidates;
  choose(change);
  toTweets();
}

/** Adds a chip, or takes it off if it is there; leads to the tweets. */
function toggleChip(kind, value) {
  if (!pool || value === undefined) return;
  const at = chips.findIndex(c => c.kind === kind && c.value === value);
  if (at >= 0) chips.splice(at, 1);
  else chips = [...chips.filter(c => c.kind !== kind || !ONLY_ONE.includes(kind)), { kind, value }];
  refreshTweets();
  toTweets();
}

function toTweets() {
  byId("examples").scrollIntoView();
}

function refreshTweets() {
  shownExamples = PAGE;
  drawExamples();
  writeAddress();
}

function drawChips() {
  byId("chips").replaceChildren(...chips.map(c => {
    const label = `${CHIPS[c.kind].name}: ${CHIPS[c.kind].show(c.value)}`;
    const button = el("button", { type: "button", class: "chip", "aria-label": `Remove ${label}` }, el("bdi", {}, ...released(label)), " ✕");
    button.addEventListener("click", () => { toggleChip(c.kind, c.value); byId("search").focus(); });
    return button;
  }));
}

/** What is commonest in the tweets found, each a way to narrow them. Counted a moment after the last key. */
function drawFacets(found) {
  const counts = { hashtag: new Map(), domain: new Map(), account: new Map(), alias: new Map(), rule: new Map() };
  const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const i of found) {
    for (const h of pool.hashtags[i]) add(counts.hashtag, h);
    for (const d of pool.domains[i]) add(counts.domain, d);
    add(counts.account, pool.account[i]);
    const seen = new Set();
    for (let k = pool.first[i]; k < pool.first[i + 1]; k++) {
      if (state.target !== EVERYTHING && pool.target[k] !== state.target) continue;
      for (const [map, value] of [[counts.alias, pool.alias[k]], [counts.rule, pool.rule[k]]]) {
        const key = map === counts.alias ? "a" + value : "r" + value;
        if (!seen.has(key)) { seen.add(key); add(map, value); }
      }
    }
  }
  byId("facets").replaceChildren(...Object.entries(counts).filter(([, map]) => map.size > 1).map(([kind, map]) => el("div", { class: "facet" }, el("span", { class: "small" }, (CHIPS[kind].plural ?? CHIPS[kind].name + "s") + ": "),
    ...[...map].sort((a, b) => b[1] - a[1] || (a[0] > b[0] ? 1 : -1)).slice(0, 6).map(([value, n]) => {
      const button = el("button", { type: "button", class: "chip" }, el("bdi", {}, ...released(clip(CHIPS[kind].show(value), 40))), ` ${number(n)}`);
      button.addEventListener("click", () => toggleChip(kind, value));
      return button;
    }))));
}

/** What the address asks for, once the tweets are there. */
function readSearch({ q, only }) {
  query = q;
  byId("search").value = q;
  for (const text of only) {
    const at = text.indexOf(":"), kind = text.slice(0, at), wanted = text.slice(at + 1);
    if (!CHIPS[kind]) continue;
    const value = kind === "account" ? pool.accountOf.get(wanted.replace(" ", "\n")) : kind === "hour" ? Number(wanted)
      : kind === "of" ? [...figures()].find(([, f]) => f.address === wanted)?.[0] : wanted;
    if (value !== undefined) chips.push({ kind, value });
  }
}

let facetTimer = 0;

/** Called with each key; the list at once, the rest when the typing pauses. */
function onSearch() {
  query = byId("search").value;
  shownExamples = PAGE;
  drawExamples();
}

function initSearch() {
  byId("search").addEventListener("input", onSearch);
  byId("search").addEventListener("change", writeAddress);
  byId("search-form").addEventListener("submit", e => e.preventDefault());
}
