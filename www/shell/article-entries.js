// Definitions of terms, found in the page or written by the engine.
//
// Everything looked up in the page is checked: an entry counts only inside the fallback of an embed, in a list of the story's
// own class, and only with the parts an entry has. Other elements of the page may bear the same ids (SECURITY.md).

/** A whole entry: the list that holds it, its `dt`, the headword and the `dd`. @typedef {{ list: Element, term: Element, name: string, body: Element }} Entry */

export const ENTRY = "backstory-";
/** The list of definitions in a fallback; a digest has not all of them. */
const GLOSSARY = ".backstory dl.terms";
const WHOLE_GLOSSARY = `${GLOSSARY}:not([data-backstory-partial])`;

export class Entries {
  #shell;
  /** The story that each embed showed at first, which is the one in its fallback. @type {WeakMap<Element, unknown>} */
  #initialStories = new WeakMap();
  /** Entries that the engine wrote. */
  #written = document.createElement("div");
  /** The story that they are of. @type {unknown} */
  #writtenStory;

  /** @param {any} shell `TAG`, `SCAN`, `embed` and `loadStory` of the shell. */
  constructor(shell) {
    this.#shell = shell;
    this.#written.className = "backstory";
  }

  /** The embeds whose definitions the article shows: elements; where there is none, the first section. Sections pass sanitizers:
   * a later one may be a commenter's, who must not define the article's words. @returns {HTMLElement[]} */
  hosts() {
    const { TAG, SCAN } = this.#shell;
    const elements = [...document.querySelectorAll(TAG)];
    return elements.length ? elements : [...document.querySelectorAll(SCAN)].slice(0, 1);
  }

  /** The story that an embed shows, as the page gave it. @param {Element | undefined} host */
  storyOf(host) {
    const own = host && this.#shell.embed(host);
    return own && (own.story ?? own.get("src"));
  }

  /** Whether an embed still shows the story of its fallback, as it is there. @param {Element} host */
  isInitial(host) {
    const initial = this.#initialStories;
    if (!initial.has(host)) initial.set(host, this.storyOf(host));
    return initial.get(host) === this.storyOf(host) && !this.#shell.embed(host).isStale;
  }

  /** The lists of definitions in the page: those in embeds' fallbacks; where there is no embed, in the first digest. */
  #glossaries() {
    const all = this.hosts();
    if (!all.length) return [...document.querySelectorAll(`section${GLOSSARY}`)].slice(0, 1);
    return all.filter((host) => this.isInitial(host)).flatMap((host) => [...host.querySelectorAll(GLOSSARY)]);
  }

  /** Whether the page has anything that defines terms. */
  isServed() {
    return this.hosts().length > 0 || this.#glossaries().length > 0;
  }

  /** Whether the page's fallbacks hold every entry there is. Where the last embed has just left, they hold none. */
  isWhole() {
    return this.isServed() && this.hosts().every((host) => this.isInitial(host) && host.querySelector(WHOLE_GLOSSARY));
  }

  /** The entry of an id that is there already. @param {string} id @returns {Entry | undefined} */
  get(id) {
    for (const list of [...this.#glossaries(), ...this.#written.children]) {
      const entry = entryIn(list, id);
      if (entry) return entry;
    }
  }

  /** The entry of an id; where the page holds none, the engine writes it. @param {string} id */
  async find(id) {
    const found = this.#glossaries().map((list) => entryIn(list, id)).find(Boolean);
    if (found) return found;
    const story = await this.#currentStory();
    const written = this.#written;
    if (![...written.children].some((list) => entryIn(list, id))) story.define(id, written);
    return this.get(id);
  }

  /** The list with every definition that an embed's prose may be linked to. @param {Element} host */
  async glossaryOf(host) {
    const own = this.isInitial(host) && host.querySelector(GLOSSARY);
    if (own && own.matches(WHOLE_GLOSSARY)) return own;
    try {
      const story = await this.#currentStory();
      this.#written.replaceChildren();
      story.define("", this.#written);
      return this.#written;
    } catch (error) {
      // The digest's own terms need no engine.
      if (!own) throw error;
      return own;
    }
  }

  /** The story that the page's first embed shows now, in the engine's memory. */
  async #currentStory() {
    const [host] = this.hosts();
    const story = await this.#shell.loadStory(host && this.#shell.embed(host));
    if (story !== this.#writtenStory) this.#written.replaceChildren();
    this.#writtenStory = story;
    return story;
  }
}

/** The parts of an entry, if the list holds one of this id that is whole: a `dt` with a `dfn`, and its `dd`. */
function entryIn(list, id) {
  const term = list.querySelector(`dt#${CSS.escape(ENTRY + id)}`);
  const name = term?.querySelector("dfn")?.textContent;
  const body = term?.nextElementSibling;
  return name && body?.localName === "dd" ? { list, term, name, body } : undefined;
}
