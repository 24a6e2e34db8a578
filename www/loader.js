// For sites that strip `type="module"` from scripts: a classic script that loads backstory.js from where it lies itself.
(() => {
  // Where a site bundles or injects its scripts, none is the current one; then the name has to do.
  const own = document.currentScript ?? document.querySelector("script[src*='loader.js']");
  const address = new URL("backstory.js", own?.src ?? document.baseURI);
  import(address.href).catch((error) => {
    const detail = Object.freeze({
      v: 1,
      code: navigator.onLine ? "http" : "offline",
      message: String(error?.message ?? error),
      help: `${address} could not be loaded. Publish the whole dist folder together, allow its origin in script-src and send Access-Control-Allow-Origin.`,
    });
    for (const host of document.querySelectorAll("back-story, section[data-backstory-src]")) {
      host.dispatchEvent(new CustomEvent("backstory-error", { bubbles: true, composed: true, detail }));
    }
  });
})();
