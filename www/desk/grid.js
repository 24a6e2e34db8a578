// A grid of texts, as a spreadsheet has it and as ARIA's grid pattern says it (w3.org/WAI/ARIA/apg/patterns/grid): one cell has
// the focus, arrows move it. Only the rows in view are elements; the one with the focus always is.
//
// It knows rows and columns of a model, nothing of stories.

import { CellEditor } from "./cell-editor.js";
import { el } from "./dom.js";
import { copyCells, pasteCells } from "./grid-clipboard.js";
import { onKey } from "./grid-keys.js";

/**
 * @typedef {{ title: string, width: number, isLong?: boolean, options?: () => string[] }} Column Width in CSS pixels, at least.
 * @typedef {{ row: number, column: number, text: string }} Cell
 * @typedef {object} Model
 * @property {string} label Of the whole grid.
 * @property {Column[]} columns
 * @property {() => number} count Rows, without the empty one at the end, which takes new entries.
 * @property {(row: number, column: number) => string} read
 * @property {(cells: Cell[]) => void} put
 * @property {(row: number, column: number) => { severity: string, words: string } | undefined} problem
 * @property {(row: number) => void} onmove Another cell has the focus.
 * @property {(html: string) => Promise<string[][] | undefined>} tableOf The rows of a table that was copied from a page.
 */

/** Height of a row, in CSS pixels; desk.css has the same. */
const HEIGHT = 36;
/** Rows above and below those in view that are elements too. */
const BEYOND = 4;

export class Grid {
  /** Where the focus is. */
  active = { row: 0, column: 0 };
  /** The other corner of the selection. */
  anchor = { row: 0, column: 0 };
  /** @type {Map<number, HTMLElement>} */
  #rows = new Map();
  #body = el("div", { role: "rowgroup", class: "rows" });
  #width;

  /** @param {HTMLElement} host @param {Model} model */
  constructor(host, model) {
    this.host = host;
    this.model = model;
    this.editor = new CellEditor(this);
    this.#width = model.columns.map(({ width }) => `minmax(${width}px, ${width}fr)`).join(" ");
    host.setAttribute("role", "grid");
    host.setAttribute("aria-label", model.label);
    host.setAttribute("aria-multiselectable", "true");
    host.setAttribute("aria-colcount", `${model.columns.length + 1}`);
    host.style.setProperty("--columns", this.#width);
    host.style.setProperty("--least", `${model.columns.reduce((sum, { width }) => sum + width, 48)}px`);
    const heads = model.columns.map(({ title }, at) =>
      el("div", { role: "columnheader", class: "cell", "aria-colindex": at + 2 }, title),
    );
    const corner = el("div", { role: "columnheader", class: "cell number", "aria-colindex": 1 }, el("span", { class: "unseen" }, "Row"));
    const head = el("div", { role: "row", class: "row head", "aria-rowindex": 1 }, corner, ...heads);
    host.replaceChildren(el("div", { role: "rowgroup", class: "heads" }, head), this.#body);
    host.addEventListener("scroll", () => this.draw(), { passive: true });
    host.addEventListener("keydown", (event) => onKey(this, event));
    host.addEventListener("copy", (event) => copyCells(this, event));
    host.addEventListener("cut", (event) => copyCells(this, event, true));
    host.addEventListener("paste", (event) => void pasteCells(this, event));
    this.#listenToPointer();
    new ResizeObserver(() => this.draw()).observe(host);
    this.refresh();
  }

  #listenToPointer() {
    const at = (event) => {
      const cell = event.target.closest?.("[role=gridcell]");
      return cell && { row: Number(cell.parentElement.dataset.row), column: Number(cell.dataset.column) };
    };
    let isDragging = false;
    this.host.addEventListener("pointerdown", (event) => {
      const cell = at(event);
      if (!cell || event.button || this.editor.holds(event.target)) return;
      this.editor.commit();
      // A touch begins a scroll as often as a selection.
      isDragging = event.pointerType === "mouse";
      this.go(cell.row, cell.column, event.shiftKey);
      event.preventDefault();
    });
    this.host.addEventListener("pointerover", (event) => {
      const cell = isDragging && event.buttons === 1 && at(event);
      if (cell) this.go(cell.row, cell.column, true);
    });
    addEventListener("pointerup", () => (isDragging = false));
    this.host.addEventListener("dblclick", (event) => at(event) && !this.editor.holds(event.target) && this.editor.open());
  }

  /** Rows, with the empty one. */
  get rowCount() {
    return this.model.count() + 1;
  }

  /** The selected cells: from row and column to row and column, all included. */
  get range() {
    const { active, anchor } = this;
    return {
      top: Math.min(active.row, anchor.row),
      bottom: Math.max(active.row, anchor.row),
      left: Math.min(active.column, anchor.column),
      right: Math.max(active.column, anchor.column),
    };
  }

  /** Moves the focus; with `extend`, the selection grows from where it was. @param {number} row @param {number} column @param {boolean} [extend] */
  go(row, column, extend = false) {
    this.point(row, column, extend);
    this.cellAt(this.active.row, this.active.column)?.focus({ preventScroll: true });
  }

  /** The same without taking the focus. @param {number} row @param {number} column @param {boolean} [extend] */
  point(row, column, extend = false) {
    this.active = {
      row: Math.max(0, Math.min(row, this.rowCount - 1)),
      column: Math.max(0, Math.min(column, this.model.columns.length - 1)),
    };
    if (!extend) this.anchor = this.active;
    this.#reveal();
    this.draw();
    this.model.onmove(this.active.row);
  }

  /** Whether the focus is in it. */
  get hasFocus() {
    return this.host.contains(document.activeElement);
  }

  /** Rows that a page of the view has. */
  get page() {
    return Math.max(1, Math.floor(this.host.clientHeight / HEIGHT) - 2);
  }

  #reveal() {
    const { host } = this;
    const top = this.active.row * HEIGHT;
    const seen = host.clientHeight - HEIGHT;
    if (top < host.scrollTop) host.scrollTop = top;
    else if (top + HEIGHT > host.scrollTop + seen) host.scrollTop = top + HEIGHT - seen;
    this.draw();
    const cell = this.cellAt(this.active.row, this.active.column);
    if (!cell) return;
    const left = cell.offsetLeft;
    const number = 48;
    if (left - number < host.scrollLeft) host.scrollLeft = left - number;
    else if (left + cell.offsetWidth > host.scrollLeft + host.clientWidth) host.scrollLeft = left + cell.offsetWidth - host.clientWidth;
  }

  /** @param {number} row @param {number} column @returns {HTMLElement | null | undefined} */
  cellAt(row, column) {
    return this.#rows.get(row)?.querySelector(`[data-column="${column}"]`);
  }

  /** Draws everything anew: the model has changed. */
  refresh() {
    const count = this.rowCount;
    this.host.setAttribute("aria-rowcount", `${count + 1}`);
    this.#body.style.setProperty("block-size", `${count * HEIGHT}px`);
    this.host.style.setProperty("--rows", `${count + 1}`);
    for (const place of ["active", "anchor"]) this[place] = { ...this[place], row: Math.min(this[place].row, count - 1) };
    const hadFocus = this.hasFocus && !this.editor.isOpen;
    this.draw(true);
    if (hadFocus) this.cellAt(this.active.row, this.active.column)?.focus({ preventScroll: true });
  }

  /** Makes elements of the rows in view and lets go of the others. @param {boolean} [isAll] Fills those that stay as well. */
  draw(isAll = false) {
    const { host } = this;
    const first = Math.max(0, Math.floor(host.scrollTop / HEIGHT) - BEYOND);
    const last = Math.min(this.rowCount - 1, Math.ceil((host.scrollTop + host.clientHeight) / HEIGHT) + BEYOND);
    const wanted = new Set([this.active.row]);
    for (let row = first; row <= last; row += 1) wanted.add(row);
    for (const [row, element] of this.#rows) {
      if (wanted.has(row)) continue;
      element.remove();
      this.#rows.delete(row);
    }
    for (const row of [...wanted].sort((one, other) => one - other)) {
      let element = this.#rows.get(row);
      const isNew = !element;
      element ??= this.#row(row);
      if (isNew || isAll) this.#fill(element, row);
      this.#mark(element, row);
    }
  }

  #row(row) {
    const cells = this.model.columns.map((_, at) =>
      el("div", { role: "gridcell", class: "cell", "aria-colindex": at + 2, "data-column": at, tabindex: -1 }),
    );
    const number = el("div", { role: "rowheader", class: "cell number", "aria-colindex": 1 });
    const made = el("div", { role: "row", class: "row", "aria-rowindex": row + 2, "data-row": row }, number, ...cells);
    made.style.setProperty("transform", `translateY(${row * HEIGHT}px)`);
    // In order, as a screen reader reads them.
    const next = [...this.#rows.keys()].filter((other) => other > row).sort((one, other) => one - other)[0];
    this.#body.insertBefore(made, this.#rows.get(next ?? -1) ?? null);
    this.#rows.set(row, made);
    return made;
  }

  #fill(element, row) {
    const isEmpty = row >= this.model.count();
    element.classList.toggle("new", isEmpty);
    const [number, ...cells] = element.children;
    number.textContent = isEmpty ? "+" : `${row + 1}`;
    cells.forEach((cell, column) => {
      if (this.editor.holds(cell)) return;
      const text = isEmpty ? "" : this.model.read(row, column);
      // One line of a row is seen; a text may have 65,536 bytes.
      const seen = text.length > 300 ? `${text.slice(0, 300)}…` : text;
      if (cell.textContent !== seen) cell.textContent = seen;
    });
  }

  #mark(element, row) {
    const { top, bottom, left, right } = this.range;
    const isEmpty = row >= this.model.count();
    [...element.children].slice(1).forEach((cell, column) => {
      const isActive = row === this.active.row && column === this.active.column;
      const isSelected = row >= top && row <= bottom && column >= left && column <= right;
      cell.tabIndex = isActive ? 0 : -1;
      cell.classList.toggle("active", isActive);
      cell.setAttribute("aria-selected", `${isSelected}`);
      const problem = isEmpty ? undefined : this.model.problem(row, column);
      cell.classList.toggle("warned", problem?.severity === "warning");
      if (problem?.severity === "error") cell.setAttribute("aria-invalid", "true");
      else cell.removeAttribute("aria-invalid");
      if (problem) cell.setAttribute("title", problem.words);
      else cell.removeAttribute("title");
    });
  }
}
