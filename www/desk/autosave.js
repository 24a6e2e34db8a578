// Keeps the draft while the editor works, and says what has been kept; warns before a page with unsaved work is left.

import { byId, say } from "./dom.js";
import * as draft from "./draft.js";

/** Milliseconds after an edit. */
const PAUSE = 400;

export class Autosave {
  #isOn = false;
  #timer = 0;
  /** The work that is safe: kept here, or in a file of the editor's. */
  #safe;
  /** The last write of a draft, which one that is forgotten waits for: written after that it would be back. */
  #writing = Promise.resolve();

  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
    store.addEventListener("change", () => this.#soon());
    addEventListener("beforeunload", (event) => {
      if (!store.work || this.#safe === store.work) return;
      event.preventDefault();
      // Older browsers ask only then.
      event.returnValue = true;
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") void this.#keep();
    });
    const box = /** @type {HTMLInputElement} */ (byId("keep"));
    box.addEventListener("change", () => void this.#turn(box.checked));
    byId("forget").addEventListener("click", () => void this.#forget());
  }

  /** The draft of last time, if there is one. */
  async start() {
    const box = /** @type {HTMLInputElement} */ (byId("keep"));
    try {
      this.#isOn = await draft.isOn();
      box.checked = this.#isOn;
      const last = this.#isOn ? await draft.kept() : undefined;
      // What has been begun meanwhile waits to be kept.
      if (this.store.work) this.#soon();
      return last;
    } catch {
      this.#refused();
      return undefined;
    }
  }

  /** The work as it is now is in the editor's hands. */
  saved() {
    this.#safe = this.store.work;
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#showState(this.#isOn ? "Saving …" : "Not kept in this browser");
    if (this.#isOn) this.#timer = window.setTimeout(() => void this.#keep(), PAUSE);
  }

  async #keep() {
    const { work } = this.store;
    if (!this.#isOn || !work || this.#safe === work) return;
    try {
      const writing = draft.keep(work);
      this.#writing = writing.then(
        () => {},
        () => {},
      );
      await writing;
      this.#safe = work;
      // An edit made meanwhile is still to be written.
      if (this.store.work === work) this.#showState("Draft kept in this browser");
    } catch {
      this.#refused();
    }
  }

  async #turn(isOn) {
    const box = byId("keep");
    this.#isOn = isOn;
    box.ariaBusy = "true";
    await this.#writing;
    try {
      await draft.turn(isOn);
      if (isOn) await this.#keep();
      else {
        this.#safe = undefined;
        this.#showState("Not kept in this browser");
      }
    } catch {
      this.#refused();
    }
    box.ariaBusy = "false";
  }

  async #forget() {
    clearTimeout(this.#timer);
    await this.#writing;
    try {
      await draft.forget();
    } catch {
      this.#refused();
    }
    this.#safe = undefined;
    this.#showState("Not kept in this browser");
    say("The draft in this browser is forgotten. The next edit keeps one again, unless you switch that off.");
  }

  #refused() {
    this.#isOn = false;
    this.#showState("This browser keeps no drafts: save the story as a file");
  }

  #showState(words) {
    byId("kept").textContent = words;
  }
}
