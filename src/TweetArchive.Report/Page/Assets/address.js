// What is chosen is in the page's address, so that a view can be kept, linked to, and gone back to.

/** What waits for the tweets to be unpacked. */
let wantedSearch = null;

const weekOf = day => {
  const week = Math.round((Date.parse(day + "T00:00:00Z") - firstWeek) / (7 * DAY));
  return week >= 0 && week < data.weeks ? week : -1;
};

/** Takes over what an address says; what it does not name is as at the start. */
function readAddress(address) {
  const wanted = new URLSearchParams(address);
  const target = data.targets.findIndex(t => t.id === wanted.get("target"));
  state.target = target >= 0 ? target : wanted.get("target") === "*" ? EVERYTHING : byTag[0] ?? EVERYTHING;
  state.language = data.languages.indexOf(wanted.get("language") ?? "\0");
  state.kind = ["originals", "retweets"].find(k => k === wanted.get("tweets")) ?? "all";
  state.week = weekOf(wanted.get("week"));
  state.release = data.datasets.length > 1 ? data.datasets.indexOf(wanted.get("release") ?? "\0") : -1;
  state.zone = ZONES.find(([value]) => value === wanted.get("zone"))?.[0] ?? firstZone();
  const [from, to] = (wanted.get("zoom") ?? "0-100").split("-").map(Number);
  zoom = from >= 0 && from < to && to <= 100 ? { start: from, end: to } : { start: 0, end: 100 };
  const decisions = wanted.get("found") ?? "mentions";
  byId("show-tag").checked = decisions !== "possible";
  byId("show-candidate").checked = decisions !== "mentions";
  wantedSearch = { q: wanted.get("q") ?? "", only: wanted.getAll("only") };
  return wanted;
}

const chipAddress = chip => `${chip.kind}:${chip.kind === "account" ? pool.accounts[chip.value].dataset + " " + pool.accounts[chip.value].id : chip.kind === "of" ? figures().get(chip.value).address : chip.value}`;

function writeAddress() {
  const address = new URLSearchParams({ target: targetId(), tweets: state.kind });
  if (state.language >= 0) address.set("language", data.languages[state.language]);
  if (state.week >= 0) address.set("week", isoDate(weekStart(state.week)));
  if (state.release >= 0) address.set("release", data.datasets[state.release]);
  if (state.zone !== firstZone()) address.set("zone", state.zone);
  if (zoom.start > 0 || zoom.end < 100) address.set("zoom", `${+zoom.start.toFixed(2)}-${+zoom.end.toFixed(2)}`);
  if (byId("show-candidate").checked) address.set("found", byId("show-tag").checked ? "both" : "possible");
  if (query.trim()) address.set("q", query);
  // Before the tweets are unpacked, what was asked for stays.
  for (const one of pool ? chips.map(chipAddress) : wantedSearch.only) address.append("only", one);
  if (!pool && wantedSearch.q) address.set("q", wantedSearch.q);
  if (document.documentElement.dataset.theme === "dark") address.set("theme", "dark");
  history.replaceState(null, "", "#" + address);
}

/** Shows the view of an address, and the section that it names. */
function goTo(address) {
  const wanted = readAddress(address);
  chips = [];
  query = "";
  if (pool) readSearch(wantedSearch);
  choose({});
  toSection(wanted.get("at") ?? (wantedSearch.only.length > 0 || state.week >= 0 ? "examples" : "weekly"));
}

function toSection(id) {
  const section = byId(id);
  if (!section) return;
  section.scrollIntoView();
  if (!section.hasAttribute("tabindex")) section.setAttribute("tabindex", "-1");
  section.focus({ preventScroll: true });
}

/** Links within the page lead to a section and leave the address, which holds the view, as it is. */
function initAddress() {
  addEventListener("click", e => {
    const link = e.target.closest?.('a[href^="#"]');
    if (!link) return;
    e.preventDefault();
    const to = link.getAttribute("href").slice(1);
    if (to.includes("=")) goTo(to);
    else toSection(to);
  });
  addEventListener("hashchange", () => {
    const to = location.hash.slice(1);
    if (to.includes("=")) goTo(to);
    else { writeAddress(); toSection(to); }
  });
}
