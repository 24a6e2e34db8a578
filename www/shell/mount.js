// An upgraded host: its shadow root, the engine's widget in it, and everything that listens for it.

import { wish } from "./acts.js";
import { Hands, SIZE, least } from "./band.js";
import { SETTINGS } from "./embed.js";
import { Widget } from "./glue.js";
import { emit, emitError, toFailure } from "./failure.js";
import { framed } from "./parts.js";
import { closeCard, focus, focusEntry, openCard } from "./place.js";
import { VERSION } from "./registry.js";
import { look, start } from "./start.js";

const PERMALINK = "#backstory=";
/** Who has the focus when a button takes itself away. */
const HEIRS = { clear: "#query", found: "#query", mentions: "#query", reset: ".bar button", mark: ".unstage", unstage: ".tools button" };
/** How long a reader pauses in typing before the count is said, in milliseconds. */
const PAUSE = 400;

/** Lets the page do what it has waiting. */
const pause = () => new Promise((done) => setTimeout(done));

/** How wide an element's content is, in CSS pixels. An empty host has no width of its own. */
function room(element) {
  if (!element) return;
  const { paddingLeft, paddingRight } = getComputedStyle(element);
  return Math.round(element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight));
}

/** Takes what stands in some places; gives a function that puts it back. */
function hold(root, places) {
  const held = [...root.querySelectorAll(places)].map((place) => [place, [...place.childNodes]]);
  for (const [place] of held) place.replaceChildren();
  return () => held.forEach(([place, nodes]) => place.append(...nodes));
}

/** What the engine knows of its widget's place: where it draws, and whom it tells. */
class Sketch {
  root;
  #mount;

  constructor(mount, root) {
    this.#mount = mount;
    this.root = root;
  }

  tell(...what) {
    this.#mount.tell(...what);
  }

  glide(...where) {
    this.#mount.glide(...where);
  }

  shift(...where) {
    this.#mount.shift(...where);
  }
}

export class Mount {
  /** Where the widget stands. */
  root;
  #embed;
  #host;
  #widget;
  /** Nobody else holds it. */
  #sketch;
  /** What opened the definition on show. */
  #opener;
  #hands;
  #pause;
  #heard;
  #latest;
  #height;
  #release;
  /** Puts what the first view still lacks into it. */
  #fill;
  #isDressed = false;
  #isOver = false;
  #isRefused = false;

  constructor(embed) {
    this.#embed = embed;
    this.#host = embed.host;
  }

  /** Shows the story that the embed names. A later call overtakes an earlier one, which then ends with it. */
  show() {
    const latest = (this.#latest = this.#show(() => latest !== this.#latest && this.#latest));
    return latest;
  }

  async #show(overtaken) {
    const began = performance.now();
    const embed = this.#embed;
    const host = this.#host;
    const [story, own] = await Promise.all([embed.bytes(), start()]);
    let later = overtaken();
    if (later || this.#isOver) return later;
    // What the engine draws into until it stands in the page: nothing there is styled or laid out meanwhile.
    const sketch = new Sketch(this, document.createDocumentFragment());
    const widget = new Widget(new WeakRef(sketch), story ? new Uint8Array(story) : own, !story);
    let where;
    let looks;
    const steps = [
      () => (looks = look()),
      () => {
        for (const name of SETTINGS) if (embed.has(name)) this.#take(widget, name);
        if (this.#isLinked) widget.ask("set-event", this.#linked);
        widget.draw(embed.get("heading-level"));
      },
      // As wide as the text that stands there. In its first frame the widget measures where it stands itself.
      () => {
        const width = Math.round(host.getBoundingClientRect().width) || room(host.parentElement);
        const em = parseFloat(getComputedStyle(host).fontSize);
        if (width > 0) where = [width, em * SIZE, least()];
        if (where) widget.place(...where);
      },
    ];
    const said = this.#said;
    // Reading a long story, drawing it and showing it are tasks of their own: a reader may touch the page between them.
    for (const step of steps) {
      await step();
      await pause();
      later = overtaken();
      if (later || this.#isOver) {
        widget.free();
        return later;
      }
    }
    if (this.#said !== said) {
      widget.free();
      return this.#show(overtaken);
    }
    // Everything from here to the first view is one task: the browser paints the ground state or the widget.
    // Where the text reaches can be measured only until a shadow root covers it.
    const release = this.#widget ? undefined : this.#keepBelowFold();
    const root = (this.root ??= host.shadowRoot ?? host.attachShadow({ mode: "open" }));
    root.adoptedStyleSheets = [looks];
    this.#widget?.free();
    this.#widget = widget;
    this.#dress();
    // The list and what stands in the band's places come in tasks of their own: to lay out all at once takes long.
    const held = [".axis, .eras, .lane-names, .marks", ".panel > :last-child"].map((places) => hold(sketch.root, places));
    this.#fill = () => held.splice(0).forEach((give) => give());
    root.replaceChildren(sketch.root);
    sketch.root = root;
    this.#sketch = sketch;
    this.#hands ??= new Hands(root, this);
    for (;;) {
      root.firstElementChild.getBoundingClientRect();
      if (!held.length) break;
      await pause();
      later = overtaken();
      if (later || this.#isOver) break;
      held.shift()?.();
    }
    // Whatever has come meanwhile: nobody else gives the room back.
    release?.();
    if (later || this.#isOver) return later;
    if (where) this.place(...where);
    else this.#hands.measure();
    if (host.isConnected) this.listen();
    emit(host, "ready", { version: VERSION, ms: Math.round(performance.now() - began) });
    return host;
  }

  /** What follows the host stays below the fold, if it is there, even where the widget is shorter than its text. Gives a
   * function to call when the widget stands. */
  #keepBelowFold() {
    const host = this.#host;
    const { top, bottom } = host.getBoundingClientRect();
    if (bottom <= innerHeight || top > innerHeight) return;
    host.style.setProperty("min-height", `${Math.ceil(innerHeight - top)}px`);
    return () => {
      const heard = new AbortController();
      const { signal } = heard;
      // The room is given back where nobody sees it, or when the reader does something and expects a change.
      const release = (this.#release = ({ type }) => {
        const isOut = this.root.firstElementChild.getBoundingClientRect().bottom >= innerHeight;
        if (type === "scroll" && !isOut) return;
        host.style.removeProperty("min-height");
        heard.abort();
      });
      for (const kind of ["click", "input", "keydown"]) host.addEventListener(kind, release, { signal });
      for (const kind of ["scroll", "resize"]) addEventListener(kind, release, { signal, passive: true });
      release({ type: "scroll" });
    };
  }

  get #hasPermalinks() {
    return this.#embed.get("permalinks") === "on";
  }

  /** Whether the page's address names an entry. */
  get #isLinked() {
    return this.#hasPermalinks && location.hash.startsWith(PERMALINK);
  }

  /** All that the first view follows. */
  get #said() {
    return SETTINGS.map((name) => this.#embed.has(name) && this.#embed.get(name)) + (this.#isLinked && this.#linked);
  }

  get #linked() {
    try {
      return decodeURIComponent(location.hash.slice(PERMALINK.length));
    } catch {
      return "";
    }
  }

  listen() {
    this.#heard?.abort();
    if (this.#isRefused) return this.#frame();
    if (!this.#widget) return;
    const host = this.#host;
    const root = this.root;
    const { signal } = (this.#heard = new AbortController());
    const hear = (event) => {
      const [word, text, used] = wish(event, root) || [];
      if (!word) return;
      this.#act((widget) => {
        if (word === "term" && !used.closest(".card")) this.#opener = used;
        widget.ask(word, text);
        if (word === "search") {
          // Said once in a pause, not with every letter.
          clearTimeout(this.#pause);
          this.#pause = setTimeout(() => this.ask("count", "0"), PAUSE);
        }
        const heir = HEIRS[word];
        if (heir && !root.activeElement) focus(root.querySelector(heir));
      });
    };
    for (const kind of ["click", "change", "input", "keydown"]) root.addEventListener(kind, hear, { signal });
    // A section that has left the page tells nobody.
    const outside = (event) => (host.isConnected ? hear(event) : this.leave());
    for (const kind of ["pointerdown", "backstory-term"]) addEventListener(kind, outside, { signal, passive: true });
    this.#hands.listen(signal);
    const follow = () => {
      if (this.#isLinked) this.ask("select", this.#linked);
    };
    addEventListener("hashchange", follow, { signal });
    // On paper the story is whole: the page's own text, not the view on screen.
    const paper = document.createElement("slot");
    addEventListener("beforeprint", () => root.append(paper), { signal });
    addEventListener("afterprint", () => paper.remove(), { signal });
    // In a frame of its own: who hears it may change the size that is being told.
    const size = new ResizeObserver(() =>
      requestAnimationFrame(() => {
        const height = Math.round(host.getBoundingClientRect().height);
        if (height !== this.#height && !signal.aborted) emit(host, "resize", { height: (this.#height = height) });
      }),
    );
    size.observe(host);
    signal.addEventListener("abort", () => size.disconnect());
  }

  /** Hears the engine: where the reader is taken, and what the host page should know. */
  tell(name, id, about, count) {
    const { root } = this;
    if (name === "open") openCard(root, (this.#opener ??= root.activeElement ?? document.activeElement));
    else if (name === "close") {
      closeCard(root, this.#opener);
      this.#opener = null;
    } else if (name === "focus") focusEntry(root, id);
    else if (name === "mark") focus(root.querySelector(".mark[tabindex='0']"));
    else if (name === "play") this.#hands?.play(count);
    else emit(this.#host, name, name === "filter" ? { query: about, count } : name === "select" ? { id, kind: about } : { id });
  }

  /** Hears the engine: its drawn timeline is to move to another window. */
  glide(x, factor, dx) {
    // Not while the engine is still speaking.
    queueMicrotask(() => this.#hands?.glide(x, factor, dx));
  }

  /** Hears the engine: what is drawn of the timeline is to be moved. */
  shift(...where) {
    this.#hands?.shift(...where);
  }

  /** The host is gone, perhaps to come back. */
  leave() {
    this.#heard?.abort();
    this.#release?.({});
    // Browsers hide the definition of a removed element.
    this.ask("close", "0");
  }

  /** Follows an attribute. */
  set(name) {
    if (name === "theme") return this.#dress();
    if (!SETTINGS.includes(name)) return;
    this.#act((widget) => {
      this.#take(widget, name);
      widget.ask("draw", "");
    });
  }

  /** Tells the engine what an attribute says. */
  #take(widget, name) {
    const say = (name) => this.#embed.get(name);
    if (name === "from" || name === "to") this.#bound(widget, say("from"), say("to"));
    else widget.ask(`set-${name}`, say(name));
  }

  /** Bounds what is shown by two ISO dates, from the next view on; what is none bounds nothing. */
  bound(from, to) {
    return this.#act((widget) => this.#bound(widget, from, to));
  }

  #bound(widget, from, to) {
    const day = (date) => Date.parse(`${date}T00:00Z`) / 864e5;
    widget.go(5, day(from), day(to));
  }

  /** Follows the host's colour scheme, or the one it asks for. */
  #dress() {
    const theme = this.#embed.get("theme");
    const style = this.#host.style;
    const wants = theme !== "auto";
    if (wants) style.setProperty("color-scheme", theme);
    else if (this.#isDressed) style.removeProperty("color-scheme");
    this.#isDressed = wants;
  }

  /** Asks the engine; a fault in it brings the ground state back. */
  #act(ask) {
    try {
      this.#fill?.();
      const answer = this.#widget && ask(this.#widget);
      this.#hands?.settle();
      return answer;
    } catch (error) {
      this.fail(error);
    }
  }

  /** What the widget answers to a word and what it is about; nothing where there is no widget. */
  ask(word, text) {
    return this.#act((widget) => widget.ask(word, text));
  }

  /** Moves the drawn timeline; see the engine's `go`. */
  go(what, a, b) {
    return this.#act((widget) => widget.go(what, a, b));
  }

  /** Tells the engine where the drawn timeline stands. */
  place(width, em, target) {
    return this.#act((widget) => widget.place(width, em, target));
  }

  fail(error) {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#widget = undefined;
    this.#heard?.abort();
    // The page's own text shows through again.
    this.root?.replaceChildren(document.createElement("slot"));
    const failure = toFailure(error);
    emitError(this.#host, failure);
    this.#embed.refuse(failure);
    // A frame shows the engine's own story only.
    this.#isRefused = failure.code.startsWith("csp-") && !this.#embed.get("src") && !this.#embed.story;
    if (this.#isRefused) this.#frame();
  }

  #frame() {
    const { signal } = (this.#heard = new AbortController());
    void framed(this.#embed, { signal, emit, linked: this.#isLinked && this.#linked });
  }
}
