// The room of the text that a widget replaces. While the widget comes, the host keeps the height it had, so that nothing else on
// the page moves. Then the widget takes its own height where the reader cannot see what that moves, or keeps that of the text
// until the reader does something in it (docs/decisions/017-upgrade-anywhere.md).

import { isFreshPage } from "./permalink.js";

/** Least height of a list that is cut to keep the text's height, in CSS pixels: some rows of it stay. */
const LEAST_LIST = 120;
/** How long a frame is waited for, in milliseconds: a page that is out of sight draws none. */
const FRAME_LIMIT = 100;
/** How many frames a scroll under way is waited for: an animation's second. */
const SCROLL_LIMIT = 60;

/** The upper edge of what follows an element. Its margin may have collapsed with those of the text inside. The walk ends at a form,
 * which alone has `elements`: its fields hide its own members, and one named `parentElement` would lead round for ever. */
function edge(element) {
  for (let it = element; it && !it.elements; it = it.parentElement) {
    const next = it.nextElementSibling;
    if (next?.getClientRects().length) return next.getBoundingClientRect().top;
  }
  return element.getBoundingClientRect().bottom;
}

/** Whether the reader has scrolled. */
let hasScrolled = false;
for (const kind of ["wheel", "touchmove", "keydown"]) {
  // A server has no window.
  globalThis.addEventListener?.(kind, () => (hasScrolled = true), { capture: true, passive: true, once: true });
}

/**
 * Scrolls by what the edge behind a host has moved in this frame's layout, unless the browser has anchored the page itself. After a
 * reload or Back the browser has restored a number, which is that of a page with the widget: the page stays there.
 */
function keepEdge(host, kept) {
  const isRestored = !hasScrolled && !isFreshPage();
  // The browser anchors to what the reader reads, not to the widget.
  const { style } = isRestored ? document.documentElement : host;
  style.setProperty("overflow-anchor", "none");
  // Within the notification, for the reader must not see the frame unscrolled; what a scroll changes is no longer observed then
  // (Resize Observer, "deliver resize loop error").
  new ResizeObserver((_, observer) => {
    observer.disconnect();
    style.removeProperty("overflow-anchor");
    const moved = edge(host) - kept;
    if (!isRestored && Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
  }).observe(host);
}

/**
 * Measures the text in a host, which must not have a shadow root yet.
 * @param {HTMLElement} host
 */
export function reserveHeight(host) {
  const { style } = host;
  const { height } = host.getBoundingClientRect();
  const below = edge(host);
  const controller = new AbortController();
  const { signal } = controller;
  const reset = () => ["height", "min-height", "overflow"].forEach((name) => style.removeProperty(name));
  const release = () => controller.abort();
  signal.addEventListener("abort", reset);

  return {
    release,

    /** Keeps the height, from the task on that replaces the text. */
    hold() {
      if (!height || signal.aborted || style.height) return;
      style.setProperty("height", `${height}px`);
      style.setProperty("overflow", "clip");
      // By the margins that no longer collapse, and the host's own padding.
      const moved = edge(host) - below;
      if (moved) style.setProperty("height", `${height - moved}px`);
    },

    /** Gives the whole widget its height. @param {ShadowRoot} root */
    async settle(root) {
      // A scroll under way, which WebKit animates for the End key, would go on to where the page ended before.
      let before = NaN;
      for (let frames = 0; !document.hidden && !signal.aborted && scrollY !== before && frames < SCROLL_LIMIT; frames += 1) {
        before = scrollY;
        await new Promise((done) => {
          requestAnimationFrame(done);
          setTimeout(done, FRAME_LIMIT);
        });
      }
      if (signal.aborted) return;
      const widget = /** @type {Element} */ (root.firstElementChild);
      const { top, bottom, height } = host.getBoundingClientRect();
      const bottomOf = () => widget.getBoundingClientRect().bottom;
      // What the widget leaves of the room; negative where it needs more.
      const left = bottom - bottomOf();
      const kept = edge(host);
      reset();
      if (!height || top >= innerHeight || (kept >= innerHeight && left <= 0)) return release();
      if (kept < innerHeight && top + Math.max(left, 0) <= 0) {
        release();
        return keepEdge(host, kept);
      }
      /** @type {HTMLElement | null} */
      const list = left < 0 ? root.querySelector("[part~=list]") : null;
      const room = (list?.clientHeight ?? 0) + left;
      // It cannot be kept: what follows is pushed down.
      if (left < 0 && room < LEAST_LIST) return release();
      style.setProperty("min-height", `${Math.min(height, Math.ceil(innerHeight - top))}px`);
      if (list) {
        list.style.cssText = `max-block-size:${room}px;overflow:clip`;
        signal.addEventListener("abort", () => list.removeAttribute("style"));
      }
      const onScroll = () => {
        if (bottomOf() >= innerHeight) release();
      };
      for (const kind of ["click", "input", "keydown", "focusin"]) host.addEventListener(kind, release, { signal });
      addEventListener("resize", release, { signal, passive: true });
      addEventListener("scroll", onScroll, { signal, passive: true });
      onScroll();
    },
  };
}
