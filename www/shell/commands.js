// Commands: what an event inside the widget means. Elements that can be used name their command and its index by `data-act`
// and `data-n` (docs/decisions/003-the-shell-listens.md).

/**
 * A command of the view, with the element that gave it; or a search.
 * @typedef {{ name: string, index: number, element?: Element, query?: string }} Command
 */

/** @returns {Command} */
const command = (name, index = 0) => ({ name, index });

/** Whether a key belongs to the browser: Alt+← is Back, ⌘← the start of a line. */
export const hasModifier = (event) => event.ctrlKey || event.metaKey || event.altKey;

/** Whether a definition is open. */
export const isDefinitionOpen = (root) => Boolean(root.getElementById("card")?.hasChildNodes());

const isMirrored = (root) => getComputedStyle(root.firstElementChild).direction === "rtl";

/** The command that an element names. @param {HTMLElement} element @returns {Command} */
const commandOf = (element) => ({ name: element.dataset.act ?? "", index: Number(element.dataset.n), element });

/** Keys in the band: from mark to mark, to the ends, in and out. */
const KEYS = {
  ArrowRight: command("focus-mark", 1),
  ArrowLeft: command("focus-mark", 0),
  Home: command("focus-end", 0),
  End: command("focus-end", 1),
  "+": command("zoom", 1),
  "=": command("zoom", 1),
  "-": command("zoom", 0),
  0: command("zoom-all"),
  __proto__: null,
};

/** @param {KeyboardEvent} event @param {ShadowRoot} root */
function commandFromKey({ key }, root) {
  if (key === "Escape") return root.querySelector("[data-act=unstage]") ? command("unstage") : undefined;
  const found = KEYS[key];
  return found?.name === "focus-mark" && isMirrored(root) ? command("focus-mark", 1 - found.index) : found;
}

/** Arrow keys in a row of which the Tab key finds one button (WAI-ARIA APG, roving tabindex). */
function moveInRow(event, row, isMirrored) {
  const steps = { ArrowRight: isMirrored ? -1 : 1, ArrowLeft: isMirrored ? 1 : -1 };
  const buttons = [...row.children];
  const next = buttons[buttons.indexOf(event.composedPath()[0]) + steps[event.key]];
  if (next instanceof HTMLElement) {
    event.preventDefault();
    next.focus();
  }
}

/**
 * The command that an event gives, if any. A press or focus outside, and a definition opened elsewhere, close the one that is open.
 * @param {Event} event
 * @param {ShadowRoot} root
 * @returns {Command | undefined}
 */
export function commandFromEvent(event, root) {
  const target = event.composedPath()[0];
  const element = target instanceof Element && target.getRootNode() === root ? target : undefined;
  if (event.type === "pointerdown" || event.type === "backstory-term") {
    const isKept = element?.closest(".card, [data-act=term]");
    return isDefinitionOpen(root) && !isKept ? command("close") : undefined;
  }
  // Focus that goes on behind a sheet would be obscured (WCAG 2.4.11).
  if (event.type === "focusin") return isDefinitionOpen(root) && !element?.closest(".card") ? command("close") : undefined;
  if (!element) return;
  if (event.type === "input") {
    const isQuery = element.id === "query" && element instanceof HTMLInputElement;
    return isQuery ? { ...command("search"), query: element.value } : undefined;
  }
  if (event.type === "keydown") {
    if (hasModifier(event)) return;
    const { key } = /** @type {KeyboardEvent} */ (event);
    const isEscape = key === "Escape";
    // Links that are buttons to a screen reader take a button's keys.
    if (element.matches("a[role=button]") && (key === "Enter" || key === " ")) {
      event.preventDefault();
      return commandOf(/** @type {HTMLElement} */ (element));
    }
    const row = element.closest(".line");
    if (row) moveInRow(event, row, isMirrored(root));
    if (isEscape && isDefinitionOpen(root)) return command("close");
    if (element.closest(".field")) {
      const found = commandFromKey(/** @type {KeyboardEvent} */ (event), root);
      // The page must not scroll as well.
      if (found) event.preventDefault();
      return found;
    }
    const query = root.getElementById("query");
    return isEscape && query instanceof HTMLInputElement && query.value ? command("clear") : undefined;
  }
  /** @type {HTMLElement | null} */
  const used = element.closest("[data-act]");
  // A checkbox is clicked, and then changed.
  if (!used || (event.type === "click" && used instanceof HTMLInputElement)) return;
  if (used.localName === "a") {
    // With a modifier a link opens elsewhere, as any.
    if (hasModifier(event)) return;
    event.preventDefault();
  }
  return commandOf(used);
}

/**
 * Remembers where the element of a command stands in the window. Returns a function that finds it again in the view, drawn anew
 * or replaced by one that `selector` finds, moves the focus to it and scrolls it back to where it stood.
 * @param {ShadowRoot} root
 * @param {Element} element
 */
export function rememberPlace(root, element) {
  const { top } = element.getBoundingClientRect();
  const entry = element.closest("[id^=backstory-]")?.id;
  const { act, n } = /** @type {HTMLElement} */ (element).dataset;
  return (selector = `${entry ? `#${CSS.escape(entry)} ` : ""}[data-act="${act}"][data-n="${n}"]`) => {
    /** @type {HTMLElement | null} */
    const found = root.querySelector(selector);
    if (!found) return;
    found.focus({ preventScroll: true });
    scrollBy({ top: found.getBoundingClientRect().top - top, behavior: "instant" });
  };
}
