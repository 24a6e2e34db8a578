// What can go wrong, and what the host page hears of it.

/** What each code means for the person who can mend it. The names are the embed contract's. */
export const HELP = {
  "csp-wasm": "The page's policy refuses WebAssembly. Add 'wasm-unsafe-eval' to script-src.",
  "csp-connect": "The page's policy refuses the request. Add this script's origin to connect-src.",
  mime: "The server answered with a web page. Publish the file where it is expected.",
  cors: "The file's server must send Access-Control-Allow-Origin for this page.",
  http: "The file is not where it is expected. Publish the whole dist folder together.",
  offline: "The network failed. The text on the page is complete without it.",
  unsupported: "This browser lacks WebAssembly, or the page was opened from a file. Serve it over http.",
  integrity: "The engine beside this script is not the one it was built with. Publish both together.",
  data: "The story or the engine cannot be read. Run backstory check, pack and publish again.",
  panic: "Backstory has a fault. Please report it with the story and the browser's name.",
  "version-clash": "Another script owns the name back-story. Load only one of them.",
};

export class Failure extends Error {
  constructor(code, message, help) {
    super(message);
    this.code = code;
    this.help = help;
  }
}

/** Sends an event that bubbles, crosses shadow boundaries and carries a frozen detail. */
export function tell(host, name, detail) {
  const init = { bubbles: true, composed: true, detail: Object.freeze({ v: 1, ...detail }) };
  host.dispatchEvent(new CustomEvent(`backstory-${name}`, init));
}

export function tellError(host, code, message, help = HELP[code]) {
  tell(host, "error", { code, message, help });
}
