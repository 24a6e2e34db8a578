// Checks and compiles the story after each edit: soon, but not at every letter; of two edits in a row the later counts. What takes
// longer than a second is shown, and can be cancelled.

import { Cancelled } from "./module-client.js";

/** Milliseconds after an edit. */
const PAUSE = 250;
/** Milliseconds after which work is shown. */
const LONG = 1000;

/** Dispatches `report` with a check's result, `busy` when work begins or ends to be shown, `fail`. */
export class Checker extends EventTarget {
  /** @type {{ problems: any[], left_out: Record<string, number>, is_whole: boolean, ids: string[], origins: { images: string[], media: string[] }, packed: Uint8Array } | undefined} */
  report;
  /** The story that the report is of. */
  checked;
  isLong = false;
  #isRunning = false;
  #isWanted = false;
  #isCancelled = false;
  #timer = 0;

  /** @param {import("./module-client.js").ModuleClient} module @param {import("./store.js").Store} store */
  constructor(module, store) {
    super();
    this.module = module;
    this.store = store;
    store.addEventListener("open", () => this.#soon(0));
    store.addEventListener("change", () => this.#soon(PAUSE));
    // The module held the story for other calls: digest, article, archive.
    module.addEventListener("lost", () => {
      this.checked = undefined;
      if (!this.#isCancelled && store.work) this.#soon(PAUSE);
    });
  }

  /** Resolves with a report of the story as it is now. */
  async settled() {
    while (this.checked !== this.store.story) {
      const done = new Promise((resolve, reject) => {
        this.addEventListener("report", resolve, { once: true });
        this.addEventListener("fail", () => reject(new Error(this.failure)), { once: true });
        this.addEventListener("cancel", () => reject(new Cancelled("cancelled")), { once: true });
      });
      this.#soon(0);
      await done;
    }
    return this.report;
  }

  failure = "";

  #soon(pause) {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#run(), pause);
  }

  async #run() {
    if (this.#isRunning) {
      this.#isWanted = true;
      return;
    }
    this.#isRunning = true;
    const { story } = this.store;
    const timer = setTimeout(() => this.#show(true), LONG);
    try {
      this.report = await this.module.call("check", JSON.stringify(story));
      this.checked = story;
      this.dispatchEvent(new Event("report"));
    } catch (error) {
      this.failure = error.message;
      this.dispatchEvent(new Event(error instanceof Cancelled ? "cancel" : "fail"));
    }
    clearTimeout(timer);
    this.#show(false);
    this.#isRunning = false;
    if (!this.#isWanted) return;
    this.#isWanted = false;
    this.#soon(0);
  }

  #show(isLong) {
    if (this.isLong === isLong) return;
    this.isLong = isLong;
    this.dispatchEvent(new Event("busy"));
  }

  /** Ends a check that takes long; the next edit begins another. */
  cancel() {
    this.#isWanted = false;
    this.#isCancelled = true;
    this.module.cancel();
    this.#isCancelled = false;
  }
}
