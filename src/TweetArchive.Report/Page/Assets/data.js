// The data of the page, what is chosen, and the sums that follow from both.

const data = JSON.parse(byId("data").textContent);
const DAY = 86400000;
const firstWeek = Date.parse(data.first_week + "T00:00:00Z");
const weekStart = week => firstWeek + 7 * DAY * week;
const isoDate = time => new Date(time).toISOString().slice(0, 10);
const LANGUAGES = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/** A code of a language as Twitter gave it, with its name: "Persian (fa)". */
function languageLabel(code) {
  if (!code) return "";
  if (code === "und") return "undetermined (und)";
  let name;
  try { name = LANGUAGES.of(OLD_CODES[code] ?? code); } catch { name = undefined; }
  return name ? `${name} (${code})` : code;
}

const languageName = index => data.languages[index] === "" ? "not given" : data.other_languages && index === data.languages.length - 1 ? "other" : languageLabel(data.languages[index]);
const EVERYTHING = -1;

/** The time that most of the releases' stated origin keep; Tehran's where it is not known. */
function firstZone() {
  const zones = [["Iran", "3.5"], ["Thailand", "7"], ["China", "8"], ["Russia", "3"], ["Turkey", "3"], ["Saudi", "3"], ["Venezuela", "-4"], ["Ecuador", "-5"], ["Bangladesh", "6"], ["Spain", "1"], ["Indonesia", "7"], ["Cuba", "-5"]];
  return zones.find(([origin]) => data.release_origins[0]?.includes(origin))?.[1] ?? "3.5";
}

const byTag = data.targets.map((_, i) => i).sort((a, b) => data.targets[b].tag - data.targets[a].tag || data.targets[b].candidate - data.targets[a].candidate || a - b);
const state = { target: byTag[0] ?? EVERYTHING, language: -1, kind: "all", week: -1, release: -1, zone: firstZone() };

/** Whether a target was searched for in a release: where it was not, nothing is known of it there, and its figures are blank, not 0. */
const askedIn = (target, release) => target === EVERYTHING || data.targets[target].asked.includes(release);
const isAsked = (target = state.target) => state.release < 0 || askedIn(target, state.release);
const NOT_ASKED = "not searched for in this release";
const targetId = () => state.target === EVERYTHING ? "*" : data.targets[state.target].id;
const releaseAllows = release => state.release < 0 || release === state.release;
/** Whether figures of the target chosen are of this release: a share is one of the tweets that were searched for it. */
const counts = release => releaseAllows(release) && askedIn(state.target, release);
const releaseName = dataset => data.release_names[data.datasets.indexOf(dataset)] ?? dataset;
/** The rows of a table of the page for the release chosen, or for all. */
const ofRelease = name => (state.release >= 0 && data[name + "_by_release"][state.release]) || data[name];
const targetName = () => (state.target === EVERYTHING ? "all tweets of the dataset" : data.targets[state.target].name) + (state.release >= 0 ? ` · ${data.release_names[state.release]}` : "");
/** What the tweets counted are: those that mention the target chosen, or all. */
const tweetsOf = () => state.target === EVERYTHING ? targetName() : `tweets that mention ${targetName()}`;
const nounOf = () => state.target === EVERYTHING ? "tweets" : "mentions";
const seriesName = kind => state.target === EVERYTHING ? kind : `mentions, ${kind}`;
/** What figures are of that no target narrows. */
const wholeName = () => "the whole dataset" + (state.release >= 0 ? ` · ${data.release_names[state.release]}` : "");
const kindAllows = retweet => state.kind === "all" || (state.kind === "retweets") === (retweet === 1);

/** The 95 % Wilson interval of k of n. */
function wilson(k, n) {
  const z = 1.959963984540054, p = k / n, z2 = z * z;
  const middle = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = z / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  return [k === 0 ? 0 : middle - half, k === n ? 1 : middle + half];
}

/** For each week: originals and retweets decided tag, candidates, and all tweets, of the language and kind chosen. */
function weeklySeries() {
  const zeros = () => new Array(data.weeks).fill(0);
  const series = { originals: zeros(), retweets: zeros(), candidates: zeros(), all: zeros() };
  const t = data.totals, m = data.mentions;
  for (let i = 0; i < t.week.length; i++) {
    if ((state.language >= 0 && t.language[i] !== state.language) || !kindAllows(t.retweet[i]) || !counts(t.release[i])) continue;
    series.all[t.week[i]] += t.tweets[i];
    if (state.target === EVERYTHING) series[t.retweet[i] ? "retweets" : "originals"][t.week[i]] += t.tweets[i];
  }
  for (let i = 0; i < m.week.length; i++) {
    if (m.target[i] !== state.target || (state.language >= 0 && m.language[i] !== state.language) || !kindAllows(m.retweet[i]) || !counts(m.release[i])) continue;
    series[m.tag[i] ? (m.retweet[i] ? "retweets" : "originals") : "candidates"][m.week[i]] += m.tweets[i];
  }
  return series;
}

/** For each language: the same sums over all weeks, or over the week chosen. */
function languageSeries() {
  const rows = data.languages.map((_, language) => ({ language, originals: 0, retweets: 0, candidates: 0, all: 0 }));
  const t = data.totals, m = data.mentions;
  const weekAllows = week => state.week < 0 || week === state.week;
  for (let i = 0; i < t.week.length; i++) {
    if (!weekAllows(t.week[i]) || !kindAllows(t.retweet[i]) || !counts(t.release[i])) continue;
    rows[t.language[i]].all += t.tweets[i];
    if (state.target === EVERYTHING) rows[t.language[i]][t.retweet[i] ? "retweets" : "originals"] += t.tweets[i];
  }
  for (let i = 0; i < m.week.length; i++) {
    if (m.target[i] !== state.target || !weekAllows(m.week[i]) || !kindAllows(m.retweet[i]) || !counts(m.release[i])) continue;
    rows[m.language[i]][m.tag[i] ? (m.retweet[i] ? "retweets" : "originals") : "candidates"] += m.tweets[i];
  }
  return rows;
}

/** Mentions of each target in the release chosen, or in all; null where it was not searched for. */
function targetTotals() {
  if (state.release < 0) return data.targets;
  const totals = data.targets.map((t, i) => ({ ...t, ...(isAsked(i) ? { tag: 0, retweets: 0, candidate: 0 } : { tag: null, retweets: null, candidate: null }) })), m = data.mentions;
  for (let i = 0; i < m.week.length; i++) {
    if (m.release[i] !== state.release) continue;
    const total = totals[m.target[i]];
    if (!m.tag[i]) total.candidate += m.tweets[i];
    else {
      total.tag += m.tweets[i];
      if (m.retweet[i]) total.retweets += m.tweets[i];
    }
  }
  return totals;
}

/** How an account is called: its handle, otherwise its shortened id. */
function accountName(account) {
  return account.screen && account.screen !== account.id ? "@" + account.screen : shortId(account.id);
}

