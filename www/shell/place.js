// Where the reader is taken: the definition beside the words that opened it, the focus to an entry. On narrow or low windows
// the stylesheet makes the definition a sheet at the bottom, and its coordinates are not used.

/** Between the words and the card, and between the card and the window's edge, in CSS pixels. */
const GAP = 8;

/** Moves the focus, and nothing else. */
export const focus = (element) => element?.focus({ preventScroll: true });

/** Shows the definition beside `opener`, if that is in the widget, inside the window on every edge, and moves the focus into it. */
export function openCard(root, opener) {
  const card = root.getElementById("card");
  try {
    card.showPopover();
  } catch {
    // It is open already; or the engine is older and has no popover: there the stylesheet shows it as a sheet.
  }
  if (root.contains(opener)) {
    const words = opener.getBoundingClientRect();
    const { width, height } = card.getBoundingClientRect();
    const left = Math.max(Math.min(words.left, innerWidth - width - GAP), GAP);
    const below = words.bottom + GAP;
    const above = words.top - GAP - height;
    const top = below + height <= innerHeight || above < GAP ? below : above;
    card.style.setProperty("--x", `${Math.trunc(left + scrollX)}px`);
    card.style.setProperty("--y", `${Math.trunc(top + scrollY)}px`);
  }
  focus(card);
}

/** Hides the definition. The focus goes back to `opener`, if it was in the card or nowhere. */
export function closeCard(root, opener) {
  const card = root.getElementById("card");
  card.hidePopover?.();
  const active = root.activeElement;
  const isHere = active ? card.contains(active) : document.activeElement === document.body;
  if (isHere && opener?.isConnected) focus(opener);
}

/** The reader followed a link: the entry of an id takes the focus and comes into view. */
export function focusEntry(root, id) {
  const entry = root.getElementById(`backstory-${id}`);
  if (!entry) return;
  const row = entry.querySelector(".row");
  // An entry without a button can still take the focus a link sends it.
  if (!row) entry.tabIndex = -1;
  focus(row ?? entry);
  entry.scrollIntoView(true);
}
