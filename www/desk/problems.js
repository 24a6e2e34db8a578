// The list of what is wrong: in words, with what to do, each leading to its place; with a button where a mend is known.

import { button, byId, counted, el, say } from "./dom.js";
import { LISTS } from "./entries.js";
import { sentence } from "./form.js";
import { MEDIUM_TITLES } from "./media-editor.js";
import { steps, valueAt, withValue } from "./paths.js";

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
    const problems = report.problems.filter(({ code }) => !OURS.has(code));
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
    const { severity, path, mends } = problem;
    const place = this.#place(path);
    const words = el("p", {}, el("b", { class: severity }, severity === "error" ? "Error" : "Hint"), ` ${sentence(problem)}`);
    const offered = mends.map((mend) => button(mend.label, () => this.#mend([mend]), { class: "small mend" }));
    const where = place && button(place, () => this.lead(steps(path)), { class: "where" });
    return el("li", { class: severity }, where || null, words, offered.length > 0 && el("div", { class: "mends" }, ...offered));
  }

  /** Where a problem is, in the desk's words. */
  #place(path) {
    const [list, row, key, index, inner] = steps(path);
    if (list === undefined) return "The story";
    const found = LISTS[list];
    const medium = (at, what) => `Medium ${Number(at) + 1}${what ? `: ${MEDIUM_TITLES[what] ?? what}` : ""}`;
    if (list === "media" && typeof row === "number") return `Story · ${medium(row, key)}`;
    if (!found || typeof row !== "number") return `Story: ${list}`;
    const entry = valueAt(this.store.story, [list, row]);
    const isMedium = key === "media" && typeof index === "number";
    const title = isMedium ? medium(index, inner) : (found.fields.find((field) => field.key === key)?.title ?? key);
    const name = found.name(entry);
    const short = name.length > 40 ? `${name.slice(0, 40)}…` : name;
    return [`${found.one} ${row + 1}`, short && `“${short}”`, title].filter(Boolean).join(" · ").replace(/^./, (first) => first.toUpperCase());
  }

  #mend(mends) {
    this.store.edit(mends.length === 1 ? `“${mends[0].label}”` : counted(mends.length, "mend"), (story) =>
      mends.reduce((next, { path, value }) => withValue(next, steps(path), value ?? ""), story),
    );
    this.store.settle();
    say(`${counted(mends.length, "mend")} made. Undo takes ${mends.length === 1 ? "it" : "them"} back.`);
  }
}
