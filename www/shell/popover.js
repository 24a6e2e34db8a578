// Popovers of definitions: where they open, and the focus. On narrow or low windows the stylesheet makes a sheet at the bottom
// of them, and their coordinates are not used.

/** Between the words and the popover, and between the popover and the viewport's edges, in CSS pixels. */
const GAP = 8;

/** Ends the listening of the popover that is open. @type {WeakMap<HTMLElement, AbortController>} */
const listening = new WeakMap();

/** Moves the focus without scrolling. @param {Element | null | undefined} element */
export const focus = (element) =>
  /** @type {HTMLElement | null | undefined} */ (element)?.focus({ preventScroll: true });

/**
 * Puts a popover beside its anchor, on the side with more room and inside the viewport.
 * @param {HTMLElement} popover
 * @param {Element} anchor
 */
function position(popover, anchor) {
  const { style } = popover;
  for (const name of ["--x", "--y", "max-block-size"]) style.removeProperty(name);
  if (getComputedStyle(popover).position === "fixed") return;
  // Rectangles are in pixels of the window, lengths in those of the element, which the page may have zoomed.
  const zoom = popover.currentCSSZoom ?? 1;
  /** @param {number} length */
  const px = (length) => `${Math.trunc(length / zoom)}px`;
  const words = anchor.getBoundingClientRect();
  const above = words.top - 2 * GAP;
  const below = innerHeight - words.bottom - 2 * GAP;
  const isAbove = popover.getBoundingClientRect().height > below && above > below;
  const room = Math.min(Math.max(above, below), innerHeight - 2 * GAP);
  style.setProperty("max-block-size", `min(26rem, ${px(room)})`);
  const { width, height } = popover.getBoundingClientRect();
  const left = Math.max(Math.min(words.left, document.documentElement.clientWidth - width - GAP), GAP);
  const beside = isAbove ? words.top - GAP - height : words.bottom + GAP;
  // Words that the reader has scrolled away are no place to open at.
  const top = Math.max(Math.min(beside, innerHeight - height - GAP), GAP);
  style.setProperty("--x", px(left + scrollX));
  style.setProperty("--y", px(top + scrollY));
}

/**
 * Shows a popover beside its anchor, where it stays while the window changes its size.
 * @param {HTMLElement} popover
 * @param {Element} anchor
 */
export function showPopover(popover, anchor) {
  try {
    popover.showPopover();
  } catch {
    // It is open already; or the browser has no popovers: there the stylesheet shows a sheet.
  }
  listening.get(popover)?.abort();
  const controller = new AbortController();
  listening.set(popover, controller);
  addEventListener("resize", () => position(popover, anchor), { signal: controller.signal });
  position(popover, anchor);
}

/** @param {HTMLElement} popover */
export function hidePopover(popover) {
  listening.get(popover)?.abort();
  popover.hidePopover?.();
}

/**
 * Shows the widget's definition beside the words that opened it, or its title, and moves the focus into it.
 * @param {ShadowRoot} root
 * @param {Element | null} opener
 */
export function openCard(root, opener) {
  const card = root.getElementById("card");
  if (!card) return;
  showPopover(card, opener && root.contains(opener) ? opener : (root.getElementById("title") ?? root.host));
  focus(card);
}

/**
 * Hides the widget's definition. The focus goes back to `opener` if it was in the card or nowhere.
 * @param {ShadowRoot} root
 * @param {HTMLElement | null} opener
 */
export function closeCard(root, opener) {
  const card = root.getElementById("card");
  if (!card) return;
  hidePopover(card);
  const active = root.activeElement;
  const isHere = active ? card.contains(active) : document.activeElement === document.body;
  if (isHere && opener?.isConnected) focus(opener);
}

/** Moves the focus to the entry of an id and scrolls it into view: the reader followed a link. */
export function focusEntry(root, id) {
  const entry = root.getElementById(`backstory-${id}`);
  if (!entry) return;
  const row = entry.querySelector(".row");
  // An entry without a button can still take the focus that a link sends it.
  if (!row) entry.tabIndex = -1;
  focus(row ?? entry);
  scrollToEntry(root, id);
}

/** Scrolls the entry of an id into view, unless it is there. */
export function scrollToEntry(root, id) {
  const entry = root.getElementById(`backstory-${id}`);
  const { top, bottom } = entry?.getBoundingClientRect() ?? {};
  if (top < 0 || bottom > innerHeight) entry.scrollIntoView(true);
}
