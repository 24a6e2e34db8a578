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
const isDefinitionOpen = (root) => root.getElementById("card")?.hasChildNodes();

/** Keys in the band: from mark to mark, to the ends, a window on, in and out. */
function commandFromKey(event, root) {
  const isMirrored = getComputedStyle(root.firstElementChild).direction === "rtl";
  switch (event.key) {
    case "ArrowRight":
      return command("walk", isMirrored ? 0 : 1);
    case "ArrowLeft":
      return command("walk", isMirrored ? 1 : 0);
    case "Home":
      return command("end", 0);
    case "End":
      return command("end", 1);
    case "PageDown":
      return command("leap", 1);
    case "PageUp":
      return command("leap", 0);
    case "+":
    case "=":
      return command("nearer", 1);
    case "-":
      return command("nearer", 0);
    case "0":
      return command("whole");
    case "Escape":
      return root.querySelector("[data-act=unstage]") ? command("unstage") : undefined;
  }
}

/**
 * The command that an event gives, if any. A press outside, and a definition opened elsewhere, close the one that is open.
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
  if (!element) return;
  if (event.type === "input") {
    const isQuery = element.id === "query" && element instanceof HTMLInputElement;
    return isQuery ? { ...command("search"), query: element.value } : undefined;
  }
  if (event.type === "keydown") {
    if (hasModifier(event)) return;
    const isEscape = /** @type {KeyboardEvent} */ (event).key === "Escape";
    if (isEscape && isDefinitionOpen(root)) return command("close");
    if (element.closest(".field")) {
      const found = commandFromKey(event, root);
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
  return { name: used.dataset.act ?? "", index: Number(used.dataset.n), element: used };
}
