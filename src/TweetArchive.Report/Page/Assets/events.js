// Announcements: tips on the chart of weeks, and all of them as a table. Their sources are the one thing that may be followed.

function eventLines(e) {
  const when = e.date_precision === "day" ? e.date_start : `${e.date_start} to ${e.date_end}`;
  return [when, `${e.event_type} · ${e.announcer} · ${e.platform}`, e.summary, e.stated_origin && e.stated_origin !== "-" ? `stated origin: ${e.stated_origin}` : "", `source: ${e.source}`, `confidence in this entry: ${e.confidence}`];
}

const eventTip = e => tip(...eventLines(e));

function sourceNode(source) {
  return /^https:\/\/[^\s]+$/.test(source) ? el("a", { href: source, rel: "noopener noreferrer", target: "_blank" }, new URL(source).hostname) : source;
}

function drawEvents() {
  byId("events-list").replaceChildren(table(`${data.timeline.length} announcements, from data/targets/timeline.tsv`, ["date", "kind", "by, platform", "stated origin", "summary", "confidence", "source"],
    data.timeline.map(e => [e.date_precision === "day" ? e.date_start : `${e.date_start} (${e.date_precision})`, e.event_type, e.platform.includes(e.announcer) ? e.platform : `${e.announcer}, ${e.platform}`, e.stated_origin, e.summary, e.confidence, sourceNode(e.source)])));
}
