// Where the page's policy refuses the engine it may still let a frame in, which has a policy of its own. The page's text
// stands until the frame says that its widget does. Built into dist/backstory_framed.js, which only pages with such a
// policy fetch.

const PAGE = new URL("embed.html", import.meta.url);
/** What the frame takes over from the host's attributes; its headings begin anew, being of another document. */
const PASSED = ["view", "event", "term", "from", "to", "themes", "theme"];
/** After so many milliseconds without a word nothing is expected of the frame any more. */
const PATIENCE = 20_000;
/** What of the frame's messages the page hears as events of the host. */
const TOLD = ["ready", "select", "term", "filter"];

const LOOK = ":host{display:block}:host([hidden]){display:none}div{contain:paint;block-size:0;visibility:hidden}div.stands{block-size:auto;visibility:visible}iframe{display:block;inline-size:100%;block-size:100vh;border:0}";

/** Frames the embed of a host until `signal` ends it; `linked` is the entry that the page's address names. */
export function stand(embed, { signal, tell, linked }) {
  const { host } = embed;
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(LOOK);
  root.adoptedStyleSheets = [sheet];
  const text = document.createElement("slot");
  const place = document.createElement("div");
  const frame = document.createElement("iframe");
  // Assistive technology names the frame by what it is about.
  frame.title = host.querySelector("h1, h2, h3, h4, h5, h6")?.textContent ?? "Backstory";
  const over = new AbortController();
  const heard = { signal: over.signal };

  const back = () => {
    over.abort();
    root.replaceChildren(text);
  };
  signal.addEventListener("abort", back, heard);
  const timer = setTimeout(back, PATIENCE);
  over.signal.addEventListener("abort", () => clearTimeout(timer));
  const refused = ({ disposition, effectiveDirective }) => disposition === "enforce" && /^(frame|child)-src$/.test(effectiveDirective) && back();
  document.addEventListener("securitypolicyviolation", refused, heard);

  const given = () => Object.fromEntries(PASSED.filter((name) => embed.has(name)).map((name) => [name, embed.get(name)]));
  const says = (type, detail) => frame.contentWindow?.postMessage({ backstory: 1, type, detail }, PAGE.origin);
  const follow = new MutationObserver(() => {
    const { theme = "auto", ...detail } = given();
    says("config", detail);
    says("theme", { theme });
  });

  let height = 0;
  let isReady = false;
  /** The widget in place of the text: not while a reader is in the middle of that, and what follows stays below the fold. */
  function swap() {
    const { top, bottom } = host.getBoundingClientRect();
    if (!isReady || !height || !text.isConnected || top < -1) return;
    if (top < innerHeight && bottom > innerHeight) place.style.setProperty("min-block-size", `${Math.ceil(innerHeight - top)}px`);
    text.remove();
    place.className = "stands";
    follow.observe(host, { attributes: true });
    over.signal.addEventListener("abort", () => follow.disconnect());
  }
  for (const kind of ["scroll", "resize"]) addEventListener(kind, swap, { ...heard, passive: true });

  const hear = ({ source, data }) => {
    if (source !== frame.contentWindow || Object(data).backstory !== 1) return;
    const { type, detail } = data;
    if (type === "error") back();
    else if (type === "size" && detail?.height > 0) {
      height = detail.height;
      frame.style.setProperty("block-size", `${height}px`);
    } else if (type === "ready") {
      isReady = true;
      clearTimeout(timer);
    }
    swap();
    if (TOLD.includes(type)) tell(host, type, detail);
  };
  addEventListener("message", hear, heard);

  // Links to entries name the page they stand on, which is the frame's.
  const address = new URL(PAGE);
  address.search = new URLSearchParams({ ...given(), ...(linked && { event: linked }), permalinks: "off" });
  frame.src = address;
  place.append(frame);
  root.replaceChildren(text, place);
}
