// The panel of a list: its grid, the buttons above it and the form of the row that has the focus.

import { button, counted, el, say } from "./dom.js";
import { readField, writeCells } from "./entries.js";
import { entryForm, markProblems, refreshForm } from "./form.js";
import { Grid } from "./grid.js";
import { MediaEditor } from "./media-editor.js";

export class EntryPanel {
  /** The row and number of rows that the form stands for. */
  #shown = "";
  /** @type {Map<string, any>} */
  #problems = new Map();
  #formHost = el("section", { class: "entry", "aria-label": "The selected entry" });
  #note = el("p", { class: "cell-note" });
  /** @type {MediaEditor | undefined} */
  #media;

  /**
   * @param {HTMLElement} host
   * @param {import("./store.js").Store} store
   * @param {import("./entries.js").List} list
   * @param {(html: string) => Promise<string[][] | undefined>} tableOf
   */
  constructor(host, store, list, tableOf) {
    this.tableOf = tableOf;
    this.host = host;
    this.store = store;
    this.list = list;
    this.columns = list.fields.filter(({ width }) => width);
    const isFirst = ({ key }) => list.first?.includes(key);
    this.formFields = [...list.fields.filter(isFirst), ...list.fields.filter((field) => !isFirst(field))];
    const tools = el(
      "div",
      { class: "tools" },
      el("p", { class: "help" }, list.help),
      button(`Add`, () => this.add(), { "aria-label": `Add ${list.one}` }),
      button("Delete", () => this.remove(), { "aria-label": `Delete the selected ${list.title.toLowerCase()}` }),
    );
    const grid = el("div", { class: "grid" });
    host.replaceChildren(tools, grid, this.#note, this.#formHost);
    this.grid = new Grid(grid, this.#model());
    this.refresh();
  }

  #model() {
    const { store, list, columns } = this;
    return {
      label: list.title,
      columns: columns.map(({ title, width = 100, kind, suggestions, options }) => ({
        title,
        width,
        isLong: kind === "long",
        options: () => suggestions?.(store.story) ?? options?.(store.story).map(({ value }) => value) ?? [],
      })),
      count: () => this.entries.length,
      read: (row, column) => readField(store.story, this.columns[column], this.entries[row]),
      put: (cells) => this.#put(cells),
      tableOf: this.tableOf,
      problem: (row, column) => this.#problems.get(`${row}.${this.columns[column]?.key}`),
      onmove: (row) => this.#show(row),
    };
  }

  get entries() {
    return this.store.story[this.list.key] ?? [];
  }

  #put(cells) {
    const changes = cells.map(({ row, column, text }) => ({ row, field: this.columns[column], text }));
    const label = cells.length === 1 ? `“${changes[0]?.field?.title}”` : counted(cells.length, "cell");
    this.store.edit(label, (story) => writeCells(story, this.list, changes));
    this.store.settle();
  }

  /** A new entry at the end, ready to be typed. */
  add() {
    this.grid.go(this.entries.length, 0);
    this.grid.editor.open();
  }

  /** Deletes the selected rows. */
  remove() {
    const { top, bottom } = this.grid.range;
    const last = Math.min(bottom, this.entries.length - 1);
    if (last < top) return;
    const kept = this.entries.filter((_, row) => row < top || row > last);
    this.store.edit(`deleting ${counted(last - top + 1, this.list.one)}`, (story) => ({ ...story, [this.list.key]: kept }));
    this.grid.go(top, 0);
    say(`${counted(last - top + 1, this.list.one)} deleted. Undo brings it back.`);
  }

  /** Leads to a value: the cell, or the control of the form where it has no column. @param {import("./paths.js").Path} path Within the list. */
  lead([row, key = "", ...inner]) {
    const column = this.columns.findIndex((field) => field.key === key);
    this.grid.go(Number(row), Math.max(column, 0));
    if (column >= 0) return;
    const path = [this.list.key, row, key, ...inner].join(".");
    /** @type {HTMLElement | null} */
    const made = this.#formHost.querySelector(`[data-path="${path}"], [data-path="${path.replace(/\.\d+$/, "")}"], [data-path^="${path}."]`);
    made?.closest("details")?.setAttribute("open", "");
    made?.focus();
  }

  /** The story has changed. */
  refresh() {
    this.grid.refresh();
    this.#show(this.grid.active.row);
  }

  /** @param {any[]} problems Of the whole story. */
  mark(problems) {
    this.#problems.clear();
    for (const problem of problems) {
      const [, list, row, key] = /^(\w+)\[(\d+)\](?:\.(\w+))?/.exec(problem.path) ?? [];
      if (list !== this.list.key) continue;
      const name = `${row}.${key ?? this.columns[0]?.key}`;
      // An error before a warning.
      if (this.#problems.get(name)?.severity !== "error") this.#problems.set(name, problem);
    }
    this.grid.draw();
    this.#showProblem();
    markProblems(this.#formHost, problems);
    this.lastProblems = problems;
  }

  lastProblems = [];

  #show(row) {
    const { key, one } = this.list;
    const fields = this.formFields;
    const path = [key, row];
    const shown = `${row} of ${this.entries.length}`;
    if (row >= this.entries.length) {
      this.#media = undefined;
      this.#formHost.replaceChildren(el("p", { class: "help" }, `The last row is empty: type there for another ${one}.`));
    } else if (shown !== this.#shown) {
      const title = el("h2", {}, `${one.charAt(0).toUpperCase()}${one.slice(1)} ${row + 1}`);
      this.#media = this.list.hasMedia ? new MediaEditor(this.store, path) : undefined;
      this.#formHost.replaceChildren(title, entryForm(this.store, path, fields), ...(this.#media ? [this.#media.node] : []));
      markProblems(this.#formHost, this.lastProblems);
    } else {
      refreshForm(this.#formHost, this.store, path, fields);
      this.#media?.refresh();
    }
    this.#shown = row >= this.entries.length ? "" : shown;
    this.#showProblem();
  }

  /** Shows the problem of the cell that has the focus. */
  #showProblem() {
    const { row, column } = this.grid.active;
    const problem = this.#problems.get(`${row}.${this.columns[column]?.key}`);
    const words = problem?.words ?? "";
    if (this.#note.textContent !== words) this.#note.textContent = words;
  }
}
