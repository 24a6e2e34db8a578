// Copying and pasting cells, to and from spreadsheets.

import { fromTsv, toTsv } from "./rows.js";

/** @param {import("./grid.js").Grid} grid @param {ClipboardEvent} event @param {boolean} [isCut] */
export function copyCells(grid, event, isCut = false) {
  if (grid.editor.isOpen || !event.clipboardData) return;
  const { top, bottom, left, right } = grid.range;
  const rows = [];
  const cut = [];
  for (let row = top; row <= Math.min(bottom, grid.model.count() - 1); row += 1) {
    const cells = [];
    for (let column = left; column <= right; column += 1) {
      cells.push(grid.model.read(row, column));
      cut.push({ row, column, text: "" });
    }
    rows.push(cells);
  }
  event.clipboardData.setData("text/plain", toTsv(rows));
  event.preventDefault();
  if (isCut) grid.model.put(cut);
}

/**
 * Pastes rows from the active cell on; a single value goes into every selected cell.
 * @param {import("./grid.js").Grid} grid
 * @param {ClipboardEvent} event
 */
export async function pasteCells(grid, event) {
  if (grid.editor.isOpen) return;
  event.preventDefault();
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const html = event.clipboardData?.getData("text/html") ?? "";
  // A document's table has its cells one under another as text, without tabs.
  const table = !text.includes("\t") && /<table/i.test(html) ? await grid.model.tableOf(html) : undefined;
  putRows(grid, table ?? fromTsv(text));
}

/** @param {import("./grid.js").Grid} grid @param {string[][]} rows */
function putRows(grid, rows) {
  const { top, bottom, left, right } = grid.range;
  const isOne = rows.length === 1 && rows[0]?.length === 1;
  const cells = [];
  if (isOne) {
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) cells.push({ row, column, text: rows[0]?.[0] ?? "" });
    }
  } else {
    rows.forEach((texts, down) =>
      texts.forEach((text, across) => {
        if (left + across < grid.model.columns.length) cells.push({ row: top + down, column: left + across, text });
      }),
    );
  }
  grid.model.put(cells);
  if (isOne) return;
  const width = Math.max(...rows.map((texts) => texts.length));
  grid.point(top, left);
  grid.anchor = { row: top, column: left };
  grid.active = {
    row: Math.min(top + rows.length - 1, grid.rowCount - 1),
    column: Math.min(left + width - 1, grid.model.columns.length - 1),
  };
  grid.draw();
  grid.cellAt(grid.active.row, grid.active.column)?.focus({ preventScroll: true });
}
