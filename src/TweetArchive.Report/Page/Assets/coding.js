// A sample of tweets to be read by a person: labels by key, kept in the browser, saved and loaded as TSV.

const data = JSON.parse(byId("data").textContent);
const COLUMNS = ["sample", "coder", "dataset", "tweetid", "target_id", "decision", "rule", "language", "stratum_size", "label", "mentions", "note"];
const LABELS = ["yes", "no", "unclear"];
const units = data.units;
const names = new Map(data.targets.map(t => [t.id, t.name]));
const keyOf = unit => `${unit.d}\t${unit.id}\t${unit.g}`;
let labels = new Map();
/** The name under which the labels here are kept. */
let owner = "";
let at = 0;

const storageName = coder => `tweetarchive-coding\n${data.sample}\n${coder}`;

/** A browser may refuse to keep anything; then the file alone is the memory, and the page says so. */
function stored(action) {
  try {
    return action(localStorage);
  } catch {
    warn("This browser does not keep labels for this page. Save them as a file before you close it.");
    return null;
  }
}

function warn(text) {
  byId("warning").hidden = text === "";
  byId("warning").textContent = text;
}

function coder() { return byId("coder").value.trim(); }

function keep() {
  stored(s => {
    s.setItem(storageName(coder()), JSON.stringify([...labels]));
    s.setItem(`tweetarchive-coder\n${data.sample}`, coder());
  });
}

function restore() {
  const text = stored(s => s.getItem(storageName(coder())));
  labels = new Map(text ? JSON.parse(text) : []);
  owner = coder();
}

/** Labels that were given before a name are of who gives it; those of another name stay under that one. */
function rename() {
  const before = owner, given = labels;
  restore();
  warn("");
  if (before === owner || given.size === 0) return;
  if (before === "") {
    labels = new Map([...given, ...labels]);
    stored(s => s.removeItem(storageName("")));
  } else warn(`The ${count(given.size, "label")} of ${before} ${given.size === 1 ? "stays" : "stay"} under that name; enter it again to continue.`);
}

const current = () => units[at];
/** Of a tweet that is read for missed mentions: the targets that may be in it, which are those that were not found. */
const askedOf = unit => data.targets.filter(t => !unit.f?.includes(t.id));
const listed = (items, show) => items.flatMap((item, i) => [i ? ", " : "", ...show(item)]);
const named = id => el("bdi", {}, ...released(names.get(id)));
const labelOf = unit => labels.get(keyOf(unit)) ?? { label: "", mentions: [], note: "" };

/** Changes the current label; one that is empty in every way is none. */
function change(what) {
  const next = { ...labelOf(current()), ...what };
  if (next.label || next.note) labels.set(keyOf(current()), next);
  else labels.delete(keyOf(current()));
  keep();
  draw();
}

function choose(label) {
  const asked = current().g === "" && label === "yes" ? askedOf(current()) : [], open = asked.length > 1;
  change(open ? { label } : { label, mentions: asked.map(t => t.id) });
  if (open) byId("choices").querySelector("input:enabled").focus();
  else move(1);
}

/** Of a tweet that is read for several targets, "yes" alone says of none that it is mentioned. */
const lacksWhom = unit => unit.g === "" && labelOf(unit).label === "yes" && labelOf(unit).mentions.length === 0;

function move(by) {
  if (lacksWhom(current())) {
    warn("Choose whom it mentions, or another answer.");
    byId("choices").querySelector("input:enabled").focus();
    return;
  }
  warn("");
  at = Math.min(units.length - 1, Math.max(0, at + by));
  draw();
  byId("unit").focus({ preventScroll: true });
}

function firstOpen() {
  const open = units.findIndex(u => !labelOf(u).label);
  at = open < 0 ? units.length - 1 : open;
}

function draw() {
  const unit = current(), own = labelOf(unit);
  const done = units.filter(u => labelOf(u).label).length;
  byId("progress").max = units.length;
  byId("progress").value = done;
  byId("status").textContent = `Tweet ${number(at + 1)} of ${number(units.length)} · ${number(done)} labelled` + (own.label ? ` · this one: ${own.label}` : "") + (done === units.length ? " · all done: save the file" : "");
  byId("question").replaceChildren(...(unit.g
    ? ["Does it mention ", el("b", {}, named(unit.g)), "?"]
    : [unit.f ? ["Apart from ", ...listed(unit.f, id => [named(id)]), ", does it mention "] : ["Does it mention "], askedOf(unit).length > 1 ? "any of: " : "", ...listed(askedOf(unit), t => [el("b", {}, named(t.id))]), "?"].flat()));
  const marks = byId("marks").checked;
  byId("text").replaceChildren(unit.x ? tweetText(marks ? unit.x : [unit.x.join("")], unit.l) : el("p", { class: "warn" }, "The tables do not hold this tweet."));
  const elsewhere = marks || !inText(unit) ? unit.m.filter(m => m[1] !== "text") : [];
  byId("found").replaceChildren(...(elsewhere.length ? ["Found outside of the text: ", ...elsewhere.flatMap((m, i) => [i ? ", " : "", el("bdi", {}, ...released(m[0])), ` (${m[1].replaceAll("_", " ")})`])] : []));
  byId("context-words").replaceChildren(...(byId("words").checked && unit.g ? wordsOf(unit) : []));
  byId("about").replaceChildren(...(byId("context").checked ? [`${unit.t} UTC · `, idLabel(unit.a), ` · ${unit.l || "language not given"} · ${unit.d}`] : []));
  for (const label of LABELS) byId(label).setAttribute("aria-pressed", String(own.label === label));
  byId("which").hidden = !(unit.g === "" && own.label === "yes" && askedOf(unit).length > 1);
  for (const box of byId("choices").querySelectorAll("input")) {
    box.checked = own.mentions.includes(box.value);
    box.disabled = unit.f?.includes(box.value) ?? false;
    box.closest("label").hidden = box.disabled;
  }
  byId("note").value = own.note;
}

/** Whether something in the text would be marked. What matched in a link or in the account replied to alone, nobody could see otherwise. */
const inText = unit => (unit.x?.length ?? 0) > 1;

/** Context words speak for this meaning of the name, or against it. */
function wordsOf(unit) {
  const kinds = [["positive", "Context words for this meaning: "], ["negative", "Context words for another meaning: "]];
  const parts = kinds.map(([role, title]) => [title, unit.w.filter(w => w[1] === role)]).filter(([, words]) => words.length);
  return parts.length ? parts.flatMap(([title, words], i) => [i ? ". " : "", title, ...listed(words, w => [el("bdi", {}, ...released(w[0]))])])
    : ["No context word of this name is in it."];
}

/** Cells hold no tab and no line end, so no quoting is needed. */
const cell = text => String(text).replace(/[\t\r\n]+/g, " ");

function toTsv() {
  const rows = units.map(u => {
    const s = data.strata[u.s], own = labelOf(u);
    return [data.sample, coder(), u.d, u.id, u.g, s.decision, s.rule, s.language, s.size, own.label, own.mentions.join(" "), own.note].map(cell).join("\t");
  });
  return [COLUMNS.join("\t"), ...rows].join("\n") + "\n";
}

function fromTsv(text) {
  const [head, ...lines] = text.replace(/^\uFEFF/, "").split(/\r?\n/).filter(l => l);
  const columns = (head ?? "").split("\t");
  const place = name => columns.indexOf(name);
  const missing = ["sample", "coder", "dataset", "tweetid", "target_id", "label"].filter(c => place(c) < 0);
  if (missing.length) return `This is not a file of labels: it has no column ${missing.join(", ")}.`;
  const rows = lines.map(l => l.split("\t"));
  if (rows.some(r => r[place("sample")] !== data.sample)) return `These labels are of another sample (${rows.find(r => r[place("sample")] !== data.sample)[place("sample")]}); this page is ${data.sample}.`;
  byId("coder").value = rows[0]?.[place("coder")] ?? "";
  restore();
  for (const row of rows) {
    const label = row[place("label")] ?? "", note = row[place("note")] ?? "";
    if (LABELS.includes(label) || note) {
      labels.set(`${row[place("dataset")]}\t${row[place("tweetid")]}\t${row[place("target_id")]}`,
        { label: LABELS.includes(label) ? label : "", mentions: (row[place("mentions")] ?? "").split(" ").filter(m => names.has(m)), note });
    }
  }
  keep();
  return "";
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  byId("theme").setAttribute("aria-pressed", String(theme === "dark"));
  byId("theme").textContent = theme === "dark" ? "Light" : "Dark";
}

function onKey(e) {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  const inChoices = byId("choices").contains(e.target);
  if (e.key === "Enter" && inChoices) { e.preventDefault(); move(1); return; }
  if (e.target.matches("input:not([type=checkbox])")) {
    if (e.key === "Enter" || e.key === "Escape") { e.preventDefault(); byId("unit").focus(); }
    return;
  }
  const action = { "1": () => choose("yes"), y: () => choose("yes"), "2": () => choose("no"), n: () => choose("no"), "3": () => choose("unclear"), u: () => choose("unclear"),
    ArrowLeft: () => move(-1), ArrowRight: () => move(1) }[e.key];
  if (!action) return;
  e.preventDefault();
  action();
}

function start() {
  setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  byId("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  byId("choices").append(...data.targets.map(t => el("label", {}, el("input", { type: "checkbox", value: t.id }), " ", el("bdi", {}, ...released(t.name)))));
  byId("choices").addEventListener("change", () => change({ mentions: [...byId("choices").querySelectorAll("input:checked")].map(b => b.value) }));
  byId("coder").value = stored(s => s.getItem(`tweetarchive-coder\n${data.sample}`)) ?? "";
  byId("coder").addEventListener("change", () => { rename(); firstOpen(); keep(); draw(); });
  byId("context").addEventListener("change", draw);
  byId("words").addEventListener("change", draw);
  byId("marks").addEventListener("change", draw);
  byId("wordsLine").hidden = !data.words;
  byId("note").addEventListener("change", () => change({ note: byId("note").value.trim() }));
  for (const label of LABELS) byId(label).addEventListener("click", () => choose(label));
  byId("back").addEventListener("click", () => move(-1));
  byId("next").addEventListener("click", () => move(1));
  byId("open").addEventListener("click", () => { firstOpen(); draw(); byId("unit").focus(); });
  byId("bar").addEventListener("submit", e => e.preventDefault());
  byId("save").addEventListener("click", () => {
    const without = units.findIndex(lacksWhom);
    warn(!coder() ? "Give your name or initials first: several coders are told apart by it."
      : without >= 0 ? `Tweet ${number(without + 1)} has the answer "yes", and not whom it mentions. Choose that, then save again.` : "");
    if (without >= 0) { at = without; draw(); }
    if (coder() && without < 0) saveFile(`labels-${coder().replace(/[^\p{L}\p{N}_-]+/gu, "_")}.tsv`, "text/tab-separated-values;charset=utf-8", toTsv());
  });
  byId("load").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", async () => {
    const file = byId("file").files[0];
    if (!file) return;
    warn(fromTsv(await file.text()));
    byId("file").value = "";
    firstOpen();
    draw();
  });
  document.addEventListener("keydown", onKey);
  restore();
  firstOpen();
  draw();
  document.documentElement.dataset.ready = "yes";
}

start();
