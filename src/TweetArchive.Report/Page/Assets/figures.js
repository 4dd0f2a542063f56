// Figures that are of certain tweets and have no column of them: links of the networks, copied texts, themes, pairs and groups of accounts,
// look-alikes, names of targets. They have numbers, and each tweet of the page has the numbers of those that count it.

/** What a row of an analysis is called where its tweets are shown, and how many the dataset has; null where its table does not say. */
const ROWS = {
  narrative_clusters: r => [`copies of “${clip(String(r.example_text ?? ""), 40)}”`, r.tweets],
  narrative_themes: r => [`theme ${clip(String(r.terms ?? ""), 40)}`, r.tweets],
  coordination_components: r => [`a group of ${count(r.accounts, "account")}, ${words(r.method)}`, null],
  coordination_edges: r => [`${shortId(String(r.account_a))} and ${shortId(String(r.account_b))}, ${words(r.method)}`, null],
  lookalikes: r => [`tweets of the account called ${clip(String(r.found), 40)}`, r.tweets],
  label_used: r => [`${data.targets.find(t => t.id === r.target_id)?.name ?? r.target_id} by ${words(r.polarity)} names${r.tweet_language ? ", " + languageLabel(r.tweet_language) : ""}, ${r.is_retweet ? "retweets" : "no retweets"}`, r.tweets],
};

let figuresByNumber = null;

/** By number: what it is called, its tweets in the dataset, its release, and its name in an address. */
function figures() {
  if (figuresByNumber) return figuresByNumber;
  figuresByNumber = new Map();
  const add = (number, says, tweets, dataset, address) => figuresByNumber.set(number, { says, tweets, release: data.datasets.indexOf(dataset), address: address.join(" ") });
  for (const [name, { verb }] of Object.entries(NETWORKS)) {
    for (const net of [data[name], ...data[name + "_by_release"]]) {
      for (const [from, to, tweets, figure] of net.edges) {
        const dataset = data.accounts[net.nodes[from]]?.dataset;
        add(figure, `${nodeName(net.nodes[from])} ${verb} ${nodeName(net.nodes[to])}`, tweets, dataset, [name, dataset, nodeId(net.nodes[from]), nodeId(net.nodes[to])]);
      }
    }
  }
  for (const t of data.analysis) t.figures.forEach((figure, i) => add(figure, ...ROWS[t.name](named(t, t.rows[i])), t.releases[i], [t.name, t.releases[i], t.keys[i]]));
  return figuresByNumber;
}

/** A row by the names of its columns. */
const named = (t, row) => Object.fromEntries(t.columns.map((c, i) => [c, row[i]]));

const nodeId = node => typeof node === "number" ? data.accounts[node].id : node;

/** Where several releases are in the page, the one that a row is of; otherwise none needs to be chosen. */
const releaseOf = dataset => data.datasets.length > 1 ? data.datasets.indexOf(dataset) : -1;

function openNumbered(figure) {
  openFigure({ ...WHOLE, target: EVERYTHING, release: data.datasets.length > 1 ? figures().get(figure).release : -1 }, { chip: { kind: "of", value: figure } });
}

/** An account with its profile and its tweets; it may have none in the page. */
function openAccount(account, change) {
  if (pool) openFigure({ ...WHOLE, ...change }, { chip: { kind: "account", value: pool.accountOf.get(account.dataset + "\n" + account.id) } });
}

/** What leads from a row of an analysis to its tweets; null where it is of none, or of what the page cannot tell. */
function rowAction(t, i) {
  const r = named(t, t.rows[i]), release = releaseOf(t.releases[i]), all = { ...WHOLE, target: EVERYTHING, release };
  if (t.name === "lookalikes" && r.kind === "domain") return () => openFigure(all, { chip: { kind: "domain", value: r.found.replaceAll(".", "[.]") } });
  if (t.figures.length > 0) return () => openNumbered(t.figures[i]);
  if (t.name === "spikes") {
    const target = data.targets.findIndex(one => one.id === r.target_id);
    return target < 0 ? null : () => openFigure({ ...WHOLE, target, release, week: r.period === "week" ? weekOf(r.period_start) : -1 }, { chip: r.period === "week" ? null : { kind: "day", value: r.period_start } });
  }
  if (t.name === "account_bursts") return () => openFigure(all, { chip: { kind: r.period === "week" ? "created" : "born", value: r.period_start } });
  return null;
}
