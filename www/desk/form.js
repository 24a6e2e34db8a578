// Forms of fields: every value of one entry. What is typed goes into the story letter by letter, one step back for each field.

import { readField, writeField } from "./entries.js";
import { el } from "./dom.js";
import { valueAt } from "./paths.js";

/** @typedef {import("./entries.js").Field} Field */
/** @typedef {import("./paths.js").Path} Path */

let controls = 0;

/**
 * The control of a field with its label, advice and, later, its problems.
 * @param {import("./store.js").Store} store
 * @param {Path} path The entry's.
 * @param {Field} field
 */
export function control(store, path, field) {
  controls += 1;
  const id = `field-${controls}`;
  const text = readField(store.story, field, valueAt(store.story, path));
  const attributes = { id, "data-path": [...path, field.key].join("."), "aria-describedby": `${id}-help` };
  const made = inputOf(store, field, text, attributes);
  const put = (value) => {
    const typing = attributes["data-path"];
    store.edit(`“${field.title}”`, (story) => writeField(story, path, field, value), typing);
  };
  made.addEventListener("input", () => put("checked" in made && field.kind === "flag" ? `${made.checked}` : made.value));
  made.addEventListener("change", () => store.settle());
  if (field.kind === "flag") {
    return el("div", { class: "field" }, el("label", { class: "flag", for: id }, made, " ", field.title), el("p", { class: "help", id: `${id}-help` }, field.help ?? ""));
  }
  const names = field.suggestions?.(store.story) ?? [];
  const list = names.length > 0 && el("datalist", { id: `${id}-list` }, ...names.map((value) => el("option", { value })));
  if (list) made.setAttribute("list", list.id);
  return el(
    "div",
    { class: field.kind === "long" || field.isWide ? "field wide" : "field" },
    el("label", { for: id }, field.title),
    made,
    list || null,
    el("p", { class: "help", id: `${id}-help` }, field.help ?? ""),
  );
}

function inputOf(store, field, text, attributes) {
  if (field.kind === "long") {
    const area = el("textarea", { rows: 3, ...attributes });
    area.value = text;
    return area;
  }
  if (field.kind === "flag") return el("input", { type: "checkbox", checked: text === "true", ...attributes });
  if (field.kind === "number") return el("input", { value: text, inputmode: "numeric", autocomplete: "off", ...attributes });
  if (field.kind !== "choice") return el("input", { value: text, autocomplete: "off", ...attributes });
  const options = field.options?.(store.story) ?? [];
  const chosen = options.some(({ value }) => value === text) ? text : "";
  const all = options.map(({ value, words }) => el("option", { value, selected: value === chosen }, words));
  return el("select", attributes, ...all);
}

/**
 * The form of one entry: what it is about first, what is rare behind "More".
 * @param {import("./store.js").Store} store
 * @param {Path} path
 * @param {Field[]} fields
 */
export function entryForm(store, path, fields) {
  const of = (isRare) => fields.filter((field) => (field.isRare ?? false) === isRare).map((field) => control(store, path, field));
  const rare = of(true);
  return el(
    "form",
    { class: "fields", onsubmit: (event) => event.preventDefault() },
    ...of(false),
    rare.length > 0 && el("details", {}, el("summary", {}, "More"), el("div", { class: "fields" }, ...rare)),
  );
}

/**
 * Brings the controls of a form up to date, but for the one that is typed into.
 * @param {HTMLElement} host
 * @param {import("./store.js").Store} store
 * @param {Path} path
 * @param {Field[]} fields
 */
export function refreshForm(host, store, path, fields) {
  for (const field of fields) {
    /** @type {any} */
    const made = host.querySelector(`[data-path="${[...path, field.key].join(".")}"]`);
    const text = readField(store.story, field, valueAt(store.story, path));
    if (made?.type === "checkbox") made.checked = text === "true";
    else if (made && made !== document.activeElement && made.value !== text) made.value = text;
  }
}

/**
 * Marks the controls that problems name.
 * @param {ParentNode} host
 * @param {{ path: string, severity: string, words: string }[]} problems
 */
export function markProblems(host, problems) {
  for (const made of host.querySelectorAll("[data-path]")) {
    const path = made.getAttribute("data-path") ?? "";
    const found = problems.find((problem) => reads(problem.path, path));
    if (found?.severity === "error") made.setAttribute("aria-invalid", "true");
    else made.removeAttribute("aria-invalid");
    const help = document.getElementById(`${made.id}-help`);
    if (!help) continue;
    help.dataset.usual ??= help.textContent ?? "";
    help.textContent = found ? found.words : help.dataset.usual;
    help.classList.toggle("wrong", found !== undefined);
  }
}

/** Whether the problem of a path belongs to a control's: `events[3].cites[0]` to `events.3.cites`. */
function reads(problem, control) {
  const plain = problem.replaceAll("[", ".").replaceAll("]", "");
  // The end of a date is part of the date.
  const own = control.replace(/\.end$/, ".date");
  return control === own && (plain === own || plain.startsWith(`${own}.`));
}
