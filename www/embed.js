// The frame's page: narrows its own policy, reads its address, and talks with whoever framed it, in the dialect of each
// kind of host. Classic and in the head, so that the colour scheme holds before the first paint.
(() => {
  /** Attributes that the address and the parent may set. */
  const ATTRIBUTES = ["view", "event", "term", "from", "to", "themes", "heading-level", "permalinks"];
  const asked = new URLSearchParams(location.search);

  // In a sandbox, 'self' is nobody: the policy names the origin of the folder, wherever it was published. It adds to the
  // one in the page, which must leave the origin open, and to the server's.
  const { origin } = new URL(document.currentScript.src);
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `script-src ${origin} 'wasm-unsafe-eval'; style-src ${origin}; connect-src ${origin}`;
  document.head.append(policy);

  /** Without a theme of its own the frame is transparent, and the reader's scheme holds. */
  function dress(theme) {
    const isChosen = theme === "light" || theme === "dark";
    const { style } = document.documentElement;
    style.colorScheme = isChosen ? theme : "light dark";
    style.background = isChosen ? "Canvas" : "";
  }
  dress(asked.get("theme"));

  /** Sets attributes of the embed from a function that gives strings; what is missing stays as it is. */
  function set(get) {
    const host = document.querySelector("back-story");
    for (const name of ATTRIBUTES) {
      const value = get(name);
      if (typeof value === "string") host.setAttribute(name, value);
    }
  }
  document.addEventListener("readystatechange", () => {
    // Parsed, and no module has run.
    if (document.readyState === "interactive") set((name) => asked.get(name));
  });

  const word = (text) => (/^[\w-]{1,100}$/.test(text ?? "") ? text : undefined);
  /** How pym's parents name their frames. */
  const childId = word(asked.get("childId"));
  /** What WordPress wants to hear from the frames it hides until then. */
  const secret = word(new URLSearchParams(location.hash.replace(/^#\??/, "")).get("secret"));
  const frame = word(asked.get("id")) ?? childId ?? "backstory";
  const post = (message) => parent.postMessage(message, "*");

  // Links lead out of the frame, not into it.
  addEventListener("click", (event) => {
    const link = event.composedPath().find((it) => it.localName === "a" && /^https?:/.test(it.href));
    if (!link || link.hash && link.href.split("#")[0] === location.href.split("#")[0]) return;
    link.target = "_blank";
    link.rel = "noopener";
    // WordPress follows links to the frame's own site, and only from the frame that has the focus.
    if (secret && link.host === location.host) post({ message: "link", value: link.href, secret });
  }, true);

  if (parent === window) return;

  const send = (type, detail) => post({ backstory: 1, type, frame, detail });

  let height = 0;
  let isSettled = false;

  function tellHeight() {
    send("size", { height });
    post({ sentinel: "amp", type: "embed-size", height });
    if (childId) post(`pymxPYMx${childId}xPYMxheightxPYMx${height}`);
    post({ "datawrapper-height": { [frame]: height } });
    post(JSON.stringify({ src: location.href, context: "iframe.resize", height }));
    if (secret) post({ message: "height", value: height, secret });
  }

  const waiting = [];

  /** Answers a parent that asks for the height by a number of its own. */
  function answer(id) {
    if (isSettled) post({ type: "setHeight", id, height });
    else waiting.push(id);
  }

  /** Tells the height if it is another. Without width (in a hidden tab) there is none. */
  function measure() {
    const { height: now, width } = document.querySelector("main").getBoundingClientRect();
    if (!isSettled || !width || Math.ceil(now) === height) return;
    height = Math.ceil(now);
    tellHeight();
  }

  // The plain text is longer than the widget: hosts are spared the first height until it is clear which of them stays.
  function settle() {
    if (isSettled) return;
    isSettled = true;
    post({ sentinel: "amp", type: "embed-ready" });
    new ResizeObserver(measure).observe(document.querySelector("main"));
    measure();
    waiting.splice(0).forEach(answer);
  }

  for (const type of ["ready", "select", "term", "filter", "error"]) {
    document.addEventListener(`backstory-${type}`, ({ detail }) => {
      send(type, { ...detail });
      if (type === "ready" || type === "error") settle();
    });
  }
  addEventListener("error", ({ target }) => {
    if (target.localName !== "script") return;
    const help = "The frame's server must send Access-Control-Allow-Origin: * with backstory.js and the engine.";
    send("error", { v: 1, code: "cors", message: `${target.src} could not be loaded`, help });
    settle();
  }, true);
  addEventListener("load", () => setTimeout(settle, 4000));
  addEventListener("pageshow", ({ persisted }) => persisted && isSettled && tellHeight());
  document.addEventListener("DOMContentLoaded", () => send("hello", { v: 1 }));

  addEventListener("message", ({ source, data }) => {
    if (source !== parent || typeof data !== "object" || data === null) return;
    // WordPress asks when it begins to listen, Mastodon's kind whenever it likes. Whoever asks too early hears it later.
    if (secret && data.message === "ready" && data.secret === secret) return isSettled && tellHeight();
    if (data.type === "setHeight" && /^(number|string)$/.test(typeof data.id)) return answer(data.id);
    if (data.backstory !== 1) return;
    const detail = Object(data.detail);
    const host = document.querySelector("back-story");
    // Failures have been told already.
    const ask = (name) => typeof detail.id === "string" && host[name]?.(detail.id).catch(() => {});
    if (data.type === "config") set((name) => (Object.hasOwn(detail, name) ? detail[name] : undefined));
    else if (data.type === "theme") dress(detail.theme);
    else if (data.type === "select") ask("select");
    else if (data.type === "term") ask("openTerm");
    else if (data.type === "size" && isSettled) tellHeight();
  });
})();
