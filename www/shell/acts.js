// What an event inside the widget means, in the engine's words: `[word, text, element]`, or nothing. What can be used says
// so by `data-act` and `data-n` (docs/decisions/003-the-shell-listens.md).

/** The definition's element where a definition is open. */
const definition = (root) => {
  const card = root.getElementById("card");
  return card?.hasChildNodes() && card;
};

/** Keys in the drawn timeline: from mark to mark, to the ends, a window on, nearer and farther. */
function walk(event, root) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isMirrored = getComputedStyle(root.firstElementChild).direction === "rtl";
  const found = {
    ArrowRight: ["walk", isMirrored ? "0" : "1"],
    ArrowLeft: ["walk", isMirrored ? "1" : "0"],
    Home: ["end", "0"],
    End: ["end", "1"],
    PageDown: ["leap", "1"],
    PageUp: ["leap", "0"],
    "+": ["nearer", "1"],
    "=": ["nearer", "1"],
    "-": ["nearer", "0"],
    0: ["whole", "0"],
    Escape: root.querySelector("[data-act=unstage]") && ["unstage", "0"],
  }[event.key];
  // The page must not scroll as well.
  if (found) event.preventDefault();
  return found;
}

export function wish(event, root) {
  const target = event.composedPath()[0];
  const isInside = target instanceof Element && target.getRootNode() === root;
  const close = ["close", "0"];
  // A definition opened elsewhere, in the article or in another widget: one is open at a time.
  if (event.type === "pointerdown" || event.type === "backstory-term") {
    const keeps = isInside && target.closest(".card, [data-act=term]");
    return definition(root) && !keeps && close;
  }
  if (!isInside) return;
  if (event.type === "input") return target.id === "query" && ["search", target.value];
  if (event.type === "keydown") {
    if (target.closest(".field")) return walk(event, root);
    if (event.key !== "Escape") return;
    return definition(root) ? close : root.getElementById("query").value && ["clear", "0"];
  }
  const used = target.closest("[data-act]");
  // A checkbox is clicked, and then changed.
  if (!used || (event.type === "click" && used.localName === "input")) return;
  return [used.dataset.act, used.dataset.n, used];
}
