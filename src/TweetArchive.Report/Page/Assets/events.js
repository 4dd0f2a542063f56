// Announcements: tips on the chart of weeks, and all of them as a table. Their sources are the one thing that may be followed.

function eventLines(e) {
  const when = e.date_precision === "day" ? e.date_start : `${e.date_start} to ${e.date_end}`;
  return [when, `${e.event_type} · ${e.announcer} · ${e.platform}`, e.summary, e.stated_origin && e.stated_origin !== "-" ? `stated origin: ${e.stated_origin}` : "", `source: ${e.source}`, `confidence in this entry: ${e.confidence}`];
}

/** Origins that Twitter stated of the release chosen, or of all; "Egypt and UAE" are two. */
function statedOrigins() {
  const origins = state.release >= 0 ? [data.release_origins[state.release]] : data.release_origins;
  return [...new Set(origins.flatMap(o => o.split(/,| and |\//)).map(o => o.trim()).filter(o => o))];
}

/** Announcements about the releases' stated origin; all of them where none is known, or where the person wants them. */
function chosenEvents() {
  const origins = statedOrigins();
  byId("all-events-label").hidden = origins.length === 0;
  if (byId("all-events").checked || origins.length === 0) return data.timeline;
  return data.timeline.filter(e => origins.some(o => `${e.stated_origin} ${e.summary}`.includes(o)));
}

function eventsCaption(events) {
  const about = chosenEvents().length, origins = statedOrigins().join(", ");
  const left = data.timeline.length - about;
  if (about === 0) return `The timeline has no announcement on ${origins}; ${left} on others are left out.`;
  return `${events.length} of ${count(about, "announcement")}${left > 0 ? ` on ${origins}` : ""} ${events.length === 1 ? "falls" : "fall"} into this time (diamonds; the source is in their tip and in the timeline).`
    + (left > 0 ? ` ${left} on others are left out.` : "");
}

const eventTip = e => tip(...eventLines(e));

function sourceNode(source) {
  return /^https:\/\/[^\s]+$/.test(source) ? el("a", { href: source, rel: "noopener noreferrer", target: "_blank" }, new URL(source).hostname) : source;
}

function drawEvents() {
  const events = chosenEvents();
  byId("events-list").replaceChildren(table(`${events.length} of ${count(data.timeline.length, "announcement")}, from data/targets/timeline.tsv`, ["date", "kind", "by, platform", "stated origin", "summary", "confidence", "source"],
    events.map(e => [e.date_precision === "day" ? e.date_start : `${e.date_start} (${e.date_precision})`, e.event_type, e.platform.includes(e.announcer) ? e.platform : `${e.announcer}, ${e.platform}`, e.stated_origin, e.summary, e.confidence, sourceNode(e.source)])));
}
