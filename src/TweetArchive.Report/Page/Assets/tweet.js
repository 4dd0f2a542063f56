// The text of a tweet: marked, in its own direction, in its own language.

/** Right to left where the author's own words begin so: a handle, link or RT before them is in Latin letters whatever the language. */
function direction(text) {
  const words = text.replace(/^RT\b/, "").replace(/hxxps?:\S*|[@#]\S+/g, "");
  const first = /[\p{L}]/u.exec(words);
  return first ? (/[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/.test(first[0]) ? "rtl" : "ltr") : "auto";
}

/** Codes of languages that Twitter wrote the old way. */
const OLD_CODES = { iw: "he", in: "id" };

/** For screen readers and fonts; nothing where the language is not known. */
function languageAttribute(code) {
  return /^[a-z]{2,3}$/.test(code) && code !== "und" ? { lang: OLD_CODES[code] ?? code } : {};
}

/** Pieces of a tweet, every other one marked. */
function tweetText(pieces, language) {
  const text = el("p", { dir: direction(pieces.join("")), ...languageAttribute(language) });
  pieces.forEach((part, i) => { if (part) text.append(...(i % 2 ? [el("mark", {}, ...released(part))] : released(part))); });
  return text;
}

/** Gives the person a file that was made here; nothing is sent anywhere. */
function saveFile(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
