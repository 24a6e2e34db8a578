// An upgraded host: its shadow root, the engine's widget in it, and every listener of both.

import { commandFromEvent, rememberPlace } from "./commands.js";
import { SETTINGS } from "./embed.js";
import { engineEvents, engineInstance, getStylesheet, loadStory, restartEngine } from "./engine.js";
import { EngineCallbacks } from "./engine-callbacks.js";
import { Failure, emit, emitError, toFailure } from "./errors.js";
import { yieldToMain } from "./fetch.js";
import { Widget } from "./glue.js";
import { framed } from "./lazy-modules.js";
import { arrive, isFreshPage, permalink } from "./permalink.js";
import { focus } from "./popover.js";
import { VERSION } from "./registry.js";
import { reserveHeight } from "./reserve-height.js";
import { TimelineGestures, expectedBand } from "./timeline-gestures.js";

/** Selectors of the element that takes the focus when a command removes its own button. */
const FOCUS_FALLBACK = { clear: "#query", reset: "[data-act=filters]", filters: "[data-act=filters]", mark: ".unstage", unstage: ".tools [data-act=step]" };
/** How long a reader pauses in typing until the count of results is announced, in milliseconds. */
const ANNOUNCEMENT_DELAY = 400;
/** So many faults within so many milliseconds bring the fallback back. */
const [MOST_FAULTS, FAULT_PERIOD] = [3, 10_000];

/** Width of an element's content, in CSS pixels. An empty host has no width of its own. */
function contentWidth(element) {
  if (!element) return 0;
  const { paddingLeft, paddingRight } = getComputedStyle(element);
  return Math.round(element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight));
}

/** Takes the children of some elements; returns a function that puts them back. */
function detachChildren(root, selector) {
  const detached = [...root.querySelectorAll(selector)].map((parent) => [parent, [...parent.childNodes]]);
  for (const [parent] of detached) parent.replaceChildren();
  return () => detached.forEach(([parent, children]) => parent.append(...children));
}

/** Says whether the first and last of a line of tabs or chips are cut: there is more behind that end of the line. */
function markCut(entries) {
  for (const { target, boundingClientRect: it, rootBounds } of entries) {
    target.toggleAttribute("data-cut", it.left < rootBounds?.left - 2 || it.right > rootBounds?.right + 2);
  }
}

/** Whether the engine trapped: nothing in its memory can be relied on. @param {Failure} failure */
const isTrap = ({ cause }) => cause instanceof WebAssembly.RuntimeError;

export class WidgetHost {
  /** @type {ShadowRoot} */
  root;
  #embed;
  /** @type {HTMLElement} */
  #host;
  /** @type {Widget | undefined} */
  #widget;
  /** A widget that is being made, and follows attributes already. @type {Widget | undefined} */
  #nextWidget;
  /** The engine holds them weakly. @type {EngineCallbacks} */
  #callbacks;
  /** @type {TimelineGestures | undefined} */
  #gestures;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #announcement;
  /** Ends the listening. @type {AbortController | undefined} */
  #listening;
  /** Go back to the links that the reader followed inside the widget. @type {ReturnType<typeof rememberPlace>[]} */
  #places = [];
  #height = 0;
  /** What is chosen in each line of tabs or chips that has been shown. @type {WeakMap<Element, Element | null>} */
  #chosen = new WeakMap();
  /** The id in the address that was followed last. @type {string | undefined} */
  #linked;
  /** @type {ReturnType<typeof reserveHeight>} */
  #reserved;
  /** Shows what the first view still lacks. @type {(() => void) | undefined} */
  #showRest;
  /** Times of the last faults. @type {number[]} */
  #faults = [];
  /** The engine's instance that the widget lives in. */
  #instance = 0;
  /** Whether a whole first view has stood. */
  #hasSettled = false;
  #hasColorScheme = false;
  #hasFailed = false;
  #isBlockedByPolicy = false;

  constructor(embed) {
    this.#embed = embed;
    this.#host = embed.host;
  }

  /**
   * Shows the story that the embed names.
   * @param {AbortSignal} signal Aborts when another show supersedes this one; it then rejects.
   */
  async show(signal) {
    const began = performance.now();
    const embed = this.#embed;
    const host = this.#host;
    const story = await loadStory(embed);
    signal.throwIfAborted();
    const instance = engineInstance;
    // The engine draws into a fragment until the widget is shown: nothing there is styled or laid out meanwhile.
    const fragment = document.createDocumentFragment();
    const callbacks = new EngineCallbacks(host, /** @type {any} */ (fragment));
    const widget = new Widget(new WeakRef(callbacks), /** @type {any} */ (story));
    this.#nextWidget = widget;
    const follow = () => {
      this.#linked = permalink(embed);
      if (this.#linked) widget.followAttribute("event", this.#linked);
    };
    /** @type {ReturnType<typeof expectedBand> | undefined} */
    let band;
    const tasks = [
      () => getStylesheet(host.ownerDocument),
      () => {
        for (const name of SETTINGS) if (embed.has(name)) widget.followAttribute(name, embed.get(name));
        follow();
        widget.dispatch("draw", 0);
      },
      // As wide as the text that stands there. In its first frame the band measures where it stands itself.
      () => {
        const width = Math.round(host.getBoundingClientRect().width) || contentWidth(host.parentElement);
        // In a narrower one the stylesheet hides it.
        if (width >= 40 * parseFloat(getComputedStyle(document.documentElement).fontSize)) widget.resize(...(band = expectedBand(host, width)));
      },
    ];
    // Reading a long story, drawing it and showing it are tasks of their own: a reader may touch the page between them.
    for (const task of [...tasks, () => {}]) {
      await yieldToMain();
      signal.throwIfAborted();
      // Another widget's fault has taken this one's instance away.
      if (instance !== engineInstance) return this.show(signal);
      task();
    }
    if (!this.#widget) await embed.untilClosed(signal);
    signal.throwIfAborted();
    if (instance !== engineInstance) return this.show(signal);
    if (permalink(embed) !== this.#linked) {
      follow();
      widget.dispatch("draw", 0);
    }
    // Everything from here to the first view is one task: the browser paints the fallback or the widget.
    // The text can be measured only until a shadow root covers it.
    if (!this.#widget) this.#reserved = reserveHeight(host);
    const root = (this.root ??= host.shadowRoot ?? host.attachShadow({ mode: "open" }));
    root.adoptedStyleSheets = [getStylesheet(host.ownerDocument)];
    this.#widget = widget;
    this.#nextWidget = undefined;
    this.#callbacks = callbacks;
    this.#instance = instance;
    this.#applyColorScheme();
    // The list and the band's contents come in tasks of their own: to lay out all at once takes long.
    const parts = [".axis, .lane-names, .marks", "[part~=list]"].map((it) => detachChildren(fragment, it));
    this.#showRest = () => parts.splice(0).forEach((attach) => attach());
    root.replaceChildren(fragment);
    this.#reserved?.hold();
    callbacks.root = root;
    callbacks.gestures = this.#gestures ??= new TimelineGestures(root, (run) => this.act(run));
    const shown = /** @type {Element} */ (root.firstElementChild);
    for (;;) {
      shown.getBoundingClientRect();
      if (!parts.length || signal.aborted) break;
      await yieldToMain();
      parts.shift()?.();
    }
    signal.throwIfAborted();
    // Laid out it is already; its direction is known only now.
    this.#gestures.measure(band);
    this.#showLines();
    // It answers at once: its height waits until a scroll under way has ended.
    if (host.isConnected) this.listen();
    await this.#reserved?.settle(root);
    signal.throwIfAborted();
    const isFirst = !this.#hasSettled;
    this.#hasSettled = true;
    if (isFirst && this.#linked && isFreshPage()) this.#arrive(this.#linked);
    const { revision } = story;
    emit(host, "ready", { version: VERSION, revision, ms: Math.round(performance.now() - began) });
    // The text in the page was pasted; the story may have been corrected since.
    const pasted = host.querySelector("[data-backstory-revision]")?.getAttribute("data-backstory-revision")?.match(/[^-]*$/)?.[0];
    embed.isStale = Boolean(pasted) && pasted !== revision;
    if (embed.isStale) emit(host, "stale", { pasted, current: revision });
  }

  /**
   * Shows the same story in the language that the embed names: view, selection, window and focus stay.
   * @param {AbortSignal} signal As for `show`, which does it where there is nothing to keep.
   */
  async translate(signal) {
    const story = await loadStory(this.#embed);
    signal.throwIfAborted();
    const isKept = this.#hasSettled && this.#instance === engineInstance;
    if (!isKept || !this.act((widget) => widget.translate(story))) return this.show(signal);
    // Its direction may be the other one.
    this.#gestures?.measure();
    emit(this.#host, "ready", { version: VERSION, revision: story.revision, ms: 0 });
  }

  /** Listens to the widget and the page, in place of an earlier listening. */
  listen() {
    this.#listening?.abort();
    if (this.#isBlockedByPolicy) return this.#showFrame();
    if (!this.#widget) return;
    if (this.#instance !== engineInstance) return this.#embed.show();
    const host = this.#host;
    const root = this.root;
    // A move to another document has taken it away.
    if (!root.adoptedStyleSheets.length) root.adoptedStyleSheets = [getStylesheet(host.ownerDocument)];
    const { signal } = (this.#listening = new AbortController());
    const onEvent = (event) => {
      const command = commandFromEvent(event, root);
      if (command) this.#carryOut(command);
    };
    // What the window hears from inside a closed root of the page has that root's host for its target.
    let inside;
    const onInside = (event) => onEvent((inside = event));
    for (const kind of ["click", "change", "input", "keydown", "focusin", "pointerdown"]) {
      root.addEventListener(kind, onInside, { signal });
    }
    // The widget's own definition must not close itself.
    host.addEventListener("backstory-term", (event) => (inside = event), { signal });
    const onOutside = (event) => {
      // A section has no callback that says so.
      if (!host.isConnected) this.leave();
      else if (event !== inside) onEvent(event);
    };
    for (const kind of ["pointerdown", "backstory-term", "focusin"]) addEventListener(kind, onOutside, { signal, passive: true });
    this.#gestures?.listen(signal);
    // The address may have changed since it was read.
    const onHashChange = () => {
      const id = permalink(this.#embed);
      if (id === this.#linked) return;
      this.#linked = id;
      if (id && this.act((widget) => widget.select(id))) this.#arrive(id);
    };
    addEventListener("hashchange", onHashChange, { signal });
    onHashChange();
    // Widgets of an instance that trapped are void.
    engineEvents.addEventListener("restart", () => this.#embed.show(), { signal });
    // On paper the digest stands, not the view on screen, with the address of the story page.
    const fallback = document.createElement("slot");
    const address = document.createElement("p");
    const onPrint = () => {
      address.textContent = /** @type {HTMLAnchorElement | null} */ (host.querySelector("a.story-page"))?.href ?? "";
      root.append(fallback, address);
    };
    addEventListener("beforeprint", onPrint, { signal });
    addEventListener("afterprint", () => [fallback, address].forEach((it) => it.remove()), { signal });
    // Not within the notification: a listener may change the observed size (Resize Observer, "deliver resize loop error").
    const size = new ResizeObserver(() =>
      requestAnimationFrame(() => {
        const height = Math.round(host.getBoundingClientRect().height);
        if (height !== this.#height && !signal.aborted) emit(host, "resize", { height: (this.#height = height) });
      }),
    );
    size.observe(host);
    signal.addEventListener("abort", () => size.disconnect());
  }

  /** Brings a linked entry into view. @param {string} id */
  #arrive(id) {
    this.#reserved?.release();
    const signal = this.#listening?.signal;
    if (signal) arrive(this.root, id, signal);
  }

  /** Carries out a command of the view. @param {import("./commands.js").Command} command */
  #carryOut({ name, index, element, query }) {
    // A link inside the definition opens another in its place.
    if (name === "term" && element instanceof HTMLElement && !element.closest(".card")) this.#callbacks.opener = element;
    if (name === "language" && element instanceof HTMLElement) return this.#embed.translate(element.lang);
    if (name === "copy" && element instanceof HTMLAnchorElement) return void this.#copy(element.hash, index);
    const isLink = element?.matches("[data-act=go]");
    const origin = element?.closest(".card") ? this.#callbacks.opener : element;
    const place = origin && (isLink || name === "fewer") ? rememberPlace(this.root, origin) : undefined;
    if (isLink && place) this.#places.push(place);
    if (query === undefined) this.act((widget) => widget.dispatch(name, index));
    else {
      this.act((widget) => widget.search(query));
      // Announced once in a pause, not with every letter.
      clearTimeout(this.#announcement);
      this.#announcement = setTimeout(() => this.act((widget) => widget.dispatch("count", 0)), ANNOUNCEMENT_DELAY);
    }
    if (name === "return") this.#places.pop()?.();
    if (name === "fewer") place?.("[data-act=more]");
    const fallback = FOCUS_FALLBACK[name];
    if (fallback && !this.root.activeElement) focus(this.root.querySelector(fallback));
  }

  /** Copies a permalink; where the page may not, its address becomes the permalink. */
  async #copy(hash, index) {
    try {
      await navigator.clipboard.writeText(String(new URL(hash, location.href)));
      this.act((widget) => widget.dispatch("copy", index));
    } catch {
      location.hash = hash;
    }
  }

  /** The host has left the page, perhaps to come back. */
  leave() {
    this.#listening?.abort();
    this.#reserved?.release();
    // Browsers hide the popover of a removed element.
    this.act((widget) => widget.dispatch("close", 0));
  }

  /** Follows an attribute. */
  follow(name) {
    if (name === "theme") return this.#applyColorScheme();
    if (!SETTINGS.includes(name)) return;
    const run = (widget) => {
      widget.followAttribute(name, this.#embed.get(name));
      widget.dispatch("draw", 0);
    };
    try {
      if (this.#nextWidget) run(this.#nextWidget);
    } catch (error) {
      return this.fail(error);
    }
    this.act(run);
  }

  /** Follows the host's colour scheme, or the one that its attribute names. */
  #applyColorScheme() {
    const theme = this.#embed.get("theme");
    const { style } = this.#host;
    const isNamed = theme !== "auto";
    if (isNamed) style.setProperty("color-scheme", theme);
    else if (this.#hasColorScheme) style.removeProperty("color-scheme");
    this.#hasColorScheme = isNamed;
  }

  /**
   * Calls the widget. A fault costs this call alone, unless it is one of several: the page hears of it, and it is thrown.
   * @template T
   * @param {(widget: Widget) => T} run
   * @returns {T}
   */
  call(run) {
    if (!this.#widget) throw new Failure("panic", "the widget is not shown");
    this.#showRest?.();
    try {
      const answer = run(this.#widget);
      this.#gestures?.measureIfNew();
      this.#showLines();
      return answer;
    } catch (error) {
      const failure = toFailure(error);
      this.#recover(failure);
      throw failure;
    }
  }

  /** Scrolls what is chosen to the middle of its line, which on a phone is longer than the window, and watches the ends of new
   * lines. */
  #showLines() {
    for (const line of this.root.querySelectorAll(".line")) {
      if (!this.#chosen.has(line)) {
        const observer = new IntersectionObserver(markCut, { root: line, threshold: [0, 0.5, 0.95] });
        for (const it of [line.firstElementChild, line.lastElementChild]) if (it) observer.observe(it);
      }
      const chosen = line.querySelector("[aria-selected=true], [aria-pressed=true]");
      if (chosen && chosen !== this.#chosen.get(line)) {
        const [{ left, width }, outer] = [chosen, line].map((it) => it.getBoundingClientRect());
        line.scrollLeft += left + width / 2 - outer.left - outer.width / 2;
      }
      this.#chosen.set(line, chosen);
    }
  }

  /**
   * Calls the widget, if one is shown, for somebody who does not wait for the answer.
   * @template T
   * @param {(widget: Widget) => T} run
   * @returns {T | undefined}
   */
  act(run) {
    try {
      return this.#widget && this.call(run);
    } catch {
      // The page has heard of it.
    }
  }

  /** After a fault. @param {Failure} failure */
  #recover(failure) {
    const now = performance.now();
    this.#faults = [...this.#faults.filter((time) => now - time < FAULT_PERIOD), now];
    if (isTrap(failure) || this.#faults.length >= MOST_FAULTS) this.fail(failure);
    else emitError(this.#host, failure);
  }

  /** Gives the widget up. After a trap it is made anew in another instance of the engine, once a page; otherwise the fallback is
   * shown again, for good. */
  fail(error) {
    if (this.#hasFailed) return;
    const failure = toFailure(error);
    this.#widget = this.#nextWidget = undefined;
    if (isTrap(failure) && restartEngine()) {
      emitError(this.#host, failure);
      return this.#embed.show();
    }
    this.#hasFailed = true;
    this.#listening?.abort();
    this.#reserved?.release();
    this.root?.replaceChildren(document.createElement("slot"));
    emitError(this.#host, failure);
    this.#embed.refuse(failure);
    // A frame shows the engine's own story only.
    this.#isBlockedByPolicy = failure.code.startsWith("csp-") && !this.#embed.get("src") && !this.#embed.story;
    if (this.#isBlockedByPolicy) this.#showFrame();
  }

  #showFrame() {
    const { signal } = (this.#listening = new AbortController());
    void framed(this.#embed, { signal, emit, linked: permalink(this.#embed) });
  }
}
