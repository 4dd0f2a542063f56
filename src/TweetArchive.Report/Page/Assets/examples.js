// Tweets behind the figures.

const PAGE = 9;
let shownExamples = PAGE;

function evidence(i) {
  const lines = [];
  for (let k = pool.first[i]; k < pool.first[i + 1] && lines.length < 6; k++) {
    if (state.target !== EVERYTHING && pool.target[k] !== state.target) continue;
    lines.push(el("div", {}, el("span", { class: "kind" }, pool.tag[k] ? "mention" : "possible mention"), " ", state.target === EVERYTHING ? data.targets[pool.target[k]].name + ": " : "",
      `Found in the ${pool.field[k].replaceAll("_", " ")} · alias `, chipButton("alias", pool.alias[k]), " · rule ", chipButton("rule", pool.rule[k])));
  }
  return lines;
}

/** A value of a tweet that narrows the list to its like. */
function chipButton(kind, value) {
  const button = el("button", { type: "button", class: "hash", title: `Only tweets with this ${CHIPS[kind].name}`, "aria-expanded": "false" }, el("bdi", {}, ...released(CHIPS[kind].show(value))));
  button.addEventListener("click", () => toggleChip(kind, value));
  return button;
}

function exampleItem(i) {
  const account = pool.accounts[pool.account[i]];
  const hashed = account.screen === account.id || account.screen === "";
  const who = el("button", { type: "button", class: hashed ? "hash code" : "hash", title: "Open this account", "aria-expanded": "false" }, el("bdi", {}, ...released(hashed ? shortId(account.id) : `${account.name} @${account.screen}`)));
  who.addEventListener("click", () => toggleChip("account", pool.account[i]));
  return el("li", {},
    el("header", {}, new Date(pool.time[i]).toISOString().slice(0, 16).replace("T", " ") + " UTC · ", who, ` · ${languageLabel(pool.language[i]) || "language not given"}`, pool.rt[i] ? " · retweet" : ""),
    tweetText(pool.pieces(i), pool.language[i]),
    el("footer", {}, ...evidence(i),
      ...(pool.hashtags[i].length + pool.domains[i].length > 0 ? [el("div", {}, ...[...pool.hashtags[i].slice(0, 6).map(h => chipButton("hashtag", h)), ...pool.domains[i].slice(0, 4).map(d => chipButton("domain", d))].flatMap(b => [b, " "]))] : []),
      el("div", { class: "code" }, `tweet ${pool.id[i]} · ${pool.source[i]}, record ${number(pool.record[i])}`)));
}

/** What the figures of the page say of the same choice; null where none does. */
function countedTweets() {
  const everything = state.target === EVERYTHING, tag = everything || byId("show-tag").checked, candidate = !everything && byId("show-candidate").checked;
  if (query.trim() || chips.length > 1) return null;
  if (chips.length === 1) return tag && !candidate && state.week < 0 && state.language < 0 && state.kind === "all" ? CHIPS[chips[0].kind].counted?.(chips[0].value) ?? null : null;
  const s = weeklySeries();
  let sum = 0;
  for (let w = 0; w < data.weeks; w++) {
    if (state.week >= 0 && w !== state.week) continue;
    sum += (tag ? s.originals[w] + s.retweets[w] : 0) + (candidate ? s.candidates[w] : 0);
  }
  return sum;
}

/** How many tweets there are, how many of them the page has, and how many are shown. */
function examplesSentence(found, left, shown, counted, week) {
  if (pool.n === 0 || (pool.base === 0 && !ofFigure())) return "The dataset holds no tweets in full (run with --tweets tagged or all to see them here).";
  const everything = state.target === EVERYTHING;
  const twice = left > 0 ? ` ${number(left)} of them ${left === 1 ? "is" : "are"} there in another release, too, and shown once.` : "";
  const part = pool.found > pool.base ? ` The page holds ${number(pool.base)} of ${number(pool.found)} tweets in which a target was found.` : "";
  if (pool.all && !everything) return `${count(found + left, "tweet")}${week}, ${number(shown)} shown.${twice}${part}`;
  const all = counted === null ? "" : `${count(counted, "tweet")}${week} in the dataset; `;
  const here = counted === null ? `${count(found + left, "tweet")}${week} in this page` : `${found === 0 ? "none" : number(found + left)} of them in this page`;
  if (ofFigure()) return `${all}${here}, ${number(shown)} shown: ${pool.all ? "" : "some of "}those in which a target was found, and a few others.${twice}${part}`;
  return pool.all
    ? `${all}${here}, which has only tweets in which a target was found; ${number(shown)} shown.${twice}${part}`
    : `${all}${here}, ${number(shown)} shown: a random sample of those in which a target was found, up to three a week.${twice} The words that matched are highlighted. All are in the dataset; tweetarchive report --all-tweets puts those with a target into the page.`;
}

function drawExamples() {
  drawChips();
  if (!pool) return;
  const { list, left } = matchingTweets();
  const week = state.week >= 0 ? ` in the week from ${isoDate(weekStart(state.week))}` : "";
  const shown = Math.min(shownExamples, list.length), counted = countedTweets();
  byId("examples-says").textContent = examplesSentence(list.length, left, shown, counted, week);
  for (const label of document.querySelectorAll(".decision")) label.hidden = state.target === EVERYTHING;
  byId("examples-list").replaceChildren(...list.slice(0, shownExamples).map(exampleItem));
  byId("examples-more").hidden = list.length <= shownExamples;
  drawAccountView(list);
  clearTimeout(facetTimer);
  facetTimer = setTimeout(() => drawFacets(list), 150);
}

function initExamples() {
  for (const id of ["show-tag", "show-candidate"]) byId(id).addEventListener("change", refreshTweets);
  byId("examples-more").addEventListener("click", () => {
    const before = shownExamples;
    shownExamples += 3 * PAGE;
    drawExamples();
    byId("examples-list").children[before]?.querySelector("button, p")?.focus();
  });
}
