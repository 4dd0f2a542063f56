// Taking out: each chart as its table (CSV), as a picture (SVG, PNG), as a link; the citation; one target on paper. All made here, nothing is sent.

/** The text of a cell, with ids whole that are shortened on the screen. */
function wholeText(node) {
  if (node.whole) return node.whole;
  return node.childNodes.length > 0 ? [...node.childNodes].map(wholeText).join("") : node.textContent;
}

/** RFC 4180; a cell that a spreadsheet would take for a formula is kept from being one. */
function csv(rows) {
  const text = value => value === null || value === undefined ? "" : value instanceof Node ? wholeText(value) : String(value);
  const quoted = value => {
    const cell = typeof value === "number" ? String(value) : text(value).replace(/^[=+\-@\t]/, "'$&");
    return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
  return "\uFEFF" + rows.map(r => r.map(quoted).join(",")).join("\r\n") + "\r\n";
}

/** Charts that no target narrows, and those that follow language and kind. */
const OF_ALL = ["targets", "creation", "mention_edges", "retweet_edges"], BY_LANGUAGE = ["weekly", "languages"];

/** What is in the file: release, chart, target, and what else narrows it: "thailand_202010-weekly-future_forward-th-originals.csv". */
function fileName(box, ending) {
  const chart = box.id.replace(/-chart$/, ""), releases = state.release >= 0 ? [data.datasets[state.release]] : data.datasets;
  const parts = [releases.length <= 2 ? releases.join("+") : `${releases.length}_releases`, chart];
  if (!OF_ALL.includes(chart)) parts.push(state.target === EVERYTHING ? "all_tweets" : targetId());
  if (chart === "weekly" && state.language >= 0) parts.push(data.languages[state.language] || "no_language");
  if (BY_LANGUAGE.includes(chart) && state.kind !== "all") parts.push(state.kind);
  if (chart === "languages" && state.week >= 0) parts.push(isoDate(weekStart(state.week)));
  if (chart === "hours") parts.push(zoneOffset().replace(":", ""));
  return parts.join("-").replace(/[^\p{L}\p{N}_+-]+/gu, "_") + ending;
}

/** What a picture is of, as a line above it: it has no page around it. */
function pictureTitle(box) {
  const heading = (box.closest("figure").querySelector("h3") ?? box.closest("section").querySelector("h2")).textContent.replace(/: .*/, "");
  const chart = box.id.replace(/-chart$/, "");
  const parts = [heading, OF_ALL.includes(chart) ? wholeName() : targetName()];
  if (chart === "weekly" && state.language >= 0) parts.push(languageName(state.language));
  if (BY_LANGUAGE.includes(chart) && state.kind !== "all") parts.push(`${state.kind} only`);
  if (chart === "weekly") {
    const span = data.weeks * 7 * DAY, [from, to] = [zoom.start, zoom.end].map(part => firstWeek + part / 100 * span);
    parts.push(`${isoDate(from)} to ${isoDate(to - DAY)}`);
  }
  if (chart === "hours") parts.push(ZONES.find(z => z[0] === state.zone)[1]);
  return parts.join(" · ");
}

/** Draws as on paper, light and without what only moves the chart, for as long as an action takes. */
function asOnPaper(box, action) {
  const dark = document.documentElement.dataset.theme === "dark";
  if (dark) { setTheme("light"); drawAll(); }
  drawWaiting(box.id);
  const chart = charts.get(box.id), slider = show => {
    if (box.id === "weekly-chart") chart.setOption({ dataZoom: [{}, { show }] });
    chart.getZr().flush();
  };
  slider(false);
  try {
    return action();
  } finally {
    slider(true);
    if (dark) { setTheme("dark"); drawAll(); }
  }
}

const pictureOf = box => asOnPaper(box, () => drawnPicture(box));

/** The chart as a self-contained picture: with its background, a line that says what it is of, and a title for those who do not see it. */
function drawnPicture(box) {
  const drawn = box.querySelector("svg");
  const svg = drawn.cloneNode(true);
  const above = 26, width = drawn.clientWidth || box.clientWidth, height = (drawn.clientHeight || box.clientHeight) + above;
  for (const [key, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` })) svg.setAttribute(key, value);
  svg.removeAttribute("style");
  const background = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [key, value] of Object.entries({ width: "100%", height: "100%", fill: colours().card })) background.setAttribute(key, value);
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.textContent = box.getAttribute("aria-label");
  const says = document.createElementNS("http://www.w3.org/2000/svg", "text"), moved = document.createElementNS("http://www.w3.org/2000/svg", "g");
  for (const [key, value] of Object.entries({ x: 8, y: 17, "font-size": 13, "font-weight": "bold", "font-family": getComputedStyle(document.body).fontFamily, fill: colours().text })) says.setAttribute(key, value);
  says.textContent = pictureTitle(box);
  moved.setAttribute("transform", `translate(0 ${above})`);
  moved.append(...svg.childNodes);
  svg.append(title, background, says, moved);
  return { text: '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(svg), width, height };
}

function saveSvg(box) {
  saveFile(fileName(box, ".svg"), "image/svg+xml", pictureOf(box).text);
}

function savePng(box) {
  const { text, width, height } = pictureOf(box);
  const image = new Image();
  image.onload = () => {
    const canvas = el("canvas", { width: 2 * width, height: 2 * height });
    const pen = canvas.getContext("2d");
    pen.scale(2, 2);
    pen.drawImage(image, 0, 0, width, height);
    canvas.toBlob(blob => saveFile(fileName(box, ".png"), "image/png", blob));
  };
  image.onerror = () => { byId("announce").textContent = "This browser could not make a picture of the chart; SVG works."; };
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
}

/** The table of a chart; the id of its details element is the chart's with another ending. */
const tableOf = box => byId(box.id.replace(/-chart$/, "-table"))?.table?.();

function saveCsv(box) {
  const made = box.id === "targets-chart" ? targetsTable() : tableOf(box);
  saveFile(fileName(box, ".csv"), "text/csv;charset=utf-8", csv(made.raw));
}

function targetsTable() {
  const totals = targetTotals();
  return table("Targets", ["target_id", "target", "mentions", "of these retweets", "possible mentions only"], byTag.map(i => [totals[i].id, totals[i].name, totals[i].tag, totals[i].retweets, totals[i].candidate]));
}

/** Copies, or where the browser does not let it, shows the text to be copied by hand. */
async function copyText(text, says) {
  try {
    await navigator.clipboard.writeText(text);
    byId("announce").textContent = says;
    byId("copied").hidden = false;
    byId("copied").textContent = says;
    setTimeout(() => { byId("copied").hidden = true; }, 2500);
  } catch {
    byId("copy-box").hidden = false;
    byId("copy-text").value = text;
    byId("copy-text").select();
  }
}

function copyLink(box) {
  writeAddress();
  const anchor = box ? box.closest("section")?.id : "";
  copyText(location.href + (anchor ? `&at=${anchor}` : ""), "The link to this view is copied.");
}

function addExports(box) {
  const one = (name, says, action) => {
    const button = el("button", { type: "button", class: "export", "aria-label": `${name}: ${says}` }, name);
    button.addEventListener("click", () => action(box));
    return button;
  };
  box.after(el("div", { class: "exports", role: "group", "aria-label": "Take this chart out" }, one("CSV", "the figures of this chart", saveCsv), one("SVG", "this chart as a drawing", saveSvg),
    one("PNG", "this chart as a picture", savePng), one("link", "copy a link to this view", copyLink)));
}

/** Today, where the page is looked at: what is online or passed on is cited with the day on which it was seen. */
function citations() {
  const c = data.citation, today = isoDate(Date.now());
  const note = `Lexicon SHA-256 ${c.lexicon}; inputs SHA-256 ${c.inputs.join(", ")}${c.estimates.map(e => ". " + e.replace(/\.$/, "")).join("")}`;
  // Braces and backslashes mean something to BibTeX.
  const tex = text => text.replace(/[\\{}]/g, "").replace(/[&%$#_]/g, "\\$&");
  return {
    bibtex: `@misc{tweetarchive-${c.key},\n  author = {{The TweetArchive developers}},\n  title = {{${tex(c.title)}}},\n  howpublished = {Report made by TweetArchive ${tex(c.version)}},\n  year = {${today.slice(0, 4)}},\n  urldate = {${today}},\n  note = {${tex(note)}}\n}`,
    apa: `The TweetArchive developers. (${today.slice(0, 4)}). ${c.title} (Version ${c.version}) [Report of a dataset]. ${note}. Seen on ${today}.`,
  };
}

function initTakingOut() {
  byId("bibtex").addEventListener("click", () => copyText(citations().bibtex, "BibTeX is copied."));
  byId("apa").addEventListener("click", () => copyText(citations().apa, "The citation is copied."));
  byId("bibtex-text").textContent = citations().bibtex;
  byId("apa-text").textContent = citations().apa;
  byId("print-target").addEventListener("click", () => {
    document.body.classList.add("one-target");
    print();
  });
  addEventListener("afterprint", () => document.body.classList.remove("one-target"));
  byId("copy-close").addEventListener("click", () => { byId("copy-box").hidden = true; });
  const section = new URLSearchParams(location.hash.slice(1)).get("at");
  if (section && byId(section)) requestAnimationFrame(() => byId(section).scrollIntoView());
}
