// Cells as text, the way spreadsheets put them on the clipboard: rows end in line breaks, cells in tabs, and a cell with one of
// these or with a quotation mark at its beginning stands in quotation marks.

/** @param {string[][]} rows */
export const toTsv = (rows) =>
  rows.map((cells) => cells.map((cell) => (/[\t\n\r]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join("\t")).join("\n");

/** The rows of such a text. @param {string} text @returns {string[][]} */
export function fromTsv(text) {
  const rows = [[""]];
  const add = (letters) => {
    const row = /** @type {string[]} */ (rows.at(-1));
    row[row.length - 1] += letters;
  };
  // A cell in quotation marks, a separator, or letters of a cell.
  const tokens = text.replace(/\r\n?/g, "\n").matchAll(/(?<=^|[\t\n])"((?:[^"]|"")*)"(?=[\t\n]|$)|([\t\n])|[^\t\n]+/g);
  for (const [all, quoted, separator] of tokens) {
    if (quoted !== undefined) add(quoted.replaceAll('""', '"'));
    else if (separator === "\t") rows.at(-1)?.push("");
    else if (separator === "\n") rows.push([""]);
    else add(all);
  }
  // A copied range ends in a line break.
  const last = rows.at(-1);
  if (rows.length > 1 && last?.length === 1 && last[0] === "") rows.pop();
  return rows;
}
