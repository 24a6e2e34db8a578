// vis-timeline as its first example shows it, with groups for lanes.
const embed = document.createElement("div");
embed.id = "embed";
bench.begin(async () => {
  document.body.append(embed);
  bench.load("/npm/vis-timeline/styles/vis-timeline-graph2d.min.css");
  const story = fetch(`/made/vis-${bench.events}.json`).then((response) => response.json());
  await bench.load("/npm/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js");
  const { groups, items } = await story;
  const timeline = new vis.Timeline(embed, new vis.DataSet(items), new vis.DataSet(groups), { height: "600px" });
  const still = { animation: false };
  bench.widget.zoom = (way) => (way > 0 ? timeline.zoomIn(0.3, still) : timeline.zoomOut(0.3, still));
  bench.widget.pan = (way) => {
    const { start, end } = timeline.getWindow();
    const step = ((end - start) / 10) * way;
    timeline.setWindow(+start + step, +end + step, still);
  };
  bench.widget.look = () => JSON.stringify(timeline.getWindow());
});
bench.widget = { root: () => embed, event: () => embed.querySelector(".vis-item") };
