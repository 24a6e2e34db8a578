// The list of what is wrong: in words, with what to do, each leading to its place; with a button where a mend is known.

import { button, byId, counted, el, say } from "./dom.js";
import { LISTS } from "./entries.js";
import { steps, valueAt, withValue } from "./paths.js";
import { placeOf, wordsOf } from "./problem-words.js";

/** The most that are listed; the rest follows once these are put right. */
const MOST = 100;
/** Kinds that the desk sees to: a link name is made when the story is published, and stays. */
const OURS = new Set(["made-id"]);

export class Problems {
  /** @param {import("./store.js").Store} store @param {(path: (string | number)[]) => void} lead */
  constructor(store, lead) {
    this.store = store;
    this.lead = lead;
    this.host = byId("problem-list");
  }

  /** @param {any} report @returns {any[]} Those that are shown. */
  show(report) {
    const found = report.problems.filter(({ code }) => !OURS.has(code));
    const problems = found.map((problem) => ({ ...problem, words: wordsOf(problem, this.store.story) }));
    const errors = problems.filter(({ severity }) => severity === "error").length;
    const warnings = problems.length - errors;
    const counts = [errors && counted(errors, "error"), warnings && counted(warnings, "hint")].filter(Boolean).join(", ");
    byId("problem-count").textContent = counts || "nothing to mend";
    byId("problems").dataset.state = errors ? "error" : warnings ? "warning" : "fine";
    const jump = byId("to-problems");
    jump.hidden = !problems.length;
    jump.textContent = counts;
    jump.dataset.state = errors ? "error" : "warning";
    const certain = problems.flatMap(({ mends }) => mends.filter((mend) => mend.is_certain).slice(0, 1));
    const all = byId("mend-all");
    all.hidden = certain.length < 2;
    all.textContent = `Mend all ${certain.length} that are certain`;
    all.onclick = () => this.#mend(certain);
    const sorted = [...problems].sort((one, other) => Number(one.severity !== "error") - Number(other.severity !== "error"));
    this.host.replaceChildren(...sorted.slice(0, MOST).map((problem) => this.#item(problem)));
    if (sorted.length > MOST) this.host.append(el("li", { class: "help" }, `and ${counted(sorted.length - MOST, "more")}`.replace("mores", "more")));
    return problems;
  }

  #item(problem) {
    const { severity, path, mends, words: told } = problem;
    const place = this.#place(path);
    const words = el("p", {}, el("b", { class: severity }, severity === "error" ? "Error" : "Hint"), ` ${told}`);
    const offered = mends.map((mend) => button(mend.label, () => this.#mend([mend]), { class: "small mend" }));
    const where = place && button(place, () => this.lead(steps(path)), { class: "where" });
    return el("li", { class: severity }, where || null, words, offered.length > 0 && el("div", { class: "mends" }, ...offered));
  }

  /** Where a problem is, in the desk's words. */
  #place(path) {
    const [list, row] = steps(path);
    if (list === undefined) return "The story";
    const found = LISTS[list];
    const { what, fields } = placeOf(steps(path));
    // The last that is a name: an index into a list of words, or of sources, is part of its field.
    const name = steps(path).findLast((step) => typeof step === "string");
    const title = fields.find((field) => field.key === name)?.title ?? "";
    if (!found || typeof row !== "number") return [what.replace("The story", "Story"), title].filter(Boolean).join(" · ");
    const entry = found.name(valueAt(this.store.story, [list, row]));
    const short = entry.length > 40 ? `${entry.slice(0, 40)}…` : entry;
    return [what, short && `“${short}”`, title].filter(Boolean).join(" · ");
  }

  #mend(mends) {
    this.store.edit(mends.length === 1 ? `“${mends[0].label}”` : counted(mends.length, "mend"), (story) =>
      mends.reduce((next, { path, value }) => withValue(next, steps(path), value ?? ""), story),
    );
    this.store.settle();
    say(`${counted(mends.length, "mend")} made. Undo takes ${mends.length === 1 ? "it" : "them"} back.`);
  }
}
