// A host page in miniature: it notes what Backstory tells it and, unless the page names the script itself, loads it from
// the folder that `?dist=` names.
window.emitted = [];
for (const name of ["ready", "select", "stale", "term", "filter", "resize", "error"]) {
  document.addEventListener(`backstory-${name}`, (event) => {
    window.emitted.push({ name, detail: event.detail, frozen: Object.isFrozen(event.detail), composed: event.composed });
    // Taken: it is not written to the console as well.
    if (new URLSearchParams(location.search).get("takes") !== "nothing") event.preventDefault();
  });
}
window.error = () => window.emitted.find((it) => it.name === "error")?.detail;
addEventListener("DOMContentLoaded", () => {
  const wanted = new URLSearchParams(location.search);
  const element = document.querySelector("back-story");
  for (const [name, value] of wanted) if (!["dist", "takes"].includes(name)) element.setAttribute(name, value);
  if (document.querySelector("script[type=module], script[src$='loader.js']")) return;
  const script = document.createElement("script");
  script.type = "module";
  script.src = `${wanted.get("dist") ?? "/dist"}/backstory.js`;
  document.head.append(script);
});
