// The heaviest edges of the two networks, as a picture that can be dragged and zoomed.

const NETWORKS = { mention_edges: { verb: "names", noun: "mentions" }, retweet_edges: { verb: "retweets", noun: "retweets" } };

function nodeName(node) {
  return typeof node === "number" ? accountName(data.accounts[node]) : shortId(node);
}

function drawNetworks() {
  const c = colours();
  const limit = Number(byId("edges").value);
  byId("edges-shown").textContent = limit;
  for (const [name, { verb, noun }] of Object.entries(NETWORKS)) {
    const net = ofRelease(name);
    const edges = net.edges.slice(0, limit);
    const weight = new Map();
    for (const [from, to, tweets] of edges) for (const end of [from, to]) weight.set(end, (weight.get(end) ?? 0) + tweets);
    const labelled = new Set([...weight].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 12).map(([node]) => node));
    const most = Math.max(1, ...edges.map(e => e[2])), heaviest = Math.max(1, ...weight.values());
    const nodes = [...weight.keys()].sort((a, b) => a - b);
    const room = Math.min(1, byId(name + "-chart").clientWidth / 520);
    const place = new Map(nodes.map((node, i) => [node, i]));
    drawChart(name + "-chart", `Network of ${noun}: the ${edges.length} heaviest of ${number(net.all_edges)} lines. ${edges.slice(0, 2).map(e => `${nodeName(net.nodes[e[0]])} ${verb} ${nodeName(net.nodes[e[1]])} in ${count(e[2], "tweet")}`).join("; ")}.`, {
      tooltip: tooltip(c, p => p.dataType === "edge"
        ? tip(count(p.value, "tweet"), `${nodeName(net.nodes[nodes[p.data.source]])} ${verb} ${nodeName(net.nodes[nodes[p.data.target]])}`)
        : tip(nodeName(net.nodes[nodes[p.dataIndex]]), typeof net.nodes[nodes[p.dataIndex]] === "number" ? "an account of the release" : "not an account of the release", `${count(p.value, "tweet")} on the lines shown`)),
      series: [{
        type: "graph", layout: "force", roam: true, draggable: true, cursor: "grab", scaleLimit: { min: 0.3, max: 8 },
        force: { initLayout: "circular", repulsion: 130 * room * room, gravity: 0.12 + Math.max(0, nodes.length - 30) / 120, edgeLength: [28 * room, 100 * room], layoutAnimation: false },
        edgeSymbol: ["none", "arrow"], edgeSymbolSize: 6,
        lineStyle: { color: c.soft, opacity: 0.55, curveness: 0.08 },
        label: { color: c.text, fontSize: 11, position: "right", textBorderColor: c.card, textBorderWidth: 2 },
        labelLayout: { hideOverlap: true },
        data: nodes.map(node => {
          const inSet = typeof net.nodes[node] === "number";
          return { name: String(node), value: weight.get(node), symbolSize: 6 + 16 * Math.sqrt(weight.get(node) / heaviest), label: { show: labelled.has(node), formatter: () => nodeName(net.nodes[node]) },
            itemStyle: { color: inSet ? c.tag : c.card, borderColor: c.tag, borderWidth: inSet ? 0 : 1.5 } };
        }),
        links: edges.map(([from, to, tweets]) => ({ source: place.get(from), target: place.get(to), value: tweets, lineStyle: { width: 0.6 + 3.4 * tweets / most } })),
      }],
    }, chart => {
      chart.off("click");
      chart.on("click", p => {
        if (p.dataType === "edge") { openNumbered(edges[p.dataIndex][3]); return; }
        const account = data.accounts[net.nodes[nodes[p.dataIndex]]];
        if (account) openAccount(account, { target: EVERYTHING });
      });
    });
    byId(name + "-caption").textContent = `Showing the ${edges.length} strongest of ${number(net.all_edges)} links${state.release >= 0 ? " of the release chosen" : ""}: ${number(edges.reduce((sum, e) => sum + e[2], 0))} of ${number(net.all_tweets)} tweets. `
      + `${net.tweets_in_set > 0 ? number(net.tweets_in_set) + " of all connect" : "None of them connects"} two accounts of a release. All are in ${name}.parquet. Choose a link for its tweets, or a filled account for its own. Drag to move, pinch or wheel to zoom.`;
    tableBehind(name + "-table", () => table(`The ${net.edges.length} strongest links`, ["account", verb, "account of the release", "tweets", ...(data.datasets.length > 1 ? ["release"] : [])],
      net.edges.map(([from, to, tweets]) => [nodeLabel(net.nodes[from]), nodeLabel(net.nodes[to]), typeof net.nodes[to] === "number", tweets, ...(data.datasets.length > 1 ? [releaseName(data.accounts[net.nodes[from]]?.dataset)] : [])]),
      (row, column) => column === 3 ? () => openNumbered(net.edges[row][3]) : null));
  }
}

function nodeLabel(node) {
  if (typeof node === "string") return idLabel(node);
  const account = data.accounts[node];
  return account.screen && account.screen !== account.id ? el("bdi", { class: "code" }, ...released("@" + account.screen)) : idLabel(account.id);
}
