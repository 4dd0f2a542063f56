// The tweets of the page in columns: the examples, or all in which a target was found, unpacked by the browser.

/** What a tweet is filtered by is in typed arrays, so that a hundred thousand are gone through within a keystroke. */
let pool = null;

const MINUTE = 60000;

/** The tweets of figures that are not of a target come after the others. */
function newPool(base, accounts) {
  const n = base + data.others.length;
  return { n, base, found: base, all: false, accounts, time: new Float64Array(n), account: new Int32Array(n), rt: new Uint8Array(n), language: new Array(n), client: new Array(n), source: new Array(n), record: new Float64Array(n),
    id: new Array(n), hashtags: new Array(n), domains: new Array(n), figures: new Array(n), first: new Int32Array(n + 1), target: [], tag: [], alias: [], rule: [], field: [], release: new Int16Array(n), folded: new Array(n), pieces: null };
}

function examplePool() {
  const p = newPool(data.examples.length, data.accounts);
  data.examples.forEach((x, i) => addExample(p, i, x, x.a));
  return finishPool(p, data.examples, data.search_folding);
}

function addExample(p, i, x, account) {
  p.time[i] = Date.parse(x.t.replace(" ", "T") + ":00Z");
  p.account[i] = account;
  p.rt[i] = x.rt;
  [p.language[i], p.client[i], p.source[i], p.record[i], p.id[i], p.hashtags[i], p.domains[i], p.figures[i]] = [x.l, x.c, x.s, x.r, x.id, x.h, x.u, x.f];
  addMatches(p, i, x.m.map(([target, tag, alias, rule, field]) => [target, tag, alias, rule, field]));
}

/** The text of a tweet, cut at its marks. */
function cutAt(text, marks) {
  const pieces = [];
  let from = 0;
  for (let i = 0; i < marks.length; i += 2) {
    pieces.push(text.slice(from, marks[i]), text.slice(marks[i], marks[i] + marks[i + 1]));
    from = marks[i] + marks[i + 1];
  }
  return [...pieces, text.slice(from)];
}

function packedPool(all) {
  // The lists and networks of the page have accounts without a tweet in it.
  const known = new Set(all.accounts.map(a => a.dataset + "\n" + a.id));
  const p = newPool(all.n, [...all.accounts, ...data.accounts.filter(a => !known.has(a.dataset + "\n" + a.id))]);
  let minutes = 0;
  for (let i = 0; i < all.n; i++) {
    minutes += all.t[i];
    p.time[i] = minutes * MINUTE;
    p.account[i] = all.a[i];
    p.rt[i] = all.rt[i];
    p.language[i] = all.languages[all.l[i]];
    p.client[i] = all.clients[all.c[i]];
    p.source[i] = all.sources[all.s[i]];
    p.record[i] = all.r[i];
    p.id[i] = all.id[i];
    p.hashtags[i] = all.h[i].map(h => all.hashtags[h]);
    p.domains[i] = all.u[i].map(u => all.domains[u]);
    p.figures[i] = all.f[i];
    const m = all.m[i], matches = [];
    for (let k = 0; k < m.length; k += 5) matches.push([m[k], m[k + 1], all.aliases[m[k + 2]], all.rules[m[k + 3]], all.fields[m[k + 4]]]);
    addMatches(p, i, matches);
  }
  p.found = all.found;
  p.all = true;
  return finishPool(p, all.x.map((text, i) => ({ text, get x() { return cutAt(text, all.k[i]); } })), { ...all.search_folding, ...data.search_folding });
}

function addMatches(p, i, matches) {
  for (const [target, tag, alias, rule, field] of matches) {
    p.target.push(target);
    p.tag.push(tag);
    p.alias.push(alias);
    p.rule.push(rule);
    p.field.push(field);
  }
  p.first[i + 1] = p.target.length;
}

/** texts: of each tweet its pieces x, and text if it is in one. */
function finishPool(p, texts, folding) {
  p.accountOf = new Map(p.accounts.map((a, i) => [a.dataset + "\n" + a.id, i]));
  data.others.forEach((x, i) => addExample(p, p.base + i, x, p.accountOf.get(data.accounts[x.a].dataset + "\n" + data.accounts[x.a].id)));
  const one = i => i < p.base ? texts[i] : data.others[i - p.base];
  p.pieces = i => one(i).x;
  p.text = i => one(i).text ?? one(i).x.join("");
  p.week = Int32Array.from(p.time, t => Math.floor((t - firstWeek) / (7 * DAY)));
  p.languageIndex = Int16Array.from(p.language, l => { const at = data.languages.indexOf(l); return at >= 0 ? at : data.languages.length - 1; });
  p.release = Int16Array.from(p.account, a => data.datasets.indexOf(p.accounts[a].dataset));
  p.fold = folder(folding);
  return p;
}

/** Folds text as matching does. A table by code unit, since it is asked for some ten million times. */
function folder(folding) {
  const units = new Array(65536);
  const beyond = new Map();
  for (const [from, to] of Object.entries(folding)) {
    if (from.length === 1) units[from.charCodeAt(0)] = to;
    else beyond.set(from, to);
  }
  return text => {
    let out = "";
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length) {
        const pair = text.slice(i, i + 2);
        out += beyond.get(pair) ?? pair;
        i++;
      } else out += units[unit] ?? text[i];
    }
    return out.replace(/ {2,}/g, " ");
  };
}

/** Folds the texts in portions, so that the page stays alive; the search does what is left when it comes first. */
function foldSome(portion = 4000) {
  const p = pool;
  let i = p.foldedTo ?? 0;
  for (const end = Math.min(p.n, i + portion); i < end; i++) p.folded[i] = p.fold(p.text(i));
  p.foldedTo = i;
  if (i < p.n) setTimeout(foldSome, 0);
}

/** Unpacks the tweets; the rest of the page is there before. */
async function loadTweets() {
  const packed = byId("all-tweets").textContent.trim();
  if (!packed) {
    pool = examplePool();
    foldSome();
    return;
  }
  byId("examples-says").textContent = "Unpacking the tweets…";
  const bytes = Uint8Array.from(atob(packed), c => c.charCodeAt(0));
  const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
  byId("all-tweets").textContent = "";
  pool = packedPool(JSON.parse(text));
  foldSome();
}
