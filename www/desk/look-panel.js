// The panel of the look: what readers see first, and in which colours. It is not part of the story: it goes into the snippets.

import { byId, el } from "./dom.js";

export class LookPanel {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
    this.form = /** @type {HTMLFormElement} */ (byId("look"));
    this.form.addEventListener("input", ({ target }) => {
      if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) store.choose({ [target.name]: target.value });
    });
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.refresh();
  }

  refresh() {
    const { story, choices } = this.store;
    const entry = /** @type {HTMLSelectElement} */ (this.form.elements.namedItem("entry"));
    // Only entries with a link name can be opened by it.
    const group = (label, kind, rows = [], name) => {
      const named = rows.filter(({ id }) => id).slice(0, 500);
      return named.length > 0 && el("optgroup", { label }, ...named.map((row) => el("option", { value: `${kind}:${row.id}` }, name(row) ?? row.id)));
    };
    const groups = [
      group("Events", "event", story.events, (row) => row.headline),
      group("Terms", "term", story.terms, (row) => row.label),
    ];
    entry.replaceChildren(el("option", { value: "" }, "the beginning"), ...groups.filter((it) => it !== false));
    for (const made of this.form.elements) {
      if (made instanceof HTMLInputElement && made.type === "radio") made.checked = made.value === choices[made.name];
      else if (made instanceof HTMLInputElement || made instanceof HTMLSelectElement) made.value = choices[made.name] ?? "";
    }
  }
}
