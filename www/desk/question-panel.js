// The panel of questions: each with its accounts, side by side as readers see them.

import { button, el } from "./dom.js";
import { ACCOUNT, LISTS } from "./entries.js";
import { entryForm, markProblems, refreshForm } from "./form.js";
import { withValue } from "./paths.js";

export class QuestionPanel {
  #list = el("div", { class: "questions" });
  #shape = "";

  /** @param {HTMLElement} host @param {import("./store.js").Store} store */
  constructor(host, store) {
    this.host = host;
    this.store = store;
    const { help } = LISTS.questions;
    const tools = el("div", { class: "tools" }, el("p", { class: "help" }, help), button("Add a question", () => this.add()));
    host.replaceChildren(tools, this.#list);
    this.refresh();
  }

  get #questions() {
    return this.store.story.questions ?? [];
  }

  add() {
    const at = this.#questions.length;
    this.store.edit("adding a question", (story) => withValue(story, ["questions", at], LISTS.questions.blank(story, "")));
    this.lead(["questions", at, "asks"]);
  }

  refresh() {
    const shape = JSON.stringify(this.#questions.map(({ accounts }) => accounts?.length ?? 0));
    if (shape !== this.#shape) this.#list.replaceChildren(...this.#questions.map((question, at) => this.#question(question, at)));
    else {
      this.#questions.forEach(({ accounts = [] }, at) => {
        refreshForm(this.#list, this.store, ["questions", at], LISTS.questions.fields);
        accounts.forEach((_, index) => refreshForm(this.#list, this.store, ["questions", at, "accounts", index], ACCOUNT));
      });
    }
    this.#shape = shape;
  }

  /** @param {any[]} problems */
  mark(problems) {
    markProblems(this.host, problems);
  }

  /** @param {(string | number)[]} path */
  lead(path) {
    /** @type {HTMLElement | null} */
    const made = this.host.querySelector(`[data-path="${path.join(".")}"]`) ?? this.host.querySelector("[aria-invalid], input");
    made?.closest("details")?.setAttribute("open", "");
    made?.focus();
  }

  #question({ accounts = [] }, at) {
    const path = ["questions", at];
    const cut = (index) =>
      this.store.edit("deleting an account", (story) => withValue(story, [...path, "accounts"], accounts.filter((_, other) => other !== index)));
    const more = () => this.store.edit("adding an account", (story) => withValue(story, [...path, "accounts", accounts.length], {}));
    const drop = () => this.store.edit("deleting a question", (story) => withValue(story, ["questions"], this.#questions.filter((_, other) => other !== at)));
    const sides = accounts.map((_, index) =>
      el(
        "section",
        { class: "account", "aria-label": `Account ${index + 1}` },
        entryForm(this.store, [...path, "accounts", index], ACCOUNT),
        button("Delete this account", () => cut(index), { class: "small" }),
      ),
    );
    return el(
      "section",
      { class: "question", "aria-label": `Question ${at + 1}` },
      el("h2", {}, `Question ${at + 1}`),
      entryForm(this.store, path, LISTS.questions.fields),
      el("div", { class: "accounts" }, ...sides),
      el("div", { class: "mends" }, button("Add an account", more, { class: "small" }), button("Delete the question", drop, { class: "small" })),
    );
  }
}
