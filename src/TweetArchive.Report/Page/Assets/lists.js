// Hashtags, domains, clients, accounts.

const LISTS = { hashtags: { what: "hashtags", show: t => "#" + t }, domains: { what: "domains", show: t => t }, clients: { what: "clients", show: t => t || "not given" } };

function drawLists() {
  const c = colours();
  for (const [name, { what, show }] of Object.entries(LISTS)) {
    const { n, rows } = ofRelease(name)[targetId()] ?? { n: 0, rows: [] };
    const several = data.datasets.length > 1 && state.release < 0;
    // A separate line, or the release would be cut off where it tells two bars apart.
    const label = r => show(r[0]) + (several ? "\n" + releaseName(r[4]) : "");
    const shown = rows.slice(0, 15);
    const split = shown.some(r => r[2] !== null);
    const open = i => openFigure({ release: several ? data.datasets.indexOf(rows[i][4]) : state.release, ...WHOLE }, { chip: { kind: name.slice(0, -1), value: rows[i][0] } });
    drawBars(name + "-chart", `Bar chart: ${what} of ${tweetsOf()}. Most: ${shown.slice(0, 3).map(r => `${label(r)} ${number(r[1])}`).join(", ")}.`, shown.map(label),
      split ? [{ name: "originals", colour: c.tag, values: shown.map(r => r[1] - r[2]) }, { name: "retweets", colour: c.retweets, values: shown.map(r => r[2]) }]
        : [{ name: "tweets", colour: c.tag, values: shown.map(r => r[1]) }], open,
      split ? shown.map(r => [`tweets: ${number(r[1])}`]) : []);
    tableBehind(name + "-table", () => table(`${targetName()}: the first ${rows.length} of ${number(n)} ${what}`,
      [what.slice(0, -1), "tweets", ...(split ? ["of these retweets"] : []), "accounts", ...(several ? ["release"] : [])],
      rows.map(r => [show(r[0]), r[1], ...(split ? [r[2]] : []), r[3], ...(several ? [releaseName(r[4])] : [])]),
      (row, column) => column === 1 ? () => open(row) : null));
  }
}

function drawAccounts() {
  const { n, rows } = ofRelease("account_lists")[targetId()] ?? { n: 0, rows: [] };
  const several = data.datasets.length > 1 && state.release < 0;
  const everything = state.target === EVERYTHING;
  byId("accounts-says").textContent = (everything ? `${count(n, "account")} ${n === 1 ? "is" : "are"} known; the table has the ${rows.length} that wrote most.` : `${count(n, "account")} ${n === 1 ? "mentions" : "mention"} this target; the table has the ${rows.length} that ${rows.length === 1 ? "does" : "do"} so most.`)
    + (several ? " Accounts are counted in each release." : "") + " Over all languages and weeks. Profiles are as released.";
  const most = Math.max(1, ...rows.map(r => r[1]));
  byId("accounts-list").replaceChildren(table(`Accounts: ${targetName()}`, ["account", "tweets", "compared", "open", "all its tweets", "followers", "created", "profile language", "from", "to", ...(several ? ["release"] : [])],
    rows.map(([index, tweets, first, last]) => {
      const a = data.accounts[index];
      const bar = el("div", { class: "bar" });
      bar.style.width = Math.max(2, 90 * tweets / most) + "px";
      const hashed = a.screen === a.id || a.screen === "";
      const open = opener("tweets", () => openAccount(a, { release: several ? data.datasets.indexOf(a.dataset) : state.release }), "chip");
      const who = el("span", {}, hashed ? idLabel(a.id) : el("span", {}, el("bdi", {}, ...released(a.name)), " ", el("bdi", { class: "code" }, ...released("@" + a.screen))));
      return [who, tweets, bar, open, a.tweets, a.followers, a.created, languageLabel(a.language), first, last, ...(several ? [releaseName(a.dataset)] : [])];
    })));
}
