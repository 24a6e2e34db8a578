// The least that can be measured: a square that a step moves, or makes larger. What it costs is what the browser asks
// for two frames and the harness for a step.

const square = document.createElement("div");
square.textContent = "An event";
square.style.cssText = "inline-size: 200px; block-size: 100px; background: silver";
let x = 0;
let size = 1;
const draw = () => (square.style.transform = `translateX(${x}px) scale(${size})`);
bench.begin(() => document.body.append(square));
bench.widget = {
  root: () => square,
  event: () => square,
  pan: (way) => draw((x += 60 * way)),
  zoom: (way) => draw((size *= 1.6 ** way)),
  look: () => square.style.transform,
  marks: () => 1,
};
