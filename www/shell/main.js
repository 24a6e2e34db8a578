// The loader shell: the custom element, the one lazy fetch of the engine, and the errors a host page hears.
// Built into dist/backstory.js; `engine.js` is wasm-bindgen's glue. The names in double underscores are filled in by the
// build.

import { wish } from "./acts.js";
import { Widget, __wbg_finalize_init, __wbg_get_imports } from "./engine.js";
import { closeCard, focusEntry, openCard } from "./place.js";

const VERSION = "__VERSION__";
const ENGINE = new URL("__WASM_FILE__", import.meta.url);
const INTEGRITY = "__WASM_INTEGRITY__";
const TAG = "back-story";
/** The custom section that `backstory pack` writes. */
const SECTION = "backstory.story";
const SCAN = "section[data-backstory-src]";
const WANTS_TERMS = `[data-backstory-term], ${TAG}[annotate], [data-backstory-annotate]`;
const PERMALINK = "#backstory=";
/** Attributes the engine understands; on a section they are written `data-backstory-…`. */
const SETTINGS = ["view", "themes", "heading-level", "event", "term"];

const HELP = {
  "csp-wasm": "The page's policy refuses WebAssembly. Add 'wasm-unsafe-eval' to script-src.",
  "csp-connect": "The page's policy refuses the request. Add this script's origin to connect-src.",
  cors: "The file's server must send Access-Control-Allow-Origin for this page.",
  http: "The file is not where it is expected. Publish the whole dist folder together.",
  offline: "The network is down. The text on the page is complete without it.",
  unsupported: "This browser lacks WebAssembly, or the page was opened from a file. Serve it over http.",
  integrity: "The engine beside this script is not the one it was built with. Publish both together.",
  data: "The story or the engine cannot be read. Run backstory check, pack and publish again.",
  panic: "Backstory has a fault. Please report it with the story and the browser's name.",
  "version-clash": "Another script owns the name back-story. Load only one of them.",
};

class Failure extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** Sends an event that bubbles, crosses shadow boundaries and carries a frozen detail. */
function tell(host, name, detail) {
  const init = { bubbles: true, composed: true, detail: Object.freeze({ v: 1, ...detail }) };
  host.dispatchEvent(new CustomEvent(`backstory-${name}`, init));
}

/** Fetches a file; what goes wrong is told apart as far as the platform lets a page see. */
async function get(url, integrity) {
  const refused = [];
  const hear = (event) => refused.push(event.effectiveDirective);
  document.addEventListener("securitypolicyviolation", hear);
  const options = { mode: "cors", credentials: "omit" };
  try {
    const response = await fetch(url, integrity ? { ...options, integrity } : options);
    if (!response.ok) throw new Failure("http", `${url} answered ${response.status}`);
    return response;
  } catch (error) {
    if (error instanceof Failure) throw error;
    // Violations are reported in a task of their own.
    await new Promise((done) => setTimeout(done));
    if (refused.some((directive) => directive !== "script-src")) throw new Failure("csp-connect", error.message);
    if (!navigator.onLine) throw new Failure("offline", error.message);
    const again = integrity && (await fetch(url, options).catch(() => null));
    // Where a hash is demanded, even a "not found" is reported as a failed request.
    if (again && !again.ok) throw new Failure("http", `${url} answered ${again.status}`);
    if (again) throw new Failure("integrity", `${url} is not the file this script was built with`);
    throw new Failure(url.protocol === "file:" ? "unsupported" : "cors", error.message);
  } finally {
    document.removeEventListener("securitypolicyviolation", hear);
  }
}

let engine;

/** The engine, fetched and started once a page however many widgets there are, and its own story. A failed start may be
 * tried again. */
function start() {
  engine ??= (async () => {
    if (typeof WebAssembly !== "object") throw new Failure("unsupported", "no WebAssembly");
    const response = await get(ENGINE, INTEGRITY);
    try {
      // The bytes first: a wrong MIME type then costs nothing but streaming.
      const bytes = await response.arrayBuffer();
      const { instance, module } = await WebAssembly.instantiate(bytes, __wbg_get_imports());
      __wbg_finalize_init(instance, module);
      // Without a story of its own the engine says so when it is asked to read this.
      return new Uint8Array(...WebAssembly.Module.customSections(module, SECTION));
    } catch (error) {
      const isPolicy = /content security|csp|unsafe-eval/i.test(error.message);
      throw new Failure(isPolicy ? "csp-wasm" : "data", error.message);
    }
  })().catch((error) => {
    engine = undefined;
    throw error;
  });
  return engine;
}

let part;

/** What draws and moves the time band, fetched once a page. Without it the list says it all. */
function band() {
  part ??= import(new URL("__BAND_FILE__", import.meta.url)).catch(() => (part = undefined));
  return part;
}

let sheet;

function look() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(__CSS__);
  }
  return sheet;
}

/** A story on a host element: the custom element, or a section that survived a sanitizer. */
class Embed {
  widget;
  #host;
  #prefix;
  #root;
  #near;
  #heard;
  #settle;
  /** What opened the definition on show. */
  #opener;
  #hands;
  #story;
  #isLoading = false;
  #isDressed = false;

  constructor(host, prefix) {
    this.#host = host;
    this.#prefix = prefix;
    this.ready = new Promise((yes, no) => (this.#settle = { yes, no }));
    // Who does not ask for the promise hears `backstory-error`.
    this.ready.catch(() => {});
  }

  get(name) {
    return this.#host.getAttribute(this.#prefix + name);
  }

  connect() {
    if (this.widget) return this.#listen();
    const loading = this.get("loading");
    if (this.#isLoading || loading === "manual") return;
    // Text a reader already has before their eyes is not pulled away, and nothing below it jumps: the upgrade waits
    // until the element's beginning is in the window or below it.
    this.#near?.disconnect();
    const ahead = loading === "eager" ? 1e5 : 600;
    this.#near = new IntersectionObserver(
      (seen) => {
        const { isIntersecting, boundingClientRect: box } = seen[seen.length - 1];
        if (isIntersecting && box.top >= 0) this.load();
      },
      { rootMargin: `0px 0px ${ahead}px 0px`, threshold: [0, 0.01, 0.05, 0.2] },
    );
    this.#near.observe(this.#host);
  }

  disconnect() {
    this.#near?.disconnect();
    this.#heard?.abort();
  }

  /** Loads the engine and upgrades the host. Resolves when the first view stands. */
  load() {
    if (!this.#isLoading) {
      this.#isLoading = true;
      this.#near?.disconnect();
      this.#upgrade().then(this.#settle.yes, (error) => this.#fail(error));
    }
    return this.ready;
  }

  /** The story that `src` names, packed, fetched once; nothing where it is the engine's own. */
  async story() {
    const src = this.get("src");
    if (!src) return undefined;
    if (!URL.canParse(src, document.baseURI)) throw new Failure("data", `src is no address: ${src}`);
    return (this.#story ??= get(new URL(src, document.baseURI)).then((response) => response.arrayBuffer()));
  }

  async #upgrade() {
    const began = performance.now();
    const [bytes, own, drawn] = await Promise.all([this.story(), start(), band()]);
    const host = this.#host;
    const root = (this.#root = host.shadowRoot ?? host.attachShadow({ mode: "open" }));
    root.adoptedStyleSheets = drawn ? [look(), drawn.look()] : [look()];
    // Everything from here to the first view is one task: the browser paints the ground state or the widget.
    this.#keepBelowFold();
    try {
      this.widget = new Widget(root, this, bytes ? new Uint8Array(bytes) : own, !bytes);
      for (const name of SETTINGS) {
        const value = this.get(name);
        if (value !== null) this.widget.ask(`set-${name}`, value);
      }
      if (this.#hasPermalinks && location.hash.startsWith(PERMALINK)) this.widget.ask("set-event", this.#linked);
      this.dress();
      root.replaceChildren();
      this.widget.ask("draw", "");
      this.#hands = drawn && new drawn.Hands(root, (...what) => this.attempt(() => this.widget.go(...what)));
      this.#hands?.settle();
    } catch (error) {
      const code = error instanceof WebAssembly.RuntimeError ? "panic" : "data";
      throw new Failure(code, error.message ?? String(error));
    }
    if (host.isConnected) this.#listen();
    tell(host, "ready", { version: VERSION, ms: Math.round(performance.now() - began) });
    return host;
  }

  /** What follows the host stays below the fold, if it is there, even where the widget is shorter than its text. */
  #keepBelowFold() {
    const { top, bottom } = this.#host.getBoundingClientRect();
    if (bottom <= innerHeight || top > innerHeight) return;
    this.#host.style.setProperty("min-block-size", `${Math.ceil(innerHeight - top)}px`);
  }

  get #hasPermalinks() {
    return this.get("permalinks") !== "off";
  }

  get #linked() {
    try {
      return decodeURIComponent(location.hash.slice(PERMALINK.length));
    } catch {
      return "";
    }
  }

  #listen() {
    this.#heard?.abort();
    const { signal } = (this.#heard = new AbortController());
    const hear = (event) => {
      const [word, text, used] = wish(event, this.#root) || [];
      if (!word) return;
      if (word === "term" && !used.closest(".card")) this.#opener = used;
      this.attempt(() => this.widget.ask(word, text));
    };
    for (const kind of ["click", "change", "input", "keydown"]) this.#root.addEventListener(kind, hear, { signal });
    addEventListener("pointerdown", hear, { signal, passive: true });
    addEventListener("backstory-term", hear, { signal });
    this.#hands?.listen(signal);
    const follow = () => {
      if (this.#hasPermalinks && location.hash.startsWith(PERMALINK)) this.attempt(() => this.widget.ask("select", this.#linked));
    };
    addEventListener("hashchange", follow, { signal });
    // On paper the story is whole: the page's own text, not the view on screen.
    const paper = document.createElement("slot");
    addEventListener("beforeprint", () => this.#root.append(paper), { signal });
    addEventListener("afterprint", () => paper.remove(), { signal });
  }

  /** Hears the engine: where the reader is taken, and what the host page should know. */
  tell(name, id, about, count) {
    const root = this.#root;
    if (name === "open") openCard(root, (this.#opener ??= root.activeElement));
    else if (name === "close") {
      closeCard(root, this.#opener);
      this.#opener = null;
    } else if (name === "focus") focusEntry(root, id);
    else if (name === "mark") root.querySelector(".mark[tabindex='0']")?.focus({ preventScroll: true });
    else if (name === "play") this.#hands?.play(count);
    else tell(this.#host, name, name === "filter" ? { query: about, count } : name === "select" ? { id, kind: about } : { id });
  }

  /** Hears the engine: its drawn timeline is to move to another window. */
  glide(x, factor, dx) {
    // Not while the engine is still speaking.
    queueMicrotask(() => this.#hands?.glide(x, factor, dx));
  }

  /** Sets what an attribute says. */
  set(name, value) {
    if (name === "theme") this.dress();
    else if (this.widget) {
      this.attempt(() => {
        this.widget.ask(`set-${name}`, value ?? "");
        this.widget.ask("draw", "");
      });
    }
  }

  /** Follows the host's colour scheme, or the one it asks for. */
  dress() {
    const theme = this.get("theme");
    const style = this.#host.style;
    const wants = theme === "light" || theme === "dark";
    if (wants) style.setProperty("color-scheme", theme);
    else if (this.#isDressed) style.removeProperty("color-scheme");
    this.#isDressed = wants;
  }

  /** Asks the engine; a fault in it brings the ground state back. */
  attempt(ask) {
    try {
      const answer = ask();
      this.#hands?.settle();
      return answer;
    } catch (error) {
      this.#fail(error instanceof WebAssembly.RuntimeError ? new Failure("panic", error.message) : error);
    }
  }

  #fail(error) {
    this.widget = undefined;
    this.#heard?.abort();
    // The page's own text shows through again.
    this.#root?.replaceChildren(document.createElement("slot"));
    const code = error instanceof Failure ? error.code : "panic";
    tell(this.#host, "error", { code, message: error.message, help: HELP[code] });
    this.#settle.no(error);
  }
}

const embeds = new WeakMap();

function embed(host) {
  let found = embeds.get(host);
  if (!found) embeds.set(host, (found = new Embed(host, host.localName === TAG ? "" : "data-backstory-")));
  return found;
}

let article;

/** Brings the article's own terms in line with the page. What does it is a file of its own, which a page without such
 * terms does not fetch. */
async function attend(within = document) {
  // Another copy of this script that owns the element attends to them.
  if (customElements.get(TAG) !== BackStory) return;
  if (!article && !within.querySelector(WANTS_TERMS)) return;
  const shell = { TAG, SCAN, HELP, Widget, start, look, tell, embed };
  article ??= import(new URL("__ARTICLE_FILE__", import.meta.url)).then(
    (part) => part.attend(shell),
    // The terms stay the plain words they are.
    ({ message }) => tell(document, "error", { code: "http", message, help: HELP.http }),
  );
  await (await article)?.(within);
}

class BackStory extends HTMLElement {
  static version = VERSION;
  static observedAttributes = [...SETTINGS, "theme", "annotate"];

  /** Upgrades every `section[data-backstory-src]` under a root and finds its terms; a single-page app calls it after it
   * drew. Gives a promise that is kept when the terms are buttons. */
  static scan(root = document) {
    for (const host of root.querySelectorAll(SCAN)) embed(host).connect();
    return attend(root);
  }

  get #embed() {
    return embed(this);
  }

  get ready() {
    return this.#embed.ready;
  }

  connectedCallback() {
    this.#embed.connect();
    attend();
  }

  disconnectedCallback() {
    // A move is a removal and an insertion; only what stays away lets go.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#embed.disconnect();
      attend();
    });
  }

  attributeChangedCallback(name, _, value) {
    if (name === "annotate") attend();
    else this.#embed.set(name, value);
  }

  async #ask(word, text) {
    const embed = this.#embed;
    await embed.load();
    return embed.attempt(() => embed.widget.ask(word, String(text)));
  }

  /** Starts loading now, whatever `loading` says. */
  load() {
    return this.#embed.load();
  }

  /** Selects the entry of an id; says whether there is one. */
  async select(id) {
    return (await this.#ask("select", id)) > 0;
  }

  /** Opens a term's definition; says whether there is one. */
  async openTerm(id) {
    return (await this.#ask("define", id)) > 0;
  }

  /** Searches; says how many entries fit. */
  search(query) {
    return this.#ask("search", query);
  }

  /** Shows only events of these themes, statuses and sources; says how many fit. */
  filter({ themes = [], statuses = [], sources = [] } = {}) {
    const choices = Object.entries({ theme: themes, status: statuses, source: sources });
    const words = choices.flatMap(([name, ids]) => [...ids].map((id) => `${name}:${id}`)).join(" ");
    return this.#ask("narrow", words);
  }

  /** Takes the search and every filter back. */
  async reset() {
    await this.#ask("reset", 0);
  }
}

const owner = customElements.get(TAG);
if (!owner) customElements.define(TAG, BackStory);
else if (!("version" in owner)) {
  const error = { code: "version-clash", message: `${TAG} is taken`, help: HELP["version-clash"] };
  for (const host of document.querySelectorAll(TAG)) tell(host, "error", error);
}
BackStory.scan();
