// An account opened: its profile as released, its weeks, and below it its tweets.

function drawAccountView(found) {
  const box = byId("account-view");
  const chip = chips.find(c => c.kind === "account");
  box.hidden = !chip;
  if (!chip) { box.replaceChildren(); return; }
  const a = pool.accounts[chip.value];
  const facts = [
    ["id", idLabel(a.id)], ["location", a.location], ["profile language", languageLabel(a.language)], ["created", a.created], ["followers", a.followers === null ? "" : number(a.followers)], ["following", a.following === null ? "" : number(a.following)],
    ["tweets in the release", number(a.tweets)], ["of these with a mention", number(a.tagged)], ["release", a.dataset],
  ].filter(([, value]) => value !== "" && value !== null);
  const hashed = a.screen === a.id || a.screen === "";
  box.replaceChildren(
    el("h3", {}, "Account ", hashed ? idLabel(a.id) : el("bdi", {}, ...released(`${a.name} @${a.screen}`))),
    ...(a.description ? [el("p", { dir: direction(a.description) }, ...released(a.description))] : []),
    el("dl", {}, ...facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
    weeksOf(found, pool.all ? "its tweets by week that match what is chosen" : "the examples of it by week"));
}

/** A small chart of tweets by week, as bars. */
function weeksOf(found, says) {
  const counts = new Array(data.weeks).fill(0);
  for (const i of found) if (counts[pool.week[i]] !== undefined) counts[pool.week[i]]++;
  const first = counts.findIndex(n => n > 0), last = counts.findLastIndex(n => n > 0);
  if (first < 0) return el("p", { class: "small" }, "No tweet of it matches what is chosen.");
  const span = Math.max(1, last - first + 1), most = Math.max(...counts);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [key, value] of Object.entries({ viewBox: `0 0 ${span * 4} 40`, preserveAspectRatio: "none", class: "weeks", role: "img",
    "aria-label": `${says}: from ${isoDate(weekStart(first))} to ${isoDate(weekStart(last))}, at most ${number(most)} a week` })) svg.setAttribute(key, value);
  for (let w = first; w <= last; w++) {
    if (!counts[w]) continue;
    const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const height = 38 * counts[w] / most;
    for (const [key, value] of Object.entries({ x: (w - first) * 4, y: 40 - height, width: 3.2, height })) bar.setAttribute(key, value);
    svg.append(bar);
  }
  return el("figure", {}, svg, el("figcaption", {}, `${says}: ${isoDate(weekStart(first))} to ${isoDate(weekStart(last))}, at most ${number(most)} a week`));
}
