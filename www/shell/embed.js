// A story's place on a page, from the moment its host is known: it waits until the reader is near, then lets the newest
// copy of the script upgrade the host.

import { Failure } from "./failure.js";
import { get } from "./fetching.js";
import { packed } from "./packed.js";
import { registry } from "./registry.js";
import { start } from "./start.js";

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
export const ATTRIBUTES = [...SETTINGS, "src", "theme", "loading", "permalinks", "annotate", "annotate-cap"];

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

class Embed {
  /** The story that the page handed over in place of `src`: an object, or bytes. */
  story;
  mount;
  #prefix;
  #near = [];
  #settle;
  #given;
  #made;
  #isWatched = false;

  constructor(host) {
    this.host = host;
    this.#prefix = host.localName === TAG ? "" : "data-backstory-";
    this.ready = new Promise((yes, no) => (this.#settle = { yes, no }));
    // Who does not ask for the promise hears `backstory-error`.
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

  /** The packed story to show: the one handed over, or what `src` names, fetched and compiled once; nothing where it is
   * the engine's own. One that is overtaken by a later one meanwhile is dropped, with its faults. */
  async bytes() {
    const given = this.story ?? this.get("src");
    if (this.#given !== given) this.#made = given && this.#make(given);
    this.#given = given;
    const made = this.#made;
    try {
      await made;
    } catch (error) {
      if (made === this.#made) throw error;
    }
    return made === this.#made ? made : this.bytes();
  }

  async #make(given) {
    const isWanted = () => given === this.#given;
    if (typeof given !== "string") return packed(given, isWanted);
    let url;
    try {
      url = new URL(given, document.baseURI);
    } catch {
      throw new Failure("data", `src is no address: ${given}`);
    }
    // Sections pass sanitizers: a user of the page must not choose whose words stand under its name.
    if (this.#prefix && ![location.origin, new URL(import.meta.url).origin].includes(url.origin)) {
      const help = "A section shows stories of the page's origin or the script's; the element back-story shows any.";
      throw new Failure("data", `src is of another origin: ${url.origin}`, help);
    }
    return packed(await get(url), isWanted);
  }

  connect() {
    if (this.#prefix && !this.#isWatched) watch(this.host);
    this.#isWatched = true;
    if (this.mount) return this.mount.listen();
    this.#leave();
    const loading = this.get("loading");
    if (loading === "manual") return;
    const ahead = loading === "eager" ? 1e5 : 600;
    // Text a reader already has before their eyes is not pulled away, and nothing below it jumps: the upgrade waits
    // until the element's beginning is in the window or below it.
    const isNear = ({ top }) => this.host.getClientRects().length && top > -1 && top <= innerHeight + ahead;
    const look = (seen) => isNear(seen[seen.length - 1].boundingClientRect) && this.load();
    // The engine need not wait for the observers, which speak in the next frame at the earliest.
    if (isNear(this.host.getBoundingClientRect())) start().catch(() => {});
    // Two ways to come near: the element enters what is ahead, or its beginning leaves the edge above the window, where
    // it has been for readers who arrive from below.
    this.#near = [`0px 0px ${ahead}px`, "1px 0px -100%"].map((rootMargin) => {
      const near = new IntersectionObserver(look, { rootMargin });
      near.observe(this.host);
      return near;
    });
  }

  disconnect() {
    this.#leave();
    this.mount?.leave();
  }

  #leave() {
    for (const near of this.#near) near.disconnect();
  }

  /** Loads the engine and upgrades the host. Resolves when the first view stands. */
  load() {
    if (!this.mount) {
      this.#leave();
      this.mount = new registry.Mount(this);
      this.#show();
    }
    return this.ready;
  }

  #show() {
    this.mount.show().then(this.#settle.yes, (error) => this.mount.fail(error));
  }

  /** Shows another story, or follows an attribute. */
  change(name) {
    // The same object may hold another story by now.
    if (name === "story") this.#given = undefined;
    if (!this.mount) this.host.isConnected && name === "loading" && this.connect();
    else if (name === "src" || name === "story") this.#show();
    else this.mount.set(name);
  }

  /** Nothing more is to be expected, now or from now on. */
  refuse(error) {
    this.#settle.no(error);
    this.ready = Promise.reject(error);
    this.ready.catch(() => {});
  }
}
