// The story under work with every state before it. A state is never changed: an edit makes another, which shares with the
// last all that is the same, so that a step back costs nothing and 5,000 rows are not copied.

import { DEFAULTS } from "../choices.js";

/**
 * @typedef {Record<string, string>} Choices Those of the form that the builder has too, the preview's `width`, the folder's `base`.
 * @typedef {{ story: any, choices: Choices }} Work
 */

/** The most steps that can be taken back. */
const MOST = 500;

/** @type {Choices} */
export const CHOICES = { ...DEFAULTS, width: "", base: "" };

/** Dispatches `change` after each edit, step back and step forward, and `open` when another story takes the place. */
export class Store extends EventTarget {
  /** @type {Work | undefined} */
  work;
  /** @type {{ work: Work, label: string }[]} */
  #past = [];
  /** @type {{ work: Work, label: string }[]} */
  #future = [];
  /** What is being typed into: further letters belong to the same step. */
  #typing = "";

  get story() {
    return this.work?.story ?? {};
  }

  get choices() {
    return this.work?.choices ?? CHOICES;
  }

  /** What a step back would take back; empty where there is none. */
  get undoes() {
    return this.#past.at(-1)?.label ?? "";
  }

  /** What a step forward would bring; empty where there is none. */
  get redoes() {
    return this.#future.at(-1)?.label ?? "";
  }

  /** Another story, or the first. @param {Work} work */
  open(work) {
    if (this.work) this.#past.push({ work: this.work, label: "opening another story" });
    this.work = work;
    this.#future = [];
    this.#typing = "";
    this.dispatchEvent(new Event("open"));
    this.dispatchEvent(new Event("change"));
  }

  /** Forgets the story and its states. */
  close() {
    this.work = undefined;
    this.#past = [];
    this.#future = [];
    this.#typing = "";
  }

  /**
   * An edit of the story.
   * @param {string} label What a step back takes back: "the headline".
   * @param {(story: any) => any} edit Gives another story.
   * @param {string} [typing] Names the field that is typed into.
   */
  edit(label, edit, typing = "") {
    if (this.work) this.#step(label, { ...this.work, story: edit(this.work.story) }, typing);
  }

  /** Another choice of look or address. @param {Partial<Choices>} choices @param {string} [typing] */
  choose(choices, typing = "") {
    if (this.work) this.#step("a choice", { ...this.work, choices: { ...this.work.choices, ...choices } }, typing);
  }

  #step(label, work, typing) {
    const last = this.work;
    if (!last || (last.story === work.story && last.choices === work.choices)) return;
    if (!typing || typing !== this.#typing) this.#past.push({ work: last, label });
    if (this.#past.length > MOST) this.#past.shift();
    this.#typing = typing;
    this.#future = [];
    this.work = work;
    this.dispatchEvent(new Event("change"));
  }

  /** What follows is a step of its own. */
  settle() {
    this.#typing = "";
  }

  undo() {
    return this.#turn(this.#past, this.#future);
  }

  redo() {
    return this.#turn(this.#future, this.#past);
  }

  /** @returns {string} What was taken back or brought; empty where there was nothing. */
  #turn(from, to) {
    const step = from.pop();
    if (!step || !this.work) return "";
    to.push({ work: this.work, label: step.label });
    this.work = step.work;
    this.#typing = "";
    this.dispatchEvent(new Event("change"));
    return step.label;
  }
}
