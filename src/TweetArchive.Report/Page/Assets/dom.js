// Everything that comes out of the data goes into the page as text, through el() and released(); no markup is ever made of it.

const byId = id => document.getElementById(id);

/** An element with attributes (class, title, …) and children: nodes, or text. */
function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) node.setAttribute(key, value);
  node.append(...children.filter(c => c !== null && c !== undefined));
  return node;
}

/** Whole numbers whole; fractions with one digit, or three that count where it is less than one: 81.2, 0.0312, 1.2e-58. */
function number(value) {
  if (value === null || value === undefined) return "";
  const size = Math.abs(value);
  if (size > 0 && size < 0.001) return value.toExponential(1);
  return value.toLocaleString("en-US", size < 1 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 1 });
}

/** "1 spike", "2 spikes": every count of things in words comes from here. */
const count = (n, one, many = one + "s") => `${number(n)} ${n === 1 ? one : many}`;

const percent = (value, digits = 2) => value === null || Number.isNaN(value) ? "" : (100 * value).toFixed(digits) + " %";

/** Text as released; characters that turn the writing around are made visible instead of working. */
function released(text) {
  return text.split(/([\u202D\u202E])/).map(part => part === "\u202D" || part === "\u202E"
    ? el("span", { class: "control", title: "a control character that overrides the direction of writing" }, part === "\u202E" ? "U+202E" : "U+202D")
    : part);
}

/** A name or id; long hashes are shortened, and whole on demand. */
function idLabel(id) {
  if (id.length <= 20) return el("bdi", { class: "code" }, ...released(id));
  const short = id.slice(0, 10) + "…";
  const button = el("button", { type: "button", class: "hash code", title: id, "aria-expanded": "false" }, short);
  button.whole = id;
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    button.textContent = open ? short : id;
  });
  return button;
}

const shortId = id => id.length <= 20 ? id : id.slice(0, 10) + "…";

/** A number, or a word, that leads to its tweets. */
function opener(text, open, name = "figure") {
  const button = el("button", { type: "button", class: name, title: "Show these tweets" }, text);
  button.addEventListener("click", open);
  return button;
}

/** A table; a cell is text, a number or a node, and null is empty. opens(row, column) is what leads from a number to its tweets, if it can. */
function table(caption, columns, rows, opens = () => null) {
  const isNumber = columns.map((_, i) => rows.some(r => typeof r[i] === "number" || /^[\d.]+ %$/.test(r[i])));
  const cell = (value, row, i, name) => {
    const open = typeof value === "number" && value > 0 ? opens(row, i) : null;
    const content = typeof value === "number" ? (open ? opener(number(value), open) : number(value)) : typeof value === "boolean" ? (value ? "yes" : "no") : value ?? "";
    const length = (content.textContent ?? content).length;
    const attributes = isNumber[i] ? { class: "n" } : length > 40 ? { class: "long" } : length <= 20 ? { class: "short" } : {};
    if (name === "th") attributes.scope = "row";
    return el(name, attributes, typeof content === "string" && !isNumber[i] ? el("bdi", {}, ...released(content)) : content);
  };
  const made = el("table", {},
    el("caption", {}, caption),
    el("thead", {}, el("tr", {}, ...columns.map((c, i) => el("th", isNumber[i] ? { scope: "col", class: "n" } : { scope: "col" }, c)))),
    el("tbody", {}, ...rows.map((r, row) => el("tr", {}, ...r.map((value, i) => cell(value, row, i, i === 0 ? "th" : "td"))))));
  made.raw = [columns, ...rows];
  return made;
}

/** The table of a chart, made when it is opened (or printed with it open). */
function tableBehind(id, make) {
  const details = byId(id);
  details.table = make;
  details.make = () => {
    details.querySelector(".scroll")?.remove();
    if (details.open) details.append(el("div", { class: "scroll", tabindex: "0" }, make()));
  };
  details.ontoggle = details.make;
  details.make();
}
