// Another frame on the page, which is not the embed's parent.
window.disturb = () => {
  parent.frames[0].postMessage({ backstory: 1, type: "config", detail: { view: "voices" } }, "*");
};
