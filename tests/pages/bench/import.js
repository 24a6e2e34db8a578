// A file of another tool, from its bytes to the first event: the desk's module imports and checks it here, without a worker, and
// the embed shows what comes of it.
const host = document.createElement("back-story");
host.setAttribute("loading", "eager");
bench.widget = { root: () => host, event: () => host.shadowRoot?.querySelector(".event") };
bench.begin(async () => {
  const file = await fetch(`/made/timelinejs-${bench.events}.json`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { answer } = await import("/dist/desk_worker.js");
  const { story } = await answer("begin", [bytes, JSON.stringify({ name: "timeline.json", map: [] })]);
  const { packed } = await answer("check", [JSON.stringify(story)]);
  host.story = packed;
  document.body.append(host);
  void bench.load("/dist/backstory.js", "module");
});
