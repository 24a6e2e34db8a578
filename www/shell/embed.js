// A story's place on a page, from the moment its host is known: it waits until the reader is near, then lets the newest
// copy of the script upgrade the host.

import { startModule, loadEngine } from "./engine.js";
import { Failure, emitError } from "./errors.js";
import { fetchBytes, importPart } from "./fetch.js";
import { permalink } from "./permalink.js";
import { registry } from "./registry.js";

export const TAG = "back-story";
/** Sections that a sanitizer left, but for those where the page wants none: users may write such a section as well. */
export const SCAN = "section[data-backstory-src]:not([data-backstory-skip], [data-backstory-skip] *)";

/** Attributes the engine understands; on a section they are written `data-backstory-…`. */
export const SETTINGS = ["view", "themes", "from", "to", "heading-level", "event", "term"];

/** What attributes may say, the default first; any other value means the default. */
const KNOWN = {
  view: ["timeline", "accounts", "voices", "glossary", "record"],
  theme: ["auto", "light", "dark"],
  loading: ["lazy", "eager", "manual"],
  permalinks: ["on", "off"],
  "heading-level": ["2", "1", "3", "4", "5", "6"],
  // A page's libraries may have given every object a `src`.
  __proto__: null,
};

/** Every attribute. */
export const ATTRIBUTES = [...SETTINGS, "src", "language", "theme", "loading", "permalinks", "annotate", "annotate-cap"];

/** Sections that have been connected, and whether they were in the page when last seen. @type {Map<WeakRef<Element>, boolean>} */
const sections = new Map();
/** @type {MutationObserver | undefined} */
let observer;

/** Watches a section, which has no callbacks of its own, leave the page and come back. @param {Element} host */
function watch(host) {
  sections.set(new WeakRef(host), true);
  observer ??= new MutationObserver(() => {
    for (const [ref, wasConnected] of sections) {
      const host = ref.deref();
      if (!host) sections.delete(ref);
      else if (host.isConnected !== wasConnected) {
        sections.set(ref, !wasConnected);
        if (wasConnected) embed(host).disconnect();
        else embed(host).connect();
      }
    }
  });
  for (const root of [host.getRootNode(), document]) observer.observe(root, { childList: true, subtree: true });
}

/** The embed of a host: of the custom element, or of a section that survived a sanitizer. */
export function embed(host) {
  let found = registry.embeds.get(host);
  if (!found) registry.embeds.set(host, (found = new Embed(host)));
  return found;
}

/** The compiler's module and its hash. */
const COMPILER = [new URL("__COMPILER_FILE__", import.meta.url), "__COMPILER_INTEGRITY__"];

/** The part for what a page writes out. */
const importWriting = () => importPart(() => import("__COMPILE_FILE__"));

/** A story's packed bytes. One that is written out, as an object or in JSON, is compiled by a part of its own. */
async function pack(story, language, signal) {
  let bytes = story;
  try {
    if (ArrayBuffer.isView(story)) bytes = new Uint8Array(story.buffer, story.byteOffset, story.byteLength);
    if (bytes.byteLength >= 0) {
      const begin = new TextDecoder().decode(new Uint8Array(bytes).subarray(0, 99));
      // A view of its own: the same bytes may hold another story by now.
      if (!/^\s*{/.test(begin)) return new Uint8Array(bytes);
    }
  } catch ({ message }) {
    // A buffer that was handed on, or an object that cannot be looked into.
    throw new Failure("data", message);
  }
  const part = await importWriting();
  return part.compileStory(bytes, language, signal, { Failure, startModule, COMPILER });
}

class Embed {
  /** The story that the page handed over in place of `src`: an object, or bytes. */
  story;
  /** Words of the interface that the page gives, by key. @type {Record<string, unknown> | undefined} */
  words;
  widgetHost;
  /** Whether the text in the page is of another revision than the story on show. */
  isStale = false;
  #prefix;
  /** Ends the waiting for a reader who is near, or for a link. */
  #waiting = new AbortController();
  #settle;
  /** The story that was asked for last, its bytes, and what ends its loading. */
  #given;
  #language;
  #bytes;
  /** The bytes of it that came last, in a list: the engine's own story has none. @type {[any] | undefined} */
  #held;
  #loading = new AbortController();
  /** Ends the show under way. */
  #showing = new AbortController();
  #isWatched = false;
  /** Whether somebody has called for the widget: the page, or a link to an entry. */
  #isCalled = false;
  /** Ends the waiting for the reader to close the digest. @type {((value?: unknown) => void) | undefined} */
  #proceed;

  constructor(host) {
    this.host = host;
    this.#prefix = host.localName === TAG ? "" : "data-backstory-";
    this.ready = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
    // Callers that ignore the promise still get the `backstory-error` event.
    this.ready.catch(() => {});
  }

  has(name) {
    return this.host.hasAttribute(this.#prefix + name);
  }

  /** What an attribute says, or what it means not to say it. */
  get(name) {
    const value = this.host.getAttribute(this.#prefix + name) ?? "";
    const known = KNOWN[name];
    return known && !known.includes(value) ? known[0] : value;
  }

  /** The packed story to show: the one handed over, or what `src` names, fetched and compiled once; `undefined` where it is
   * the engine's own. A story that another supersedes meanwhile is aborted, and its faults are nobody's. */
  async bytes() {
    for (;;) {
      const given = this.story ?? this.get("src");
      const language = this.get("language");
      if (this.#given !== given) this.#held = this.#language = undefined;
      if (this.#language !== language) {
        this.#loading.abort();
        this.#loading = new AbortController();
        this.#bytes = this.#loadIn(language, given, this.#loading.signal);
        this.#given = given;
        this.#language = language;
      }
      const { signal } = this.#loading;
      try {
        const bytes = await this.#bytes;
        if (!signal.aborted) {
          this.#held = [bytes];
          return bytes;
        }
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  }

  /** Loads the story in a language. Where that cannot be had, the page hears of it, and what was shown stays, or the story's own
   * language comes. */
  async #loadIn(language, given, signal) {
    try {
      return await this.#load(language, given, signal);
    } catch (error) {
      if (!language || signal.aborted) throw error;
      emitError(this.host, error);
      return this.#held ? this.#held[0] : this.#load("", given, signal);
    }
  }

  /** Places and texts of the words that the page gives. What cannot be taken is reported, and the story's own word stays. */
  async readWords() {
    try {
      return (await importWriting()).readWords(this.words, (problems) => emitError(this.host, problems), Failure);
    } catch (error) {
      emitError(this.host, error);
      return [];
    }
  }

  async #load(language, given, signal) {
    if (typeof given !== "string") return pack(given, language, signal);
    if (!given && !language) return;
    let url;
    try {
      url = new URL(given || "story.bks", given ? document.baseURI : import.meta.url);
    } catch {
      throw new Failure("data", `src is no address: ${given}`);
    }
    // Sections pass sanitizers: a user of the page must not choose whose words stand under its name.
    if (this.#prefix && ![location.origin, new URL(import.meta.url).origin].includes(url.origin)) {
      const help = "A section shows stories of the page's origin or the script's; the element back-story shows any.";
      throw new Failure("data", `src is of another origin: ${url.origin}`, help);
    }
    // Nor by an address of the page's that leads elsewhere.
    // One in JSON has all of its languages in itself.
    if (language) url.pathname = url.pathname.replace(/\.bks$/, `.${language}$&`);
    return pack(await fetchBytes(url, undefined, signal, this.#prefix ? "error" : "follow"), language, signal);
  }

  /** Takes a fallback that was moved out of the element back into it: WordPress's `wpautop` puts the element into a paragraph,
   * which the fallback's section ends. */
  #adoptFallback() {
    if (this.#prefix || this.host.childElementCount) return;
    const next = this.host.closest("p")?.nextElementSibling;
    if (next?.matches("section.backstory")) this.host.append(next);
  }

  connect() {
    this.#adoptFallback();
    if (this.#prefix && !this.#isWatched) watch(this.host);
    this.#isWatched = true;
    if (this.widgetHost) return this.widgetHost.listen();
    this.#waiting.abort();
    const { signal } = (this.#waiting = new AbortController());
    // Whoever follows a link to an entry need not scroll there first.
    const onLink = () => {
      if (permalink(this) && !this.host.hidden) void this.load();
    };
    addEventListener("hashchange", onLink, { signal });
    onLink();
    const loading = this.get("loading");
    if (signal.aborted || loading === "manual") return;
    const ahead = loading === "eager" ? 1e5 : 600;
    const { top, bottom } = this.host.getBoundingClientRect();
    const isNear = this.host.getClientRects().length && bottom >= -ahead && top <= innerHeight + ahead;
    // The engine need not wait for the observer, which calls back in the next frame at the earliest.
    if (isNear) loadEngine().catch(() => {});
    const onIntersect = (entries) => {
      if (entries[entries.length - 1].isIntersecting) this.#upgrade();
    };
    const observer = new IntersectionObserver(onIntersect, { rootMargin: `${ahead}px 0px` });
    observer.observe(this.host);
    signal.addEventListener("abort", () => observer.disconnect());
  }

  disconnect() {
    this.#waiting.abort();
    this.widgetHost?.leave();
  }

  /** Loads the engine and upgrades the host; resolves with it when the first view is shown. */
  load() {
    this.#isCalled = true;
    this.#proceed?.();
    this.#upgrade();
    return this.ready;
  }

  #upgrade() {
    if (this.widgetHost) return;
    this.#waiting.abort();
    this.widgetHost = new registry.WidgetHost(this);
    this.show();
  }

  /**
   * Waits while a part of the digest is open, which a reader or a search in the page has opened, unless the widget is called for.
   * @param {AbortSignal} signal
   */
  async untilClosed(signal) {
    while (!this.#isCalled && !permalink(this) && this.host.querySelector(".digest > [open]")) {
      await new Promise((done) => {
        this.#proceed = done;
        // It does not bubble.
        this.host.addEventListener("toggle", done, { capture: true, signal });
        addEventListener("hashchange", done, { signal });
      });
    }
  }

  /** Shows the story that is to be shown now, in place of an earlier one. @param {"show" | "translate"} [how] */
  show(how = "show") {
    this.#showing.abort();
    const { signal } = (this.#showing = new AbortController());
    this.widgetHost[how](signal).then(
      () => this.#settle.resolve(this.host),
      (error) => signal.aborted || this.widgetHost.fail(error),
    );
  }

  /** Shows another story, or follows an attribute. */
  change(name) {
    // The same object may hold another story by now.
    if (name === "story") this.#given = undefined;
    // A language that could not be had is tried again.
    if (name === "language") this.#language = undefined;
    if (!this.widgetHost) {
      if (this.host.isConnected && name === "loading") this.connect();
    } else if (name === "src" || name === "story") this.show();
    else if (name === "language" || name === "words") this.show("translate");
    else this.widgetHost.follow(name);
  }

  /** Shows the story in another of its languages. @param {string} language */
  translate(language) {
    this.host.setAttribute(`${this.#prefix}language`, language);
    // A section's attributes are not followed.
    if (this.#prefix) this.change("language");
  }

  /** Rejects `ready`, now and from now on. */
  refuse(error) {
    this.#showing.abort();
    this.#settle.reject(error);
    this.ready = Promise.reject(error);
    this.ready.catch(() => {});
  }
}
