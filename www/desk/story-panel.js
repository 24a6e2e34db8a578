// The panel of the story as a whole: title, language, what statements rest on, chapters, lanes and themes.

import { button, el } from "./dom.js";
import { CHAPTER } from "./entries.js";
import { control, markProblems, refreshForm } from "./form.js";
import { MediaEditor } from "./media-editor.js";
import { freeId } from "./paths.js";

/** @typedef {import("./entries.js").Field} Field */

/** Those that the interface speaks: docs/translating.md. */
const LANGUAGES = ["ar", "de", "en", "es", "fa", "fr", "he", "hi", "id", "it", "ja", "kk", "ko", "nl", "pl", "pt", "ru", "tr", "uk", "zh"];

const EVIDENCE = [
  { value: "none", words: "Nothing that must be named" },
  { value: "source", words: "A source for each statement" },
  { value: "paragraph", words: "A paragraph of a document for each statement" },
];

/** @type {Field[]} */
export const HEAD = [
  { key: "title", title: "Title", kind: "text", isWide: true },
  { key: "standfirst", title: "Standfirst", kind: "long", help: "One or two sentences under the title." },
  {
    key: "lang",
    title: "Language",
    kind: "text",
    help: `Of the story, and of the interface where it speaks it: ${LANGUAGES.join(", ")}. Or any other by its tag.`,
    suggestions: () => LANGUAGES,
  },
  { key: "evidence", title: "What statements rest on", kind: "choice", options: () => EVIDENCE, help: "The check holds the story to it, and readers are told." },
  { key: "id", title: "Name in links and files", kind: "text", help: "Small letters, digits, hyphens. It is made of the title when you publish." },
  { key: "updated", title: "Last changed", kind: "text", help: "A day: 2026-11-28" },
  {
    key: "about",
    title: "About the record",
    kind: "long",
    help: "What it is and what it leaves out; an empty line between paragraphs.",
    read: (story, own) => (own?.about ?? []).join("\n\n"),
    put: (story, path, text) => ({ ...story, about: text.split(/\n\s*\n/).filter((words) => words.trim()) }),
  },
  { key: "report", title: "For readers who find an error", kind: "long" },
];

/** Short lists that only have names. */
export const GROUPS = [
  { key: "chapters", title: "Chapters", one: "chapter", fields: CHAPTER, help: "Parts that a reader can look at by themselves." },
  { key: "lanes", title: "Lanes", one: "lane", fields: [/** @type {Field} */ ({ key: "label", title: "Lane", kind: "text" })], help: "Rows of the drawn timeline, from top to bottom." },
  { key: "themes", title: "Themes", one: "theme", fields: [/** @type {Field} */ ({ key: "label", title: "Theme", kind: "text" })], help: "Subjects to filter by." },
  { key: "topics", title: "Topics", one: "topic", fields: [/** @type {Field} */ ({ key: "label", title: "Topic", kind: "text" })], help: "Subjects that voices speak about." },
];

export class StoryPanel {
  #head = el("form", { class: "fields", onsubmit: (event) => event.preventDefault() });
  #groups = el("div", { class: "groups" });
  #shape = "";

  /** @param {HTMLElement} host @param {import("./store.js").Store} store */
  constructor(host, store) {
    this.host = host;
    this.store = store;
    this.#head.append(...HEAD.map((field) => control(store, [], field)));
    this.media = new MediaEditor(store, []);
    host.replaceChildren(this.#head, this.media.node, this.#groups);
    this.refresh();
  }

  refresh() {
    refreshForm(this.#head, this.store, [], HEAD);
    this.media.refresh();
    const { story } = this.store;
    const shape = JSON.stringify(GROUPS.map(({ key }) => story[key]?.length ?? 0));
    if (shape !== this.#shape) this.#groups.replaceChildren(...GROUPS.map((group) => this.#group(group)));
    else {
      for (const { key, fields } of GROUPS) {
        (story[key] ?? []).forEach((_, at) => refreshForm(this.#groups, this.store, [key, at], fields));
      }
    }
    this.#shape = shape;
  }

  /** @param {any[]} problems */
  mark(problems) {
    markProblems(this.host, problems);
  }

  /** Leads to a value. @param {(string | number)[]} path */
  lead(path) {
    /** @type {HTMLElement | null} */
    const made = this.host.querySelector(`[data-path="${path.join(".")}"]`) ?? this.host.querySelector("[aria-invalid]");
    made?.closest("details")?.setAttribute("open", "");
    (made ?? this.#head.querySelector("input"))?.focus();
  }

  #group({ key, title, one, fields, help }) {
    const rows = this.store.story[key] ?? [];
    const add = () => {
      this.store.edit(`adding a ${one}`, (story) => ({
        ...story,
        [key]: [...(story[key] ?? []), { id: freeId(story, key, `${one} ${rows.length + 1}`), label: `${title.slice(0, -1)} ${rows.length + 1}` }],
      }));
    };
    const remove = (at) => {
      this.store.edit(`deleting a ${one}`, (story) => ({ ...story, [key]: story[key].filter((_, index) => index !== at) }));
    };
    const items = rows.map((_, at) =>
      el(
        "li",
        { class: "named" },
        ...fields.map((field) => control(this.store, [key, at], field)),
        button("Delete", () => remove(at), { class: "small", "aria-label": `Delete ${one} ${at + 1}` }),
      ),
    );
    return el(
      "section",
      { "aria-label": title },
      el("h2", {}, title),
      el("p", { class: "help" }, help),
      el("ol", { class: "plain" }, ...items),
      button(`Add a ${one}`, add, { class: "small" }),
    );
  }
}
