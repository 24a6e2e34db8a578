// What the harness's own checks need: a shadow root, a noisy button, and a record of what arrived.
customElements.define("shadow-box", class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    const button = document.createElement("button");
    const output = document.createElement("output");
    button.textContent = "Press";
    button.onclick = () => { output.textContent = "clicked"; button.focus(); };
    root.append(button, output);
  }
});
window.seen = { keys: [], moved: 0 };
addEventListener("keydown", (event) => {
  seen.keys.push((event.ctrlKey && event.key !== "Control" ? "Control+" : "") + event.key);
});
addEventListener("DOMContentLoaded", () => {
  document.querySelector("#noise").onclick = () => {
    console.error(new Error("logged on purpose"));
    console.warn("warned on purpose");
    Promise.reject(new Error("rejected on purpose"));
    throw new RangeError("thrown on purpose");
  };
  let from = null;
  const tall = document.querySelector("#tall");
  tall.onpointerdown = (event) => { from = event.clientX; };
  tall.onpointerup = (event) => { seen.moved = event.clientX - from; };
});
