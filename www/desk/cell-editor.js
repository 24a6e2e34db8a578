// The field in which a cell of a grid is typed. Enter and Tab keep what was typed and go on, Escape drops it.

import { el } from "./dom.js";

let lists = 0;

export class CellEditor {
  /** @type {HTMLInputElement | HTMLTextAreaElement | undefined} */
  #field;
  #cell = { row: 0, column: 0 };
  #before = "";

  /** @param {import("./grid.js").Grid} grid */
  constructor(grid) {
    this.grid = grid;
  }

  get isOpen() {
    return this.#field !== undefined;
  }

  /** @param {any} node */
  holds(node) {
    return this.#field !== undefined && (node === this.#field || node.contains?.(this.#field));
  }

  /** Opens over the active cell, with its text or another. @param {string} [text] */
  open(text) {
    const { grid } = this;
    const { row, column } = grid.active;
    const cell = grid.cellAt(row, column);
    const { title, isLong, options } = grid.model.columns[column] ?? {};
    if (!cell) return;
    this.#cell = { row, column };
    this.#before = row < grid.model.count() ? grid.model.read(row, column) : "";
    const name = `${title}, row ${row + 1}`;
    const choices = options?.() ?? [];
    lists += 1;
    const list = choices.length > 0 && el("datalist", { id: `choices-${lists}` }, ...choices.map((value) => el("option", { value })));
    const field = isLong
      ? el("textarea", { class: "typing", "aria-label": name, rows: 4 })
      : el("input", { class: "typing", "aria-label": name, list: list && list.id, autocomplete: "off" });
    field.value = text ?? this.#before;
    field.addEventListener("keydown", (event) => this.#onKey(/** @type {KeyboardEvent} */ (event)));
    field.addEventListener("blur", () => this.commit());
    cell.replaceChildren(field, ...(list ? [list] : []));
    cell.classList.add("open");
    this.#field = field;
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
  }

  /** Keeps what was typed. */
  commit() {
    this.#close((text) => {
      if (text !== this.#before) this.grid.model.put([{ ...this.#cell, text }]);
    });
  }

  /** @param {(text: string) => void} [keep] */
  #close(keep) {
    const field = this.#field;
    if (!field) return;
    this.#field = undefined;
    const cell = this.grid.cellAt(this.#cell.row, this.#cell.column);
    cell?.classList.remove("open");
    // Taking it out blurs it, which finds nothing open.
    cell?.replaceChildren();
    keep?.(field.value);
    this.grid.refresh();
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    event.stopPropagation();
    const { key, shiftKey, altKey, isComposing } = event;
    if (isComposing) return;
    const { row, column } = this.#cell;
    const { grid } = this;
    if (key === "Escape") this.#close();
    else if (key === "Enter" && !altKey && !(shiftKey && grid.model.columns[column]?.isLong)) this.commit();
    else if (key === "Tab") this.commit();
    else return;
    event.preventDefault();
    if (key === "Escape") grid.go(row, column);
    else if (key === "Enter") grid.go(row + (shiftKey ? -1 : 1), column);
    else this.#across(row, column + (shiftKey ? -1 : 1));
  }

  /** The next cell, on the next row where this one ends. @param {number} row @param {number} column */
  #across(row, column) {
    const last = this.grid.model.columns.length - 1;
    if (column > last) this.grid.go(row + 1, 0);
    else if (column < 0) this.grid.go(row - 1, last);
    else this.grid.go(row, column);
  }
}
