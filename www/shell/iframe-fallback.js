// Where the page's policy refuses the engine it may still let a frame in, which has a policy of its own. The fallback stays
// until the frame reports that its widget is ready. Built into dist/backstory_framed.js, which only pages with such a policy
// fetch.

const PAGE = new URL("embed.html", import.meta.url);
/** Attributes that the frame takes over. It is a document of its own: its headings begin anew. */
const PASSED_ATTRIBUTES = ["view", "event", "term", "from", "to", "themes", "theme"];
/** How long the frame may stay silent, in milliseconds. */
const LIMIT = 20_000;
/** Messages of the frame that are dispatched as events of the host. */
const FORWARDED_EVENTS = ["ready", "select", "term", "filter"];

const STYLES = ":host{display:block}:host([hidden]){display:none}div{contain:paint;block-size:0;visibility:hidden}div.shown{block-size:auto;visibility:visible}iframe{display:block;inline-size:100%;block-size:100vh;border:0}";

/** Frames the embed of a host until `signal` ends it; `linked` is the entry that the page's address names. */
export function showFrame(embed, { signal, emit, linked }) {
  /** @type {{ host: HTMLElement }} */
  const { host } = embed;
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  root.adoptedStyleSheets = [sheet];
  const fallback = document.createElement("slot");
  const box = document.createElement("div");
  const frame = document.createElement("iframe");
  // Assistive technology names the frame by its subject.
  frame.title = host.querySelector("h1, h2, h3, h4, h5, h6")?.textContent ?? "Backstory";
  const ended = new AbortController();
  const listening = { signal: ended.signal };

  const showFallback = () => {
    ended.abort();
    embed.showEntry = undefined;
    root.replaceChildren(fallback);
  };
  signal.addEventListener("abort", showFallback, listening);
  const timer = setTimeout(showFallback, LIMIT);
  ended.signal.addEventListener("abort", () => clearTimeout(timer));
  document.addEventListener(
    "securitypolicyviolation",
    ({ disposition, effectiveDirective }) => {
      if (disposition === "enforce" && /^(frame|child)-src$/.test(effectiveDirective)) showFallback();
    },
    listening,
  );

  /** @returns {Record<string, string>} */
  const attributes = () =>
    Object.fromEntries(PASSED_ATTRIBUTES.filter((name) => embed.has(name)).map((name) => [name, embed.get(name)]));
  const post = (type, detail) => frame.contentWindow?.postMessage({ backstory: 1, type, detail }, PAGE.origin);
  const followAttributes = new MutationObserver(() => {
    const { theme = "auto", ...detail } = attributes();
    post("config", detail);
    post("theme", { theme });
  });

  let height = 0;
  let isReady = false;
  /** Shows the widget in place of the fallback: not while a reader is in the middle of that, and what follows stays below
   * the fold. */
  function swap() {
    const { top, bottom } = host.getBoundingClientRect();
    if (!isReady || !height || !fallback.isConnected || top < -1) return;
    if (top < innerHeight && bottom > innerHeight) box.style.setProperty("min-block-size", `${Math.ceil(innerHeight - top)}px`);
    fallback.remove();
    box.className = "shown";
    embed.showEntry = (id) => {
      post("select", { id });
      host.scrollIntoView();
    };
    followAttributes.observe(host, { attributes: true });
    ended.signal.addEventListener("abort", () => followAttributes.disconnect());
  }
  for (const kind of ["scroll", "resize"]) addEventListener(kind, swap, { ...listening, passive: true });

  addEventListener(
    "message",
    ({ source, data }) => {
      if (source !== frame.contentWindow || Object(data).backstory !== 1) return;
      const { type, detail } = data;
      if (type === "error") showFallback();
      else if (type === "size" && Number.isFinite(detail?.height) && detail.height > 0) {
        height = detail.height;
        frame.style.setProperty("block-size", `${height}px`);
      } else if (type === "ready") {
        isReady = true;
        clearTimeout(timer);
      }
      swap();
      if (FORWARDED_EVENTS.includes(type)) emit(host, type, detail);
    },
    listening,
  );

  // Links to entries name the page they are on, which is the frame's.
  const address = new URL(PAGE);
  const query = { ...attributes(), ...(linked && { event: linked }), permalinks: "off" };
  address.search = new URLSearchParams(query).toString();
  frame.src = address.href;
  box.append(frame);
  root.replaceChildren(fallback, box);
}
