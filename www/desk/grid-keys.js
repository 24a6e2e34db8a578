// The keyboard of a grid at rest: moving, selecting, beginning to type. Tab goes to the next cell of a row and, at its end, on in
// the page, so that nobody is caught (WCAG 2.1.2).

/** @param {import("./grid.js").Grid} grid @param {KeyboardEvent} event */
export function onKey(grid, event) {
  if (grid.editor.isOpen || event.isComposing) return;
  const { key, shiftKey, altKey } = event;
  const isCommand = event.ctrlKey || event.metaKey;
  const { row, column } = grid.active;
  const [lastRow, lastColumn] = [grid.rowCount - 1, grid.model.columns.length - 1];
  /** @type {Record<string, [number, number]>} */
  const moves = {
    ArrowUp: [isCommand ? 0 : row - 1, column],
    ArrowDown: [isCommand ? lastRow - 1 : row + 1, column],
    ArrowLeft: [row, isCommand ? 0 : column - 1],
    ArrowRight: [row, isCommand ? lastColumn : column + 1],
    Home: [isCommand ? 0 : row, 0],
    End: [isCommand ? lastRow : row, lastColumn],
    PageUp: [row - grid.page, column],
    PageDown: [row + grid.page, column],
  };
  const move = altKey ? undefined : moves[key];
  if (move) grid.go(...move, shiftKey);
  else if (key === "Tab") {
    const next = column + (shiftKey ? -1 : 1);
    // Out of the grid, to where the page goes on.
    if (next < 0 || next > lastColumn) return;
    grid.go(row, next);
  } else if (key === "Enter" || key === "F2") grid.editor.open();
  else if (key === "Escape") grid.go(row, column);
  else if (key === "Delete" || key === "Backspace") clear(grid);
  else if (isCommand && key.toLowerCase() === "a") selectAll(grid);
  else if (key.length === 1 && !isCommand && !altKey) {
    // The letter goes into the field that opens now.
    grid.editor.open("");
    return;
  } else if (key === "Process" || event.keyCode === 229) {
    grid.editor.open("");
    return;
  } else return;
  event.preventDefault();
}

/** Empties the selected cells. @param {import("./grid.js").Grid} grid */
export function clear(grid) {
  grid.model.put(cellsOf(grid).map((cell) => ({ ...cell, text: "" })));
}

/** The selected cells that hold something. @param {import("./grid.js").Grid} grid */
function cellsOf(grid) {
  const { top, bottom, left, right } = grid.range;
  const cells = [];
  for (let row = top; row <= Math.min(bottom, grid.model.count() - 1); row += 1) {
    for (let column = left; column <= right; column += 1) {
      if (grid.model.read(row, column)) cells.push({ row, column });
    }
  }
  return cells;
}

/** @param {import("./grid.js").Grid} grid */
function selectAll(grid) {
  const { row, column } = grid.active;
  grid.anchor = { row: 0, column: 0 };
  grid.active = { row: Math.max(0, grid.model.count() - 1), column: grid.model.columns.length - 1 };
  grid.draw();
  // The view stays where it is.
  grid.cellAt(row, column)?.focus({ preventScroll: true });
}
