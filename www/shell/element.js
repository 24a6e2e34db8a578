// The custom element: attributes, properties and methods. What they do is the embed's and the newest copy's business.

import { ATTRIBUTES, SCAN, embed } from "./embed.js";
import { Failure, emitError } from "./errors.js";
import { attend } from "./lazy-modules.js";
import { VERSION } from "./registry.js";

/** On a server, where a framework may import the script, there are no elements. */
const Base = globalThis.HTMLElement ?? class {};

export class BackStory extends Base {
  static version = VERSION;
  static observedAttributes = ATTRIBUTES;

  /** Upgrades every `section[data-backstory-src]` under a root and finds its terms; a single-page app calls it after it
   * drew. Gives a promise that is kept when the terms are buttons. */
  static scan(root = document) {
    for (const host of root.querySelectorAll(SCAN)) embed(host).connect();
    return attend(root);
  }

  get version() {
    return VERSION;
  }

  get ready() {
    return embed(this).ready;
  }

  /** A story, shown in place of the one that `src` names: an object, or the bytes of a packed one. */
  get story() {
    return embed(this).story ?? null;
  }

  set story(story) {
    if (story && typeof story !== "object") {
      const help = "Set an object, the bytes of a packed story, or null. An address belongs into src.";
      emitError(this, new Failure("unsupported", "story takes an object or bytes", help));
      return;
    }
    const own = embed(this);
    own.story = story || undefined;
    own.change("story");
    void attend();
  }

  /** Words of the interface in place of the story's, by the keys of its `[words]`. */
  get words() {
    return embed(this).words ?? null;
  }

  set words(words) {
    const own = embed(this);
    own.words = words || undefined;
    own.change("words");
  }

  connectedCallback() {
    // What a framework set before the element was defined hides the properties of the class.
    for (const name of [...Object.keys(BackStory.prototype), "story", "words"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    embed(this).connect();
    void attend();
  }

  disconnectedCallback() {
    // A move is a removal and an insertion; only what stays away lets go.
    queueMicrotask(() => {
      if (this.isConnected) return;
      embed(this).disconnect();
      void attend();
    });
  }

  attributeChangedCallback(name) {
    if (!name.startsWith("annotate")) embed(this).change(name);
    if (name.startsWith("annotate") || name === "src") void attend();
  }

  /** Calls the widget, once it is shown. */
  async #call(run) {
    await this.load();
    return embed(this).widgetHost.call(run);
  }

  /** Starts loading now, whatever `loading` says. */
  load() {
    return embed(this).load();
  }

  /** Selects the entry of an id; says whether there is one. */
  select(id) {
    return this.#call((widget) => widget.select(`${id}`));
  }

  /** Opens a term's definition; says whether there is one. */
  openTerm(id) {
    return this.#call((widget) => widget.openTerm(`${id}`));
  }

  /** Searches; says how many entries fit. */
  search(query) {
    return this.#call((widget) => widget.search(`${query}`));
  }

  /**
   * Shows only events of these themes, statuses and sources, from one day to another; says how many fit.
   * @param {import("../backstory.js").BackstoryFilter} [filter]
   */
  async filter({ themes = [], statuses = [], sources = [], from = "", to = "" } = {}) {
    const lines = [...[themes, statuses, sources].map((ids) => [...ids].join(" ")), from, to].join("\n");
    return this.#call((widget) => widget.setFilter(lines));
  }

  /** Takes the search and every filter back. */
  async reset() {
    await this.#call((widget) => widget.dispatch("reset", 0));
  }
}

for (const name of ATTRIBUTES) {
  Object.defineProperty(BackStory.prototype, name.replace(/-./, ([, first]) => first.toUpperCase()), {
    configurable: true,
    enumerable: true,
    get() {
      return embed(this).get(name);
    },
    set(value) {
      if (value === null || value === undefined) this.removeAttribute(name);
      else this.setAttribute(name, value);
    },
  });
}
