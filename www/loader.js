// For sites that strip `type="module"` from scripts: a classic script that loads backstory.js from its own folder.
(() => {
  // The accessor of the prototype: an image named `currentScript` replaces `document.currentScript` (HTML, "named access on the
  // Document object"), and its author must not choose from where the page loads its scripts.
  const own = Reflect.get(Document.prototype, "currentScript", document);
  /** @param {string} code @param {string} message @param {string} help */
  const fail = (code, message, help) => {
    for (const host of document.querySelectorAll("back-story, section[data-backstory-src]")) {
      const detail = Object.freeze({ v: 1, code, message, help });
      const event = new CustomEvent("backstory-error", { bubbles: true, composed: true, cancelable: true, detail });
      if (host.dispatchEvent(event)) console.warn(`Backstory: ${code}: ${message}\n${help}`);
    }
  };
  const report = (code, message, help) => {
    // The elements below the script are still to come.
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => fail(code, message, help));
    else fail(code, message, help);
  };
  if (!(own instanceof HTMLScriptElement && own.src)) {
    const help = 'Load loader.js by a script element of its own, <script src="…/loader.js"></script>, or import backstory.js.';
    return report("http", "loader.js cannot find its own address", help);
  }
  const address = new URL("backstory.js", own.src);
  import(address.href).catch((error) => {
    const help = `${address} could not be loaded. Publish the whole dist folder together, allow its origin in script-src and send Access-Control-Allow-Origin.`;
    report(navigator.onLine ? "http" : "offline", String(error?.message ?? error), help);
  });
})();
