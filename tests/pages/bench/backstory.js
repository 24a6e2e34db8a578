// The embed with a story of its own, and a reader's hands on its band.

// A pointer that only a script has moved cannot be captured; its events are sent to the band anyway.
Element.prototype.setPointerCapture = () => {};

const host = document.createElement("back-story");
host.setAttribute("src", `/made/story-${bench.events}.bks`);
host.setAttribute("loading", "eager");
bench.begin(() => {
  document.body.append(host);
  bench.load("/dist/backstory.js", "module");
});

const inside = (selector) => host.shadowRoot?.querySelector(selector);
const band = () => inside(".field");
bench.widget = { root: () => host, event: () => inside(".event") };

host.addEventListener("backstory-ready", () => {
  if (!band()) return;
  const point = { bubbles: true, composed: true, cancelable: true, pointerId: 1, isPrimary: true, pointerType: "mouse" };
  const middle = () => {
    const { left, top, width, height } = band().getBoundingClientRect();
    return { clientX: left + width / 2, clientY: top + height / 2 };
  };
  bench.widget.zoom = (way) =>
    band().dispatchEvent(new WheelEvent("wheel", { ...point, ...middle(), ctrlKey: true, deltaY: -100 * way }));
  // A mouse whose button is down from the first step on.
  let x;
  bench.widget.pan = (way) => {
    const at = middle();
    const send = (kind, buttons) =>
      band().dispatchEvent(new PointerEvent(kind, { ...point, ...at, clientX: x, button: 0, buttons }));
    if (x === undefined) {
      x = at.clientX;
      send("pointerdown", 1);
    }
    x -= 60 * way;
    send("pointermove", 1);
  };
  bench.widget.marks = () => band().querySelectorAll(".mark").length;
  // A pan scrolls what is drawn, a zoom stretches it; either is drawn anew, and then begins elsewhere. Nothing that takes
  // time to ask is asked: it would be counted among what the widget does.
  const marks = inside(".marks");
  bench.widget.look = () =>
    band().scrollLeft + marks.style.transform + marks.firstElementChild?.style.cssText;
});
