// From a figure to its tweets: a search box, chips, and what else is in the tweets that are left.

/** What tweets can be narrowed by, besides the controls; the test of a tweet, and how a value is shown. */
const CHIPS = {
  account: { name: "account", test: (i, v) => pool.account[i] === v, show: v => accountName(pool.accounts[v]) },
  hashtag: { name: "hashtag", test: (i, v) => pool.hashtags[i].includes(v), show: v => "#" + v },
  domain: { name: "domain", test: (i, v) => pool.domains[i].includes(v), show: v => v },
  alias: { name: "alias", test: (i, v) => hasMatch(i, pool.alias, v), show: v => v },
  rule: { name: "rule", test: (i, v) => hasMatch(i, pool.rule, v), show: v => v.replaceAll("_", " ") },
  client: { name: "client", test: (i, v) => pool.client[i] === v, show: v => v || "client not given" },
  hour: { name: "hour", test: (i, v) => hourOf(i) === v, show: v => `${WEEKDAYS[Math.floor(v / 24)]}, ${v % 24} h` },
};
let chips = [];
let query = "";

function hasMatch(i, column, value) {
  for (let k = pool.first[i]; k < pool.first[i + 1]; k++) {
    if ((state.target === EVERYTHING || pool.target[k] === state.target) && column[k] === value) return true;
  }
  return false;
}

/** Hour of the week in the time chosen, from Monday. */
function hourOf(i) {
  const hours = Math.floor(pool.time[i] / (60 * MINUTE) + Number(state.zone));
  return ((hours + 72) % 168 + 168) % 168;
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

/** Numbers of the tweets, in order of time. */
function matchingTweets() {
  if (!pool) return [];
  const tag = byId("show-tag").checked, candidate = byId("show-candidate").checked, words = queryWords();
  if (words.length) foldSome(pool.n);
  const found = [], once = data.datasets.length > 1 && state.release < 0 ? new Set() : null;
  for (let i = 0; i < pool.n; i++) {
    if (state.release >= 0 && pool.release[i] !== state.release) continue;
    if (!kindAllows(pool.rt[i])) continue;
    if (state.language >= 0 && pool.languageIndex[i] !== state.language) continue;
    if (state.week >= 0 && pool.week[i] !== state.week) continue;
    const decision = decisionOf(i);
    if (decision < 0 || !(decision === 1 ? tag : candidate)) continue;
    if (!chips.every(c => CHIPS[c.kind].test(i, c.value))) continue;
    if (!words.every(w => pool.folded[i].includes(w))) continue;
    // The same tweet of two releases is shown once.
    if (once) {
      if (once.has(pool.id[i])) continue;
      once.add(pool.id[i]);
    }
    found.push(i);
  }
  return found;
}

/** Adds a chip, or takes it off if it is there; leads to the tweets. */
function toggleChip(kind, value) {
  if (!pool || value === undefined) return;
  const at = chips.findIndex(c => c.kind === kind && c.value === value);
  if (at >= 0) chips.splice(at, 1);
  else chips = [...chips.filter(c => c.kind !== kind || (kind !== "account" && kind !== "hour" && kind !== "client")), { kind, value }];
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
  byId("facets").replaceChildren(...Object.entries(counts).filter(([, map]) => map.size > 1).map(([kind, map]) => el("div", { class: "facet" }, el("span", { class: "small" }, CHIPS[kind].name + "s: "),
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
    const value = kind === "account" ? pool.accountOf.get(wanted.replace(" ", "\n")) : kind === "hour" ? Number(wanted) : wanted;
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
