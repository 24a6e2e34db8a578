// Hands on the drawn timeline: drag and pinch, Ctrl or ⌘ with the wheel, double click, the strip's grips, momentum, and the
// motion from one window to another. Pixels are counted along time: from the right on a right-to-left page.

/** What the engine's `go` does, by number; see `browser::Widget::go`. */
const [PAN, ZOOM, ARRIVE, SETTLE] = [1, 2, 3, 4];
/** A press that moved no farther, in CSS pixels, is a click. */
const STILL = 5;
/** How long a motion takes, in milliseconds. */
const GLIDE = 340;
/** How long the stage shows an event before it steps on by itself, in milliseconds. */
const DWELL = 7000;

let sheet;

/** The band's stylesheet, one for all widgets of the page. */
export function look() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(__BAND_CSS__);
  }
  return sheet;
}

const wantsMotion = () => !matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Hands {
  #root;
  #mount;
  #pressed = new Map();
  #grip;
  #far = 0;
  #speed = 0;
  #when = 0;
  #frame;
  #timer;

  constructor(root, mount) {
    this.#root = root;
    this.#mount = mount;
  }

  #go(what, a, b) {
    this.#mount.go(what, a, b);
  }

  listen(signal) {
    const hear = (kind, heard, passive = true) => this.#root.addEventListener(kind, heard, { signal, passive });
    hear("pointerdown", (event) => this.#press(event));
    hear("pointermove", (event) => this.#move(event));
    for (const kind of ["pointerup", "pointercancel"]) hear(kind, (event) => this.#release(event));
    // The end of a drag is no click; that of a key or a script counts no presses.
    const still = (event) => event.detail && this.#far >= STILL && this.#within(event, ".field") && event.stopPropagation();
    this.#root.addEventListener("click", still, { signal, capture: true });
    hear("wheel", (event) => this.#wheel(event), false);
    hear("dblclick", (event) => this.#within(event, ".field") && this.#go(ZOOM, this.#at(event), 2.5));
    hear("keydown", (event) => this.#key(event), false);
    signal.addEventListener("abort", () => {
      this.#stop();
      this.play(false);
    });
    // In a frame of its own: what is drawn anew may change the size that is being told.
    new ResizeObserver((_, watch) => {
      if (signal.aborted) watch.disconnect();
      else requestAnimationFrame(() => this.measure());
    }).observe(this.#root.host);
  }

  /** Has the band drawn where the view that holds it is new. */
  settle() {
    if (this.#root.getElementById("band")?.hasChildNodes() === false) this.measure();
  }

  /** Tells the engine where the band stands. */
  measure() {
    const band = this.#root.getElementById("band");
    const width = band?.clientWidth;
    const least = matchMedia("(pointer: coarse)").matches ? 44 : 24;
    if (width) this.#mount.place(width, parseFloat(getComputedStyle(band).fontSize), least);
  }

  /** Moves to the window the engine has named: so many times nearer about a pixel, or so many pixels on. */
  glide(x, factor, dx) {
    this.#stop();
    if (!wantsMotion()) return this.#go(ARRIVE);
    const began = performance.now();
    let gone = 0;
    const step = (now) => {
      const t = Math.min(Math.max(now - began, 0) / GLIDE, 1);
      const eased = t * t * (3 - 2 * t);
      const share = eased - gone;
      gone = eased;
      if (t === 1) return this.#go(ARRIVE);
      if (factor === 1) this.#go(PAN, dx * share);
      else this.#go(ZOOM, x, factor ** share);
      this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  /** Steps through the events by itself, or no longer; never while the page is out of sight. */
  play(on) {
    clearInterval(this.#timer);
    const next = () => document.hidden || this.#root.querySelector("[data-act=step][data-n='1']")?.click();
    if (on) this.#timer = setInterval(next, DWELL);
  }

  #stop() {
    cancelAnimationFrame(this.#frame);
  }

  #within(event, where) {
    const target = event.composedPath()[0];
    return target instanceof Element && target.closest(where);
  }

  get #isMirrored() {
    return getComputedStyle(this.#root.host).direction === "rtl";
  }

  #along(element, x) {
    const { left, right } = element.getBoundingClientRect();
    return this.#isMirrored ? right - x : x - left;
  }

  #at({ clientX }) {
    return this.#along(this.#root.querySelector(".field"), clientX);
  }

  /** Pixels of the window that a pixel of the strip stands for. */
  get #ratio() {
    const wide = this.#root.querySelector(".field") ?? this.#root.querySelector(".strip");
    return wide.clientWidth / this.#root.querySelector(".window").getBoundingClientRect().width;
  }

  #press(event) {
    const place = event.button === 0 && this.#within(event, ".field, .strip");
    if (!place) return;
    this.#stop();
    this.#far = this.#speed = 0;
    this.#when = event.timeStamp;
    this.#grip = place.matches(".strip") && (this.#within(event, ".start, .end")?.className ?? "whole");
    this.#pressed.set(event.pointerId, this.#along(place, event.clientX));
    if (this.#grip && !this.#within(event, ".grip")) {
      // A press beside the window brings it there.
      const box = this.#root.querySelector(".window").getBoundingClientRect();
      const middle = this.#along(place, (box.left + box.right) / 2);
      this.#go(PAN, (this.#along(place, event.clientX) - middle) * this.#ratio);
    }
  }

  #move(event) {
    const before = this.#pressed.get(event.pointerId);
    if (before === undefined) return;
    const place = this.#root.querySelector(this.#grip ? ".strip" : ".field");
    if (!place) return this.#pressed.clear();
    const now = this.#along(place, event.clientX);
    const dx = now - before;
    this.#far += Math.abs(dx);
    if (this.#far < STILL) return;
    // From here on the marks underneath hear no click.
    place.setPointerCapture(event.pointerId);
    this.#pressed.set(event.pointerId, now);
    const pace = (event.timeStamp - this.#when) || 1;
    this.#when = event.timeStamp;
    this.#speed = 0.7 * (-dx / pace) + 0.3 * this.#speed;
    if (this.#grip) return this.#drag(dx);
    const other = [...this.#pressed].find(([id]) => id !== event.pointerId)?.[1];
    if (other === undefined) return this.#go(PAN, -dx);
    // The other finger stays where it is; what lies under this one follows it.
    const apart = Math.abs(before - other);
    if (apart > 10) this.#go(ZOOM, other, Math.abs(now - other) / apart);
  }

  #drag(dx) {
    const ratio = this.#ratio;
    const { width } = this.#root.querySelector(".window").getBoundingClientRect();
    if (this.#grip.includes("start")) this.#go(ZOOM, width * ratio, width / Math.max(width - dx, 1));
    else if (this.#grip.includes("end")) this.#go(ZOOM, 0, width / Math.max(width + dx, 1));
    else this.#go(PAN, dx * ratio);
  }

  #release(event) {
    if (!this.#pressed.delete(event.pointerId) || this.#pressed.size) return;
    const isThrown = !this.#grip && this.#far > STILL && event.timeStamp - this.#when < 60 && Math.abs(this.#speed) > 0.3;
    this.#go(SETTLE);
    if (!isThrown || !wantsMotion()) return;
    let last = performance.now();
    const step = (now) => {
      const past = Math.max(now - last, 0);
      last = now;
      this.#speed *= 0.995 ** past;
      if (Math.abs(this.#speed) < 0.03) return;
      this.#go(PAN, this.#speed * past);
      this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  #wheel(event) {
    // The plain wheel is the page's.
    if (!(event.ctrlKey || event.metaKey) || !this.#within(event, ".field")) return;
    event.preventDefault();
    this.#stop();
    const notches = event.deltaMode ? event.deltaY / 3 : event.deltaY / 100;
    this.#go(ZOOM, this.#at(event), 1.6 ** -Math.max(-2, Math.min(2, notches)));
  }

  /** Arrow keys move the window on the strip, or the end of it that has the focus. */
  #key(event) {
    const grip = this.#within(event, ".grip");
    const later = { ArrowRight: 1, ArrowUp: 1, PageUp: 8, End: 1e4, ArrowLeft: -1, ArrowDown: -1, PageDown: -8, Home: -1e4 };
    const steps = later[event.key];
    if (!grip || !steps) return;
    event.preventDefault();
    this.#grip = grip.className;
    const sideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
    const { width } = this.#root.querySelector(".strip").getBoundingClientRect();
    this.#drag((sideways && this.#isMirrored ? -1 : 1) * steps * (width / 80));
    this.#go(SETTLE);
  }
}
