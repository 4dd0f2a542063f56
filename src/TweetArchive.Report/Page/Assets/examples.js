// Tweets behind the figures.

const PAGE = 9;
let shownExamples = PAGE;

function matchingExamples() {
  const tag = byId("show-tag").checked, candidate = byId("show-candidate").checked;
  return data.examples.filter(x => {
    if (!kindAllows(x.rt)) return false;
    if (state.language >= 0) {
      const index = data.languages.indexOf(x.l);
      if ((index >= 0 ? index : data.languages.length - 1) !== state.language) return false;
    }
    if (state.week >= 0 && Math.floor((x.day * DAY - firstWeek) / (7 * DAY)) !== state.week) return false;
    const own = x.m.filter(m => state.target === EVERYTHING || m[0] === state.target);
    const tagged = own.some(m => m[1] === 1);
    return own.length > 0 && ((tag && tagged) || (candidate && !tagged));
  });
}

function evidence(x) {
  return x.m.filter(m => state.target === EVERYTHING || m[0] === state.target).slice(0, 6).map(([target, tag, alias, rule, field, text]) =>
    el("div", {}, el("span", { class: "kind" }, tag ? "tag" : "candidate"), " ", state.target === EVERYTHING ? data.targets[target].name + ": " : "",
      `Found in the ${field.replace("_", " ")}: `, el("bdi", {}, ...released(text || alias)), " · alias ", el("bdi", {}, alias), ` · rule ${rule}`));
}

function exampleItem(x) {
  const account = data.accounts[x.a];
  const hashed = account.screen === account.id || account.screen === "";
  const text = tweetText(x.x, x.l);
  return el("li", {},
    el("header", {}, `${x.t} UTC · `, hashed ? idLabel(account.id) : el("bdi", {}, ...released(`${account.name} @${account.screen}`)), ` · ${x.l || "language not given"}`, x.rt ? " · retweet" : ""),
    text,
    el("footer", {}, ...evidence(x), el("div", { class: "code" }, `tweet ${x.id} · ${x.s}, record ${number(x.r)}`)));
}

function drawExamples() {
  const list = matchingExamples();
  const week = state.week >= 0 ? ` in the week from ${isoDate(weekStart(state.week))}` : "";
  byId("examples-says").textContent = data.tweets_mode === "none" || data.examples.length === 0
    ? "The dataset holds no tweets in full (run with --tweets tagged or all to see them here)."
    : `${number(list.length)} examples${week}, of at most three a week, chosen by a fixed hash of their ids. Marked: the words that matched, of this target and others. All are in mentions.parquet and tweets/.`
      + (week && list.length === 0 ? " None was drawn from this week: choose another one, or look there." : "");
  byId("examples-list").replaceChildren(...list.slice(0, shownExamples).map(exampleItem));
  byId("examples-more").hidden = list.length <= shownExamples;
}

function initExamples() {
  for (const id of ["show-tag", "show-candidate"]) byId(id).addEventListener("change", () => { shownExamples = PAGE; drawExamples(); });
  byId("examples-more").addEventListener("click", () => {
    const before = shownExamples;
    shownExamples += 3 * PAGE;
    drawExamples();
    byId("examples-list").children[before]?.querySelector("button, p")?.focus();
  });
}
