// Hands on the drawn timeline: drag and pinch, Ctrl or ⌘ with the wheel, double click, the strip's grips, momentum, and the
// motion from one window to another. Pixels are counted along time: from the right on a right-to-left page.

/** What the engine's `go` does, by number; see `browser::Widget::go`. */
const [PAN, ZOOM, ARRIVE, SETTLE, DRAW] = [1, 2, 3, 4, 6];
/** A press that moved no farther, in CSS pixels, is a click. */
const STILL = 5;
/** How long a motion takes, in milliseconds. */
const GLIDE = 340;
/** Drawing the window takes at most this share of the time, and is done once in so many steps. */
const SHARE = 1 / 4;
const STEPS = 3;
/** After so many milliseconds without a step it is drawn; what only tells where it is, is drawn as often. */
const REST = 150;
/** How long the stage shows an event before it steps on by itself, in milliseconds. */
const DWELL = 7000;

/** The size of the band's letters, in those of the host. */
export const SIZE = 0.8125;

/** The least that a mark is wide, in CSS pixels. */
export const least = () => (matchMedia("(pointer: coarse)").matches ? 44 : 24);

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
  #rest;
  /** Whether what is drawn no longer fills the window. */
  #isPast = false;
  /** Not asked in every step: the browser would bring all styles up to date for the answer. */
  #isMirrored = false;
  /** How far it is scrolled, as it was drawn. */
  #scrolled = 0;
  #drawn = 0;
  /** Not before then is it drawn again, nor before so many steps more. */
  #next = 0;
  #since = STEPS;

  constructor(root, mount) {
    this.#root = root;
    this.#mount = mount;
  }

  #go(what, a, b) {
    const isDrawn = what !== PAN && what !== ZOOM;
    const isHeld = isDrawn && this.#root.activeElement?.matches(".mark");
    this.#mount.go(what, a, b);
    // A mark that leaves the window leaves the focus to the one that the Tab key finds.
    if (isHeld && this.#root.activeElement?.tabIndex !== 0) {
      this.#root.querySelector(".mark[tabindex='0']")?.focus({ preventScroll: true });
    }
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
    hear("dblclick", (event) => this.#within(event, ".field") && this.#step(ZOOM, this.#at(event), 2.5));
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
    if (!width) return;
    const { direction, fontSize } = getComputedStyle(band);
    this.#isMirrored = direction === "rtl";
    this.#mount.place(width, parseFloat(fontSize), least());
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
      if (factor === 1) this.#step(PAN, dx * share);
      else this.#step(ZOOM, x, factor ** share);
      this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  /** Moves what is drawn of the band, and leaves it as it is: that costs the same whatever is drawn. The window begins at
   * pixel `x` of it, and it is `size` times as long as it was drawn. */
  shift(x, size, isPast) {
    const isZoomed = Math.abs(size - 1) > 1e-9;
    this.#isPast = isPast || isZoomed;
    const [plot, strip] = this.#root.getElementById("band").children;
    if (!strip) return;
    const way = this.#isMirrored ? -1 : 1;
    if (!isZoomed) this.#scrolled = way * x;
    const transform = `translateX(${this.#scrolled - way * x}px) scaleX(${size})`;
    for (const place of [plot.firstElementChild, plot.lastElementChild]) {
      // Nothing is read in between, for which the browser would have to lay out.
      for (let layer = place.firstElementChild; (layer = layer.nextElementSibling); ) {
        // The engine gives these no style of their own.
        if (isZoomed) layer.style.setProperty("transform", transform);
        else if (layer.hasAttribute("style")) layer.removeAttribute("style");
      }
      if (!isZoomed) place.scrollLeft = this.#scrolled;
    }
  }

  /** A step of a gesture: what is drawn is moved, and drawn anew where that is due. */
  #step(what, a, b) {
    this.#go(what, a, b);
    clearTimeout(this.#rest);
    const now = performance.now();
    const isDue = this.#isPast || this.#grip || now > this.#drawn + REST;
    this.#since += 1;
    if (isDue && now > this.#next && this.#since >= STEPS) this.#draw(false);
    // Once more at rest, when the lanes may change.
    this.#rest = setTimeout(() => this.#draw(true), REST);
  }

  #draw(isRest) {
    const began = performance.now();
    this.#go(DRAW, Number(isRest));
    // With its layout, which comes in this frame anyway.
    this.#root.getElementById("band")?.getBoundingClientRect();
    this.#since = 0;
    this.#drawn = performance.now();
    this.#next = this.#drawn + (this.#drawn - began) * (1 / SHARE - 1);
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
      this.#step(PAN, (this.#along(place, event.clientX) - middle) * this.#ratio);
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
    if (other === undefined) return this.#step(PAN, -dx);
    // The other finger stays where it is; what lies under this one follows it.
    const apart = Math.abs(before - other);
    if (apart > 10) this.#step(ZOOM, other, Math.abs(now - other) / apart);
  }

  #drag(dx) {
    const ratio = this.#ratio;
    const { width } = this.#root.querySelector(".window").getBoundingClientRect();
    if (this.#grip.includes("start")) this.#step(ZOOM, width * ratio, width / Math.max(width - dx, 1));
    else if (this.#grip.includes("end")) this.#step(ZOOM, 0, width / Math.max(width + dx, 1));
    else this.#step(PAN, dx * ratio);
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
      if (Math.abs(this.#speed) < 0.03) return this.#go(SETTLE);
      this.#step(PAN, this.#speed * past);
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
    this.#step(ZOOM, this.#at(event), 1.6 ** -Math.max(-2, Math.min(2, notches)));
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
