// vis-timeline as its first example shows it, with groups for lanes.
const embed = document.getElementById("embed");
(async () => {
  const { groups, items } = await (await fetch(`/made/vis-${bench.events}.json`)).json();
  const timeline = new vis.Timeline(embed, new vis.DataSet(items), new vis.DataSet(groups), { height: "600px" });
  const still = { animation: false };
  bench.widget.zoom = (way) => (way > 0 ? timeline.zoomIn(0.3, still) : timeline.zoomOut(0.3, still));
  bench.widget.pan = (way) => {
    const { start, end } = timeline.getWindow();
    const step = ((end - start) / 10) * way;
    timeline.setWindow(+start + step, +end + step, still);
  };
  bench.widget.look = () => JSON.stringify(timeline.getWindow());
})();
bench.widget = { root: () => embed, event: () => embed.querySelector(".vis-item") };
