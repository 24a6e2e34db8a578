// Errors: their codes, and the event that carries them to the host page.

/** What to do about each code, for an engineer or editor of the host; the message says what happened. The codes are the embed
 * contract's. */
export const HELP = {
  "csp-wasm": "Add 'wasm-unsafe-eval' to script-src of the page's policy.",
  "csp-connect": "Add this script's origin to connect-src of the page's policy.",
  mime: "Publish the file there: the server answered with a web page.",
  cors: "The file's server must send Access-Control-Allow-Origin for this page.",
  http: "Publish the whole dist folder together.",
  offline: "The text on the page is complete without it.",
  timeout: "The text on the page is complete without it.",
  unsupported: "Use a browser with WebAssembly, and serve the page over http.",
  integrity: "Publish script and engine of one build together.",
  data: "Run backstory check, pack and publish again.",
  panic: "Please report it with the story and the browser's name.",
  "version-clash": "Load only one script that owns the name back-story.",
  // Looked up by codes that others threw: nothing is inherited.
  __proto__: null,
};

export class Failure extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {string} [help] Advice in place of the code's own.
   * @param {unknown} [cause]
   */
  constructor(code, message, help, cause) {
    super(message, { cause });
    this.code = code;
    this.help = help ?? HELP[code];
  }
}

/** Any thrown value as a failure: the engine throws strings about stories that it cannot read, another copy of the script
 * throws failures of another class. */
export function toFailure(error) {
  if (error instanceof Failure) return error;
  const code = typeof error === "string" ? "data" : error?.code in HELP ? error.code : "panic";
  return new Failure(code, String(error?.message ?? error), error?.help, error);
}

/** Dispatches an event that bubbles, crosses shadow boundaries and has a frozen detail; false where a listener called
 * `preventDefault`, which only errors allow. */
export function emit(host, name, detail) {
  const event = new CustomEvent(`backstory-${name}`, {
    bubbles: true,
    composed: true,
    cancelable: name === "error",
    detail: Object.freeze({ v: 1, ...detail }),
  });
  return host.dispatchEvent(event);
}

/** Dispatches `backstory-error` for any thrown value; unless a listener takes it by `preventDefault`, it is written to the
 * console as well. */
export function emitError(host, error) {
  const { code, message, help } = toFailure(error);
  if (emit(host, "error", { code, message, help })) console.warn(`Backstory: ${code}: ${message}\n${help}`);
}
