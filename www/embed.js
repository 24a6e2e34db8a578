// The frame's page: narrows its own policy, reads its address, and exchanges messages with the page that frames it, in the
// dialect of each kind of host. Deferred: it runs before backstory.js, and a server that hangs leaves the text.
(() => {
  /** Attributes that the address and the parent may set. */
  const ATTRIBUTES = ["view", "event", "term", "from", "to", "themes", "heading-level", "permalinks"];
  const asked = new URLSearchParams(location.search);

  const host = /** @type {import("./backstory.js").BackStoryElement} */ (document.querySelector("back-story"));
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));

  /**
   * Where the story lies that the address names: in the folder's own `stories/`, or below an address that the publisher has listed.
   * Whoever writes the address may be anybody, and what is shown stands under the folder's name.
   * @param {string} src @returns {URL | undefined}
   */
  function storyAddress(src) {
    // Nothing that a server might read otherwise than a browser: no escapes, no query, no name of a user.
    if (!/^(https?:\/\/[\w.-]+(:\d+)?\/)?\w[\w./-]*\.(bks|json)$/.test(src)) return;
    /** @type {HTMLMetaElement | null} */
    const listed = document.querySelector("meta[name=backstory-stories]");
    const places = [new URL("stories/", location.href).href, ...(listed?.content.split(" ") ?? [])];
    const address = new URL(src, location.href);
    if (places.some((place) => place.endsWith("/") && address.href.startsWith(place))) return address;
  }
  const src = asked.get("src");
  const story = src === null ? undefined : storyAddress(src);

  // In a sandbox, 'self' matches nothing: the policy names the origin of the folder, wherever it was published. It adds to
  // the one in the page, which must leave the origin open, and to the server's. It holds for redirects as well.
  const { origin } = location;
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `script-src ${origin} 'wasm-unsafe-eval'; style-src ${origin}; connect-src ${origin} ${story?.origin ?? ""}`;
  document.head.append(policy);

  /** Says in the page why no story stands there. @param {string} words */
  function explain(words) {
    const line = document.createElement("p");
    line.textContent = words;
    return line;
  }
  if (src !== null) {
    // Of the folder's own story nothing is left: neither its text, nor what the page says of it to search engines.
    for (const it of document.querySelectorAll("link[rel=canonical], link[rel=alternate], meta[name=description]")) it.remove();
    document.title = "";
    document.documentElement.classList.remove("other");
    host.replaceChildren();
    if (story) host.setAttribute("src", story.href);
    else host.replaceWith(explain("This page shows no story from that address."));
    host.addEventListener("backstory-ready", () => (document.title = host.shadowRoot?.querySelector("#title")?.textContent ?? ""));
    host.addEventListener("backstory-error", ({ detail }) => {
      if (!host.shadowRoot?.querySelector(".root")) host.replaceChildren(explain(`The story cannot be shown: ${detail.message}`));
    });
  }

  /** Applies the parent's colour scheme. Without a theme the frame is transparent, and the reader's scheme holds. */
  function applyTheme(theme) {
    const isChosen = theme === "light" || theme === "dark";
    const { style } = document.documentElement;
    style.colorScheme = isChosen ? theme : "light dark";
    style.background = isChosen ? "Canvas" : "";
  }

  /** Sets attributes of the embed from a function that gives strings; the others stay as they are. */
  function setAttributes(get) {
    for (const name of ATTRIBUTES) {
      const value = get(name);
      if (typeof value === "string") host.setAttribute(name, value);
    }
  }
  setAttributes((name) => asked.get(name));

  const word = (text) => (/^[\w-]{1,100}$/.test(text ?? "") ? text : undefined);
  /** The name that a parent with pym gives the frame. */
  const childId = word(asked.get("childId"));
  /** The secret that WordPress expects in messages; it hides the frame until the first. */
  const secret = word(new URLSearchParams(location.hash.replace(/^#\??/, "")).get("secret"));
  const frame = word(asked.get("id")) ?? childId ?? "backstory";
  const post = (message) => parent.postMessage(message, "*");

  // Links lead out of the frame, not into it.
  addEventListener("click", (event) => {
    const link = event.composedPath().find((it) => it instanceof HTMLAnchorElement && /^https?:/.test(it.href));
    if (!(link instanceof HTMLAnchorElement)) return;
    if (link.hash && link.href.split("#")[0] === location.href.split("#")[0]) return;
    link.target = "_blank";
    link.rel = "noopener";
    // WordPress follows links to the frame's own site, and only from the frame that has the focus.
    if (secret && link.host === location.host) post({ message: "link", value: link.href, secret });
  }, true);

  if (parent === window) return;

  const send = (type, detail) => post({ backstory: 1, type, frame, detail });

  let height = 0;
  let isSettled = false;

  function postHeight() {
    send("size", { height });
    post({ sentinel: "amp", type: "embed-size", height });
    if (childId) post(`pymxPYMx${childId}xPYMxheightxPYMx${height}`);
    post({ "datawrapper-height": { [frame]: height } });
    post(JSON.stringify({ src: location.href, context: "iframe.resize", height }));
    if (secret) post({ message: "height", value: height, secret });
  }

  const waiting = [];

  /** Answers a parent that asks for the height under an id of its own. */
  function answer(id) {
    if (isSettled) post({ type: "setHeight", id, height });
    else waiting.push(id);
  }

  /** Posts the height if it has changed. Without width (in a hidden tab) there is none. */
  function measure() {
    const { height: now, width } = main.getBoundingClientRect();
    if (!isSettled || !width || Math.ceil(now) === height) return;
    height = Math.ceil(now);
    postHeight();
  }

  // The plain text is longer than the widget: the first height is posted when it is clear which of them stays.
  function settle() {
    if (isSettled) return;
    isSettled = true;
    post({ sentinel: "amp", type: "embed-ready" });
    new ResizeObserver(measure).observe(main);
    measure();
    waiting.splice(0).forEach(answer);
  }

  for (const type of ["ready", "select", "stale", "term", "filter", "error"]) {
    document.addEventListener(`backstory-${type}`, (event) => {
      send(type, { .../** @type {CustomEvent} */ (event).detail });
      if (type === "ready" || type === "error") settle();
    });
  }
  addEventListener("error", ({ target }) => {
    if (!(target instanceof HTMLScriptElement)) return;
    const help = "The frame's server must send Access-Control-Allow-Origin: * with backstory.js and the engine.";
    send("error", { v: 1, code: "cors", message: `${target.src} could not be loaded`, help });
    settle();
  }, true);
  addEventListener("load", () => setTimeout(settle, 4000));
  addEventListener("pageshow", ({ persisted }) => persisted && isSettled && postHeight());
  send("hello", { v: 1 });
  if (src !== null && !story) {
    const message = `src is not among the stories of this page: ${src.slice(0, 200)}`;
    const help = "A frame shows stories from stories/ beside embed.html, and from addresses that the folder was published with (--stories-from).";
    send("error", { v: 1, code: "data", message, help });
    settle();
  }

  addEventListener("message", ({ source, data }) => {
    if (source !== parent || typeof data !== "object" || data === null) return;
    // WordPress asks when it begins to listen, Mastodon at any time. Early questions are answered later.
    if (secret && data.message === "ready" && data.secret === secret) return isSettled && postHeight();
    if (data.type === "setHeight" && /^(number|string)$/.test(typeof data.id)) return answer(data.id);
    if (data.backstory !== 1) return;
    const detail = Object(data.detail);
    // Failures have been posted already.
    const call = (name) => typeof detail.id === "string" && host[name]?.(detail.id).catch(() => {});
    if (data.type === "config") setAttributes((name) => (Object.hasOwn(detail, name) ? detail[name] : undefined));
    else if (data.type === "theme") applyTheme(detail.theme);
    else if (data.type === "select") call("select");
    else if (data.type === "term") call("openTerm");
    else if (data.type === "size" && isSettled) postHeight();
  });
})();
