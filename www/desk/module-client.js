// Calls of the desk's module, in a worker where the policy allows one. A call that is cancelled ends the worker with it: a
// module that computes hears nothing.

const WORKER = new URL("__DESK_WORKER_FILE__", import.meta.url);

/** A call was cancelled. */
export class Cancelled extends Error {}

/** Trusted Types take an address of a script only from a policy (w3c.github.io/trusted-types). This one gives one address. */
const trusted = () => {
  /** @type {any} */
  const { trustedTypes } = window;
  return trustedTypes?.createPolicy("backstory-desk", { createScriptURL: () => WORKER.href }).createScriptURL("") ?? WORKER.href;
};

/** @typedef {{ resolve: (value: any) => void, reject: (error: Error) => void }} Caller */

/** Dispatches `progress` with the rows that an import has read, and `lost` when what the module held is gone. */
export class ModuleClient extends EventTarget {
  /** @type {Worker | undefined} */
  #worker;
  /** @type {any} */
  #address;
  /** @type {Map<number, Caller>} */
  #callers = new Map();
  #last = 0;
  #isRefused = false;
  /** How far the import under way is; of 0 rows where their number is not known. */
  progress = { done: 0, total: 0 };

  /** @param {string} method @param {...any} given @returns {Promise<any>} */
  async call(method, ...given) {
    const worker = this.#isRefused ? undefined : this.#start();
    if (!worker) {
      const { answer } = await import("__DESK_WORKER_FILE__");
      return answer(method, given);
    }
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#callers.set(id, { resolve, reject });
      worker.postMessage({ id, method, given });
    });
  }

  /** Ends whatever is being computed; its calls are rejected with `Cancelled`. */
  cancel() {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#fail(new Cancelled("cancelled"));
    this.dispatchEvent(new Event("lost"));
  }

  #start() {
    if (this.#worker) return this.#worker;
    try {
      this.#address ??= trusted();
      this.#worker = new Worker(this.#address, { type: "module" });
    } catch {
      this.#isRefused = true;
      return undefined;
    }
    this.#worker.addEventListener("message", ({ data: { id, value, error, progress } }) => {
      if (progress) {
        this.progress = progress;
        this.dispatchEvent(new Event("progress"));
        return;
      }
      const caller = this.#callers.get(id);
      this.#callers.delete(id);
      if (error === undefined) caller?.resolve(value);
      else caller?.reject(new Error(error));
    });
    this.#worker.addEventListener("error", () => {
      this.#worker?.terminate();
      this.#worker = undefined;
      // The next call is computed in the page.
      this.#isRefused = true;
      this.#fail(new Error("the worker could not be started; try again"));
    });
    return this.#worker;
  }

  /** @param {Error} error */
  #fail(error) {
    for (const caller of this.#callers.values()) caller.reject(error);
    this.#callers.clear();
  }
}
