// The panel of the look: what readers see first, and how it looks. It is not part of the story: it goes into the snippets.

import { ChoiceForm } from "../choices.js";
import { byId } from "./dom.js";

/** Most characters of a name in the list of entries. */
const LONG = 90;

export class LookPanel {
  #story;

  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
    this.form = new ChoiceForm(/** @type {HTMLFormElement} */ (byId("look")), ["first", "look"], (choices) => store.choose(choices));
    this.refresh();
  }

  refresh() {
    const { story, choices } = this.store;
    this.form.show(choices);
    if (this.#story === story) return;
    this.#story = story;
    // Only entries with a link name can be opened by it.
    const named = (rows = [], name) =>
      rows.filter(({ id }) => id).map((row) => ({ id: row.id, words: `${name(row) || row.id}`.slice(0, LONG) }));
    const entries = [
      { label: "Events", kind: "event", rows: named(story.events, (row) => [row.date, row.headline].filter(Boolean).join(" · ")) },
      { label: "Terms", kind: "term", rows: named(story.terms, (row) => row.label) },
    ];
    this.form.fill(entries, (story.themes ?? []).filter(({ id, label }) => id && label));
    this.form.show(choices);
  }
}
