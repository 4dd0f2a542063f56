// Controls, and what is drawn again when one changes.

function drawAll() {
  document.querySelectorAll(".whole-name").forEach(n => n.replaceChildren(...released(wholeName())));
  document.body.classList.toggle("not-asked", !isAsked());
  drawAsked();
  document.querySelectorAll(".target-name").forEach(n => n.replaceChildren(...released(targetName())));
  byId("target").value = targetId();
  byId("language").value = String(state.language);
  byId("kind").value = state.kind;
  byId("release").value = String(state.release);
  const off = byId("week-off");
  off.hidden = state.week < 0;
  off.textContent = state.week < 0 ? "" : `Week from ${isoDate(weekStart(state.week))} ✕`;
  off.setAttribute("aria-label", "Show all weeks again");
  for (const draw of [drawFindings, drawTargets, drawWeekly, drawExamples, drawLanguages, drawHours, drawLists, drawAccounts, drawCreation, drawNetworks, drawEvents, drawAnalysis]) draw();
  writeAddress();
}

/** Changes what is shown. */
function choose(change) {
  Object.assign(state, change);
  shownExamples = PAGE;
  drawAll();
  announce();
}

/** Of which releases the figures of the target are, where there are several. */
function drawAsked() {
  const box = byId("asked"), all = data.datasets.length, asked = state.target === EVERYTHING ? all : data.targets[state.target].asked.length;
  box.hidden = isAsked() && (state.release >= 0 || asked === all);
  box.classList.toggle("warn", !isAsked());
  box.textContent = box.hidden ? "" : !isAsked() ? `${targetName()}: ${NOT_ASKED}. Nothing is known of it there, so its figures are blank, which is not 0.`
    : `${targetName()} was searched for in ${asked} of ${all} releases (${data.targets[state.target].asked.map(r => data.release_names[r]).join("; ")}); its figures and shares are of these.`;
  const totals = targetTotals();
  for (const option of byId("target").options) {
    const i = data.targets.findIndex(t => t.id === option.value);
    if (i >= 0) option.textContent = `${data.targets[i].name} (${isAsked(i) ? number(totals[i].tag) : NOT_ASKED})`;
  }
}

/** Says to those who cannot see it what has changed. */
function announce() {
  if (!isAsked()) {
    byId("announce").textContent = `${targetName()}: ${NOT_ASKED}`;
    return;
  }
  const s = weeklySeries(), sum = values => values.reduce((a, b) => a + b, 0);
  const inWeek = state.week < 0 ? null : s.originals[state.week] + s.retweets[state.week];
  byId("announce").textContent = `${targetName()}: ${inWeek === null ? count(sum(s.originals) + sum(s.retweets), nounOf().slice(0, -1)) : `${count(inWeek, nounOf().slice(0, -1))} in the week from ${isoDate(weekStart(state.week))}`}`
    + (state.language >= 0 ? `, ${languageName(state.language)}` : "") + (state.kind === "all" ? "" : `, ${state.kind} only`);
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  const button = byId("theme");
  button.setAttribute("aria-pressed", String(theme === "dark"));
  button.textContent = theme === "dark" ? "Light" : "Dark";
}

function start() {
  initHours();
  setTheme(readAddress(location.hash.slice(1)).get("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  byId("target").append(el("option", { value: "*" }, "all tweets of the dataset"), ...byTag.map(i => el("option", { value: data.targets[i].id }, `${data.targets[i].name} (${number(data.targets[i].tag)})`)));
  byId("language").append(el("option", { value: "-1" }, "all languages"), ...data.languages.map((_, i) => el("option", { value: String(i) }, languageName(i))));
  byId("release").append(el("option", { value: "-1" }, "all releases"), ...data.release_names.map((name, i) => el("option", { value: String(i) }, name)));
  byId("release-label").hidden = data.datasets.length < 2;
  byId("release").addEventListener("change", e => choose({ release: Number(e.target.value) }));
  byId("target").addEventListener("change", e => choose({ target: data.targets.findIndex(t => t.id === e.target.value) }));
  byId("language").addEventListener("change", e => choose({ language: Number(e.target.value) }));
  byId("kind").addEventListener("change", e => choose({ kind: e.target.value }));
  byId("week-off").addEventListener("click", () => { choose({ week: -1 }); byId("target").focus(); });
  byId("controls").addEventListener("submit", e => e.preventDefault());
  byId("edges").addEventListener("input", drawNetworks);
  byId("theme").addEventListener("click", () => { setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"); drawAll(); });
  // On paper: light, whatever the screen is.
  let onScreen = null;
  addEventListener("beforeprint", () => { onScreen = document.documentElement.dataset.theme; if (onScreen === "dark") { setTheme("light"); drawAll(); } drawAllWaiting(); });
  addEventListener("afterprint", () => { if (onScreen === "dark") { setTheme("dark"); drawAll(); } });
  initWeekly();
  initExamples();
  initSearch();
  initTakingOut();
  initAddress();
  drawAll();
  document.documentElement.dataset.ready = "yes";
  loadTweets().then(() => {
    readSearch(wantedSearch);
    refreshTweets();
    document.documentElement.dataset.tweets = "yes";
  });
}

start();
