// Gestures on the band: drag and pinch, Ctrl or ⌘ with the wheel, double click, the animation from one window to another, and the
// names of marks. Pixels are counted along time: from the right on a right-to-left page.
//
// The reader may leave the view that shows the band at any time. A gesture or an animation whose band has gone ends.

import { focus } from "./popover.js";

/** A press that moved no farther, in CSS pixels, is a click. */
const CLICK_DISTANCE = 5;
/** How long an animation takes, in milliseconds. */
const GLIDE_DURATION = 340;
/** Fraction of the time that drawing the window may take, and the fewest moves between two drawings. */
const DRAWING_FRACTION = 1 / 4;
const MOVES_BETWEEN = 3;
/** How long the band stays unmoved until it is drawn at rest, in milliseconds; a moving one is drawn as often. */
const REST_DELAY = 150;

/** Font size of the band, in that of the host. */
const FONT_SIZE = 0.8125;

/** Least width of a mark, in CSS pixels. */
const markWidth = () => (matchMedia("(pointer: coarse)").matches ? 44 : 24);

const prefersMotion = () => !matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The band's width, font size and least width of a mark before it is drawn, in an element of this width. */
export const expectedBand = (host, width) => {
  const em = parseFloat(getComputedStyle(host).fontSize) * FONT_SIZE;
  return /** @type {[number, number, number]} */ ([width, em, markWidth()]);
};

/** @typedef {import("./glue.js").Widget} Widget */

export class TimelineGestures {
  #root;
  #call;
  /** Pixels along time of the pointers that are down, by their ids. @type {Map<number, number>} */
  #pointers = new Map();
  #distance = 0;
  #frame = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #restTimer;
  /** Whether what is drawn no longer fills the window. */
  #isStale = false;
  /** Not asked in every move: the browser would bring all styles up to date for the answer. */
  #isMirrored = false;
  /** Width, font size and least width of a mark, as the band was laid out. @type {[number, number, number]} */
  #measures = [0, 0, 0];
  /** How far the plot is scrolled, as it was drawn. */
  #scrolled = 0;
  /** When the window was drawn, and the earliest time to draw it again. */
  #drawn = 0;
  #nextDrawing = 0;
  #moves = MOVES_BETWEEN;

  /**
   * @param {ShadowRoot} root
   * @param {<T>(run: (widget: Widget) => T) => T | undefined} call Calls the widget, and reports what it throws.
   */
  constructor(root, call) {
    this.#root = root;
    this.#call = call;
  }

  /** Listens until the signal ends it. @param {AbortSignal} signal */
  listen(signal) {
    const root = this.#root;
    const on = (kind, listener, passive = true) => root.addEventListener(kind, listener, { signal, passive });
    on("pointerdown", (event) => this.#onPress(event));
    on("pointermove", (event) => this.#onMove(event));
    // A context menu takes the pointer away without a word (Ctrl+click on macOS).
    for (const kind of ["pointerup", "pointercancel", "lostpointercapture"]) on(kind, (event) => this.#onRelease(event));
    on("contextmenu", () => {
      if (this.#pointers.size) this.#endGesture();
    });
    // The end of a drag is no click; that of a key or a script counts no presses. A mark that is clicked needs no tip any more.
    const onClick = (event) => {
      if (event.detail && this.#distance >= CLICK_DISTANCE && this.#within(event, ".field")) event.stopPropagation();
      else this.#name();
    };
    root.addEventListener("click", onClick, { signal, capture: true });
    on("wheel", (event) => this.#onWheel(event), false);
    on("dblclick", (event) => {
      if (this.#within(event, ".field")) this.#move(0, this.#along(this.#field, event.clientX), 2.5);
    });
    on("keydown", (event) => event.key === "Escape" && this.#name());
    // The name stays while the pointer is on it (WCAG 1.4.13), and goes with Escape.
    on("pointerover", (event) => this.#within(event, ".tip") || this.#name(this.#within(event, ".mark")));
    on("pointerout", (event) => root.contains(event.relatedTarget) || this.#name());
    on("focusin", (event) => this.#name(this.#within(event, ".mark")));
    on("focusout", () => this.#name());
    signal.addEventListener("abort", () => {
      this.#stop();
      clearTimeout(this.#restTimer);
    });
    // Not within the notification: what is drawn anew may change the observed size (Resize Observer, "deliver resize loop error").
    new ResizeObserver((_, observer) => {
      if (signal.aborted) observer.disconnect();
      else requestAnimationFrame(() => this.measure(this.#measures));
    }).observe(root.host);
  }

  /** The element with the marks, where the view on show has it. */
  get #field() {
    return this.#root.querySelector(".field") ?? undefined;
  }

  /** Has the band laid out where the view that holds it is new. */
  measureIfNew() {
    if (this.#root.getElementById("band")?.hasChildNodes() === false) this.measure();
  }

  /**
   * Lays the band out at the width and font size that it has. Where it was drawn for these, it is only moved to its window.
   * @param {[number, number, number]} [drawn] What it was laid out for.
   */
  measure(drawn) {
    const band = this.#root.getElementById("band");
    const width = band?.clientWidth;
    if (!width) return;
    const { direction, fontSize, letterSpacing } = getComputedStyle(band);
    this.#isMirrored = direction === "rtl";
    // Letters are half as wide as high: where a reader spaces them out (WCAG 1.4.12), labels are laid out as larger.
    const em = parseFloat(fontSize) + 2 * (parseFloat(letterSpacing) || 0);
    this.#measures = [width, em, markWidth()];
    const isDrawn = String(drawn) === String(this.#measures);
    this.#call((widget) => (isDrawn ? widget.moveWindow(0, 1, 0) : widget.resize(...this.#measures)));
  }

  /** Animates to the window that the engine has named: so many times nearer about a pixel, or so many pixels on. */
  glide(x, factor, dx) {
    this.#stop();
    if (!prefersMotion()) return this.#draw((widget) => widget.dispatch("arrive", 0));
    const began = performance.now();
    let done = 0;
    const step = (now) => {
      const t = Math.min(Math.max(now - began, 0) / GLIDE_DURATION, 1);
      const eased = t * t * (3 - 2 * t);
      const fraction = eased - done;
      done = eased;
      if (t === 1 || !this.#field) return this.#draw((widget) => widget.dispatch("arrive", 0));
      this.#move(dx * fraction, x, factor ** fraction);
      this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  /** Moves what is drawn of the band, and leaves it as it is: that costs the same whatever is drawn. The window begins at
   * pixel `x` of it, and is `size` times as long as it was drawn. */
  transform(x, size) {
    const plot = this.#field?.parentElement;
    if (!plot?.firstElementChild || !plot.lastElementChild) return;
    const isZoomed = Math.abs(size - 1) > 1e-9;
    const way = this.#isMirrored ? -1 : 1;
    if (!isZoomed) this.#scrolled = way * x;
    const transform = `translateX(${this.#scrolled - way * x}px) scaleX(${size})`;
    for (const scroller of [plot.firstElementChild, plot.lastElementChild]) {
      // Nothing is read in between, for which the browser would have to lay out.
      /** @type {any} */
      let layer = scroller.firstElementChild;
      while ((layer = layer?.nextElementSibling)) {
        // The engine gives these no style of their own.
        if (isZoomed) layer.style.setProperty("transform", transform);
        else if (layer.hasAttribute("style")) layer.removeAttribute("style");
      }
      if (!isZoomed) scroller.scrollLeft = this.#scrolled;
    }
  }

  /** Shows the name of a mark above it, or no name; none that the stage tells. @param {Element | null} [mark] */
  #name(mark) {
    if (mark === this.#root.querySelector(".band:has(.stage) .mark[aria-current=true]")) mark = null;
    /** @type {HTMLElement | null} */
    const tip = this.#root.querySelector(".tip");
    const band = tip?.parentElement;
    if (!tip || !band || (!mark && !tip.textContent)) return;
    tip.textContent = mark?.getAttribute("aria-label") ?? "";
    if (!mark) return;
    const { left, top, width } = band.getBoundingClientRect();
    const over = mark.getBoundingClientRect();
    const seen = this.#field?.getBoundingClientRect() ?? over;
    const middle = (Math.max(over.left, seen.left) + Math.min(over.right, seen.right)) / 2 - left;
    const x = Math.max(0, Math.min(middle - tip.offsetWidth / 2, width - tip.offsetWidth));
    tip.style.setProperty("left", `${x}px`);
    tip.style.setProperty("top", `${over.top - top - tip.offsetHeight}px`);
  }

  /** Has the engine draw the window. A focused mark that leaves it hands the focus to the one that the Tab key finds. */
  #draw(run) {
    const hadFocus = this.#root.activeElement?.matches(".mark");
    this.#isStale = false;
    this.#call(run);
    const active = /** @type {HTMLElement | null} */ (this.#root.activeElement);
    if (hadFocus && active?.tabIndex !== 0) focus(this.#root.querySelector(".mark[tabindex='0']"));
  }

  /** Moves what is drawn, by pixels along time and so many times nearer about a pixel, and draws it anew where that is due. */
  #move(dx, x = 0, factor = 1) {
    this.#isStale = Boolean(this.#call((widget) => widget.moveWindow(x, factor, dx)));
    clearTimeout(this.#restTimer);
    const now = performance.now();
    const isDue = this.#isStale || now > this.#drawn + REST_DELAY;
    this.#moves += 1;
    if (isDue && now > this.#nextDrawing && this.#moves >= MOVES_BETWEEN) this.#drawTimed((widget) => widget.redraw());
    // Once more at rest, when the lanes may change.
    this.#restTimer = setTimeout(() => this.#drawTimed((widget) => widget.resize(...this.#measures)), REST_DELAY);
  }

  #drawTimed(run) {
    const began = performance.now();
    this.#draw(run);
    // With its layout, which comes in this frame anyway.
    this.#root.getElementById("band")?.getBoundingClientRect();
    this.#moves = 0;
    this.#drawn = performance.now();
    this.#nextDrawing = this.#drawn + (this.#drawn - began) * (1 / DRAWING_FRACTION - 1);
  }

  /** Ends an animation. */
  #stop() {
    cancelAnimationFrame(this.#frame);
  }

  #within(event, selector) {
    const target = event.composedPath()[0];
    return target instanceof Element ? target.closest(selector) : null;
  }

  #along(element, x) {
    if (!element) return 0;
    const { left, right } = element.getBoundingClientRect();
    return this.#isMirrored ? right - x : x - left;
  }

  #onPress(event) {
    // With Ctrl it is a context menu on macOS, after which the pointer is not heard of.
    const pressed = event.button === 0 && !event.ctrlKey && this.#within(event, ".field");
    if (!pressed || !this.#field) return;
    this.#stop();
    this.#name();
    // The first pointer of its kind: others are left over from a release that nobody has heard.
    if (event.isPrimary) this.#pointers.clear();
    this.#distance = 0;
    this.#pointers.set(event.pointerId, this.#along(pressed, event.clientX));
  }

  #onMove(event) {
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) return;
    const field = this.#field;
    // The band has gone; or the button was released where nobody heard it.
    if (!field || !(event.buttons & 1)) return this.#endGesture();
    const x = this.#along(field, event.clientX);
    const dx = x - before;
    this.#distance += Math.abs(dx);
    if (this.#distance < CLICK_DISTANCE) return;
    // From here on the marks underneath hear no click.
    field.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, x);
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other === undefined) return this.#move(-dx);
    // The other finger stays where it is; what lies under this one follows it.
    const apart = Math.abs(before - other);
    if (apart > 10) this.#move(0, other, Math.abs(x - other) / apart);
  }

  #onRelease(event) {
    if (this.#pointers.delete(event.pointerId) && !this.#pointers.size) this.#endGesture();
  }

  /** Ends the gesture of all pointers, where one is under way. */
  #endGesture() {
    this.#pointers.clear();
    if (this.#field) this.#draw((widget) => widget.dispatch("settle", 0));
  }

  #onWheel(event) {
    // The plain wheel is the page's.
    if (!(event.ctrlKey || event.metaKey) || !this.#within(event, ".field")) return;
    event.preventDefault();
    this.#stop();
    const notches = event.deltaMode ? event.deltaY / 3 : event.deltaY / 100;
    this.#move(0, this.#along(this.#field, event.clientX), 1.6 ** -Math.max(-2, Math.min(2, notches)));
  }
}
