// Taking out: each chart as its table (CSV), as a picture (SVG, PNG), as a link; the citation; one target on paper. All made here, nothing is sent.

/** RFC 4180; a cell that a spreadsheet would take for a formula is kept from being one. */
function csv(rows) {
  const text = value => value === null || value === undefined ? "" : value instanceof Node ? value.textContent : String(value);
  const quoted = value => {
    const cell = typeof value === "number" ? String(value) : text(value).replace(/^[=+\-@\t]/, "'$&");
    return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
  return "\uFEFF" + rows.map(r => r.map(quoted).join(",")).join("\r\n") + "\r\n";
}

function fileName(box, ending) {
  return [box.id.replace(/-chart$/, ""), targetId().replace("*", "all"), ...(state.release >= 0 ? [data.datasets[state.release]] : [])].join("-").replace(/[^\w-]+/g, "_") + ending;
}

/** The chart as a self-contained picture: with its background, and a title for those who do not see it. */
function pictureOf(box) {
  drawWaiting(box.id);
  const drawn = box.querySelector("svg");
  const svg = drawn.cloneNode(true);
  const width = drawn.clientWidth || box.clientWidth, height = drawn.clientHeight || box.clientHeight;
  for (const [key, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` })) svg.setAttribute(key, value);
  svg.removeAttribute("style");
  const background = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [key, value] of Object.entries({ width: "100%", height: "100%", fill: colours().card })) background.setAttribute(key, value);
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.textContent = box.getAttribute("aria-label");
  svg.prepend(title, background);
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
  const note = `Lexicon SHA-256 ${c.lexicon}; inputs SHA-256 ${c.inputs.join(", ")}`;
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
