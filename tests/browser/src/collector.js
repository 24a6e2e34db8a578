// Runs before everything else in every page of the test server and keeps what went wrong.
(() => {
  const problems = [];
  const note = (kind, text) => problems.push({ kind, text: String(text).slice(0, 2000) });
  const describe = (thing) => (thing instanceof Error ? `${thing}\n${thing.stack ?? ""}` : String(thing));
  for (const level of ["error", "warn"]) {
    const original = console[level];
    console[level] = (...words) => {
      note(`console.${level}`, words.map(describe).join(" "));
      original.apply(console, words);
    };
  }
  addEventListener("error", (event) => {
    const target = event.target;
    if (target === window) note("error", event.error ? describe(event.error) : event.message);
    else if (target.src || target.href) note("load", `${target.localName} ${target.src || target.href}`);
  }, true);
  addEventListener("unhandledrejection", (event) => note("rejection", describe(event.reason)));
  document.addEventListener("securitypolicyviolation", (event) => {
    // Browsers ask for it by themselves, and then blame the page.
    if (event.blockedURI.endsWith("/favicon.ico")) return;
    // Firefox holds Wasm against the reporting policy too, which is about addresses only.
    if (event.disposition === "report" && event.blockedURI === "wasm-eval") return;
    // The server adds a policy that only reports: whatever it reports is an address outside the page's own origin.
    const kind = event.disposition === "report" ? "third-party" : "csp";
    note(kind, `${event.effectiveDirective} ${event.blockedURI} in ${event.sourceFile}:${event.lineNumber}`);
  });
  Object.defineProperty(window, "__harness", { value: { take: () => problems.splice(0) } });
})();
