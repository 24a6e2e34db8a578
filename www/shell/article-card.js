// The popover of definitions in the article: what it shows, where it is in the page, its keys, and definitions as notes on paper.

import { ENTRY } from "./article-entries.js";

/** @typedef {import("./article-entries.js").Entry} Entry */

/** The fragment of a link to an entry, in the page or on the story page. */
const ENTRY_LINK = /#backstory-(.+)/;
/** What is not on paper. */
const UNPRINTED = "[hidden], details:not([open])";
/** How long a pointer rests on a term until it opens, and stays away until it closes, in milliseconds. */
const HOVER_DELAY = 350;

/**
 * An element with a class and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} kind
 * @param {(Node | string)[]} children
 */
function make(tag, kind, ...children) {
  const made = document.createElement(tag);
  made.className = kind;
  made.append(...children);
  return made;
}

/** The fields of a form hide its own members (`form.closest`). */
export const closest = (element, selector) => Element.prototype.closest.call(element, selector);

export class DefinitionCard {
  #entries;
  #shell;
  /** Finds the id of a term. @type {(term: Element) => string} */
  #idOf;
  /** Takes a term whose definition cannot be shown, and why. @type {(term: HTMLElement, error: unknown) => void} */
  #refuse;
  /** @type {HTMLElement | undefined} */
  #host;
  /** @type {ShadowRoot} */
  #root;
  /** @type {HTMLElement} */
  #card;
  /** Whether the reader opened it on purpose. */
  #isPinned = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {Element | undefined} */
  #notes;
  /** Ids of the definitions by which the reader came to the open one. @type {string[]} */
  #trail = [];
  /** The term whose definition is open. @type {HTMLElement | undefined} */
  opener;
  /** Whether the focus is going back to a term, which must not open again. */
  isReturning = false;

  constructor(entries, shell, idOf, refuse) {
    [this.#entries, this.#shell, this.#idOf, this.#refuse] = [entries, shell, idOf, refuse];
  }

  /** Whether an event passed the popover. @param {EventTarget[]} path */
  isIn(path) {
    return this.#host !== undefined && path.includes(this.#host);
  }

  /** Opens the definition of a term, or goes into it; closes it where the reader had opened it. */
  open(term, isMeant) {
    clearTimeout(this.#timer);
    if (term !== this.opener) {
      this.close();
      this.opener = term;
      this.#isPinned = isMeant;
      this.#mount(term.closest("dialog") ?? document.body);
      void this.#show([this.#idOf(term)]);
    } else if (isMeant && this.#isPinned) {
      this.close();
    } else if (isMeant) {
      this.#isPinned = true;
      this.#card.focus({ preventScroll: true });
    }
  }

  close() {
    clearTimeout(this.#timer);
    const term = this.opener;
    if (!term) return;
    this.opener = undefined;
    const hadFocus = this.#root.activeElement;
    this.#shell.hidePopover(this.#card);
    this.#card.replaceChildren();
    term.setAttribute("aria-expanded", "false");
    this.isReturning = true;
    if (hadFocus) term.focus({ preventScroll: true });
    this.isReturning = false;
  }

  /** A term under the pointer or with the focus opens after a while, takes no focus, and closes when that leaves it. */
  hover(path, term) {
    if (this.opener && this.#isPinned) return;
    clearTimeout(this.#timer);
    if (term && term !== this.opener) this.#timer = setTimeout(() => this.open(term, false), HOVER_DELAY);
    else if (this.opener && !term && !this.isIn(path)) this.#timer = setTimeout(() => this.close(), HOVER_DELAY);
  }

  /** Takes the popover out of the page. */
  remove() {
    this.#host?.remove();
  }

  /** On paper a definition is a note at the end, where the page does not print its glossary anyway. @param {Iterable<string>} ids */
  addNotes(ids) {
    this.close();
    const notes = (this.#notes = make("dl", "notes"));
    for (const id of ids) {
      const { term, body } = this.#entries.get(id) ?? {};
      if (!term || (term.isConnected && !term.closest(UNPRINTED))) continue;
      notes.append(term.cloneNode(true), body.cloneNode(true));
    }
    if (notes.childElementCount) this.#mount(document.body);
    this.#root?.append(notes);
  }

  removeNotes() {
    this.#notes?.remove();
  }

  /** Shows the definition at the end of a trail in the open popover, and emits `backstory-term`. */
  async #show(next, link) {
    const term = this.opener;
    if (!term) return;
    const id = next.at(-1);
    try {
      const entry = await this.#entries.find(id);
      if (!entry) throw unknown(id);
      if (term !== this.opener) return;
      this.#trail = next;
      this.#render(id, entry);
    } catch (error) {
      // A digest's links to what it does not hold lead to the story page, which needs no engine.
      if (link?.origin.startsWith("http") && link.pathname !== location.pathname) location.assign(link.href);
      return this.#refuse(term, error);
    }
    this.#shell.showPopover(this.#card, term);
    term.setAttribute("aria-expanded", "true");
    // Widgets hear it and close theirs, which may move the focus.
    this.#shell.emit(term, "term", { id, source: "article" });
    if (this.#isPinned && this.opener) this.#card.focus({ preventScroll: true });
  }

  /** Fills the popover with an entry. @param {string} id @param {Entry} entry */
  #render(id, { list, term, name, body }) {
    const card = this.#card;
    const [back, full, shut] = ["Back", "Full entry", "Close"].map(
      (word, n) => list.getAttribute("data-backstory-words")?.split("|")[n] || word,
    );
    const button = (words, use) => {
      const made = make("button", "plain", words);
      made.type = "button";
      made.addEventListener("click", use);
      return made;
    };
    const title = make("strong", "term-name", name);
    title.id = "card-title";
    const kind = term.querySelector(".kind");
    const foot = make("p", "card-foot");
    if (this.#trail.length > 1) foot.append(button(back, () => void this.#show(this.#trail.slice(0, -1))));
    // Without a visible embed there is no full entry to go to.
    const isShown = this.#entries.hosts().some((host) => !host.hidden) || (term.isConnected && !term.closest("[hidden]"));
    if (isShown) foot.append(button(full, () => this.#follow(id)));
    foot.append(button(shut, () => this.close()));
    // The full entry has these parts as well.
    const parts = [...body.children].filter((part) => !isShown || !part.matches(".forms, .see"));
    const head = make("p", "card-head", title, " ", ...(kind ? [kind.cloneNode(true)] : []));
    card.lang = list.closest("[lang]")?.getAttribute("lang") ?? "";
    card.replaceChildren(head, ...parts.map((part) => part.cloneNode(true)), foot);
    for (const link of card.querySelectorAll("a")) {
      const other = ENTRY_LINK.exec(link.hash)?.[1];
      if (!other) continue;
      const isSource = other.startsWith("source-");
      if (isSource && !isShown) {
        link.replaceWith(...link.childNodes);
        continue;
      }
      link.className = isSource ? "link" : "term";
      link.setAttribute("role", "button");
      link.addEventListener("click", (event) => {
        event.preventDefault();
        if (isSource) this.#follow(other);
        else void this.#show([...this.#trail, other], link);
      });
    }
  }

  /** Goes to an entry in a widget, or in the page's own text. @param {string} id */
  #follow(id) {
    this.close();
    if (this.#showInWidget(id)) return;
    const hosts = this.#entries.hosts();
    const entry = hosts.map((host) => host.querySelector(`#${CSS.escape(ENTRY + id)}`)).find(Boolean);
    if (entry) closest(entry, "details")?.setAttribute("open", "");
    location.hash = `#${ENTRY}${id}`;
  }

  /** Shows an entry in a widget, or in the frame that replaces one; returns whether there is one to show it. @param {string} id */
  #showInWidget(id) {
    const { embed } = this.#shell;
    for (const host of this.#entries.hosts()) {
      if (embed(host).showEntry) {
        embed(host).showEntry(id);
        return true;
      }
      if (host.hidden || !embed(host).widgetHost?.act((widget) => widget.select(id))) continue;
      const entry = host.shadowRoot?.getElementById(ENTRY + id);
      entry?.scrollIntoView();
      /** @type {HTMLElement | null | undefined} */ (entry?.querySelector(".row"))?.focus({ preventScroll: true });
      return true;
    }
    return false;
  }

  /** Puts the popover's element into the page's body, or into the dialog that makes everything else inert. @param {Element} parent */
  #mount(parent) {
    if (!this.#host) {
      this.#host = document.createElement("back-story-card");
      this.#root = this.#host.attachShadow({ mode: "open" });
      this.#root.adoptedStyleSheets = [this.#shell.getStylesheet()];
      this.#card = make("div", "card");
      const attributes = { popover: "manual", role: "dialog", "aria-labelledby": "card-title", tabindex: "-1", part: "term-card" };
      for (const name of Object.keys(attributes)) this.#card.setAttribute(name, attributes[name]);
      this.#root.append(make("div", "root bare", this.#card));
      this.#root.addEventListener("keydown", (event) => this.#onKeydown(/** @type {KeyboardEvent} */ (event)));
    }
    if (this.#host.parentNode !== parent) parent.append(this.#host);
    // No box: the page's layout does not know of it.
    this.#host.style.setProperty("display", "contents", "important");
  }

  /** Keys in the popover: links act as the buttons they are called, and Tab leaves its end for the article. */
  #onKeydown(event) {
    const { key, target, shiftKey } = event;
    const stops = [...this.#card.querySelectorAll("a, button")];
    if (key === " " && target.localName === "a") {
      event.preventDefault();
      target.click();
    } else if (key === "Tab" && (shiftKey ? target === this.#card || target === stops[0] : target === stops.at(-1))) {
      if (shiftKey) event.preventDefault();
      this.close();
    }
  }
}

export const unknown = (id) => ({
  code: "data",
  message: `the story has no term ${id}`,
  help: `Give data-backstory-term an id from the story's glossary; "${id}" is none.`,
});
