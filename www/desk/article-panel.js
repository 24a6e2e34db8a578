// The panel of the article: pasted here, it is read for the story's terms, and stays here.

import { byId, counted, debounced, el } from "./dom.js";

export class ArticlePanel {
  /** @param {import("./store.js").Store} store @param {import("./checker.js").Checker} checker */
  constructor(store, checker) {
    this.store = store;
    this.checker = checker;
    const field = /** @type {HTMLTextAreaElement} */ (byId("article-text"));
    this.field = field;
    field.addEventListener("input", debounced(200, () => void this.read()));
    checker.addEventListener("report", () => void this.read());
  }

  async read() {
    const words = this.field.value;
    if (!words.trim()) {
      byId("article-found").replaceChildren();
      byId("article-read").replaceChildren();
      return;
    }
    try {
      this.#show(await this.checker.module.call("article", words));
    } catch (error) {
      byId("article-found").replaceChildren(el("p", { class: "error" }, error.message));
    }
  }

  #show(pieces) {
    const terms = this.store.story.terms ?? [];
    const uses = new Map();
    for (const { term } of pieces) if (term) uses.set(term, (uses.get(term) ?? 0) + 1);
    const name = (id) => terms.find((term) => term.id === id)?.label ?? id;
    const found = [...uses].map(([id, count]) => `${name(id)} (${count})`);
    const missing = terms.filter(({ id }) => !uses.has(id)).map(({ label }) => label);
    const line = (title, all, none) => el("p", {}, el("b", {}, title), " ", all.length ? all.join(", ") : none);
    byId("article-found").replaceChildren(
      line(`${counted(found.length, "term")} found:`, found, "none"),
      line("Not in it:", missing, "none"),
    );
    byId("article-read").replaceChildren(
      ...pieces.map(({ words, term }) => (term ? el("mark", { title: name(term) }, words) : words)),
    );
  }
}
