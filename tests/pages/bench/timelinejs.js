// TimelineJS as a host serves it from its own server, with its own defaults.
const embed = document.createElement("div");
embed.id = "embed";
bench.begin(async () => {
  const folder = `${location.origin}/npm/@knight-lab/timelinejs/dist/`;
  document.body.append(embed);
  const story = fetch(`/made/timelinejs-${bench.events}.json`).then((response) => response.json());
  await Promise.all([bench.load(`${folder}css/timeline.css`), bench.load(`${folder}js/timeline.js`)]);
  const timeline = new TL.Timeline(embed, await story, { script_path: `${folder}js/` });
  const strip = () => embed.querySelector(".tl-timenav-slider").style.left;
  const last = () => [...embed.querySelectorAll(".tl-timemarker")].at(-1).style.left;
  bench.widget.zoom = (way) => (way > 0 ? timeline.zoomIn() : timeline.zoomOut());
  // The strip is dragged by a mouse that is down from the first step on.
  let x = 0;
  const mouse = (kind) =>
    embed
      .querySelector(".tl-timenav-slider-background")
      .dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true, clientX: x, clientY: 0, button: 0 }));
  let isDown = false;
  bench.widget.pan = (way) => {
    if (!isDown) {
      mouse("mousedown");
      isDown = true;
      // Back where the mouse went down, the strip does not follow it.
      x -= 60;
    }
    x -= 120 * way;
    mouse("mousemove");
  };
  bench.widget.look = () => `${strip()} ${last()}`;
});
// It begins with the strip twice as wide as the window.
bench.widget = { deep: 0, root: () => embed, event: () => embed.querySelector(".tl-timemarker") };
