// Terms in the host's own prose: every element with `data-backstory-term` becomes a button that opens the definition in a
// popover. The definition is cloned from the embed's fallback where that holds it, so it opens before the engine has loaded
// and where it cannot. Built into dist/backstory_article.js, which the shell fetches for pages that have such terms.

import { DefinitionCard, closest, unknown } from "./article-card.js";
import { Entries } from "./article-entries.js";

/** @typedef {{ host: Element, selector: string, story: unknown, records: any[], plan: { find?: any, used: Set<string>, left: number }, done?: Promise<void> }} ProseWork */

const TERM = "data-backstory-term";
const SKIP = "[data-backstory-skip], [contenteditable]";
/** Elements that are interactive by themselves. */
const NATIVE = "a[href], button, summary";
/** Elements that cannot become a button, or hold one. */
const CLOSED = `${NATIVE}, input, select, textarea, label, [role=button], [role=link]`;
/** How many terms are linked in prose by default. */
const DEFAULT_CAP = 12;
/** How many elements are handled between two turns of the page. */
const SLICE = 100;

/** In the host's own colour. Important, because some hosts unset everything; a host that means these words outbids it. */
const BUTTON = `[${TERM}][aria-haspopup=dialog]`;
const UNDERLINE = `${BUTTON}{text-decoration-line:underline!important;text-decoration-style:dashed!important;text-decoration-thickness:1px!important;text-underline-offset:.22em!important;cursor:pointer!important}${BUTTON}:focus-visible{outline:2px solid!important;outline-offset:2px!important}`;

/** Lets the page run its waiting tasks. Without the API, an element with the id `scheduler` is found under that name. */
const yieldToMain = () =>
  typeof globalThis.scheduler?.yield === "function"
    ? globalThis.scheduler.yield()
    : new Promise((done) => setTimeout(done));

/** The number that an attribute holds by HTML's rules for non-negative integers, or else the default. */
const integer = (text, fallback) => (/^\s*\d+\s*$/.test(text) ? Number(text) : fallback);

/** @param {Element} term */
const idOf = (term) => term.getAttribute(TERM) ?? "";

/**
 * Serves the terms of this page by functions of the shell. Returns a function that brings them in line with the page as it is
 * now: terms that came, embeds that went or show another story, words that have been opted out.
 */
export function initArticleTerms(shell) {
  const { embed, emitError, toFailure, importProse } = shell;
  const entries = new Entries(shell);
  const card = new DefinitionCard(entries, shell, idOf, refuse);
  /** Terms that are buttons, with the attributes they had. @type {Map<HTMLElement, [string, string | null][]>} */
  const enhanced = new Map();
  /** Terms without an entry, with the id and the story that had none. @type {WeakMap<Element, [string | null, unknown]>} */
  const refused = new WeakMap();
  /** The links made for each embed. @type {Map<Element, ProseWork>} */
  const annotated = new Map();
  /** Documents and shadow roots with the underline. @type {Set<any>} */
  const styled = new Set();
  const underline = new CSSStyleSheet();
  underline.replaceSync(UNDERLINE);
  /** @type {any} */
  let prose;
  /** @type {AbortController | undefined} */
  let listening;

  /** Leaves a term that has no entry as plain words. After another failure it can be tried again. */
  function refuse(term, error) {
    if (toFailure(error).code === "data") {
      restoreTerm(term);
      refused.set(term, [idOf(term), entries.storyOf(entries.hosts()[0])]);
    } else if (term === card.opener) card.close();
    emitError(term, error);
  }

  function isRefused(term) {
    const [id, story] = refused.get(term) ?? [];
    return id === idOf(term) && story === entries.storyOf(entries.hosts()[0]);
  }

  /** Makes a button of a term. */
  function enhanceTerm(term) {
    // It may have left the page while the terms were counted.
    if (enhanced.has(term) || !term.isConnected || isRefused(term)) return;
    if (!term.matches(NATIVE) && term.matches(CLOSED)) return;
    const parent = term.parentElement;
    if (term.closest(SKIP) || (parent && closest(parent, `${CLOSED}, [${TERM}]`))) return;
    const id = idOf(term);
    if (!entries.get(id) && entries.isWhole()) return refuse(term, unknown(id));
    const attributes = { "aria-haspopup": "dialog", "aria-expanded": "false" };
    if (!term.matches(NATIVE)) Object.assign(attributes, { role: "button", tabindex: "0" });
    enhanced.set(term, Object.keys(attributes).map((name) => [name, term.getAttribute(name)]));
    for (const name of Object.keys(attributes)) term.setAttribute(name, attributes[name]);
    const scope = term.getRootNode();
    if (!styled.has(scope)) scope.adoptedStyleSheets?.push(underline);
    styled.add(scope);
  }

  /** Gives a term back the attributes it had. */
  function restoreTerm(term) {
    if (term === card.opener) card.close();
    for (const [name, value] of enhanced.get(term) ?? []) {
      if (value === null) term.removeAttribute(name);
      else term.setAttribute(name, value);
    }
    enhanced.delete(term);
  }

  const hover = (path) => card.hover(path, path.find((it) => enhanced.has(it)));

  const listeners = {
    click(event) {
      const term = event.composedPath().find((it) => enhanced.has(it));
      if (!term || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      card.open(term, true);
    },
    keydown(event) {
      const [target] = event.composedPath();
      if (event.key === "Escape") card.close();
      else if ((event.key === "Enter" || event.key === " ") && enhanced.has(target) && !target.matches(NATIVE)) {
        event.preventDefault();
        card.open(target, true);
      }
    },
    pointerdown(event) {
      const path = event.composedPath();
      if (!card.isIn(path) && !path.includes(card.opener)) card.close();
    },
    pointerover(event) {
      if (event.pointerType === "mouse") hover(event.composedPath());
    },
    focusin(event) {
      const path = event.composedPath();
      const [target] = path;
      if (card.isReturning || !(target instanceof Element && Element.prototype.matches.call(target, ":focus-visible"))) return;
      hover(path);
    },
    "backstory-term"(event) {
      if (event.detail.source !== "article") card.close();
    },
    beforeprint() {
      card.addNotes(new Set([...enhanced.keys()].map(idOf)));
    },
    afterprint() {
      card.removeNotes();
    },
  };

  /** Listens to the page while it has terms. */
  function listen() {
    if (!enhanced.size) {
      listening?.abort();
      listening = undefined;
      card.remove();
      for (const scope of styled) scope.adoptedStyleSheets = scope.adoptedStyleSheets.filter((it) => it !== underline);
      styled.clear();
    } else if (!listening) {
      listening = new AbortController();
      for (const name of Object.keys(listeners)) addEventListener(name, listeners[name], { signal: listening.signal });
    }
  }

  /** The selector of the prose in which an embed has terms linked, or null. */
  const proseSelector = (host) =>
    host.isConnected && embed(host).has("annotate") ? embed(host).get("annotate") : null;

  /** Whether links are still those that the embed calls for. */
  const isCurrent = ({ host, selector, story }) => proseSelector(host) === selector && entries.storyOf(host) === story;

  /** Starts linking the story's terms in the prose that an embed names. */
  function linkProse(host, selector) {
    /** @type {ProseWork} */
    const work = { host, selector, story: entries.storyOf(host), records: [], plan: { used: new Set(), left: 0 } };
    annotated.set(host, work);
    work.done = link(host, work);
    return work;
  }

  async function link(host, work) {
    try {
      const roots = [...document.querySelectorAll(work.selector)];
      prose ??= await importProse();
      const glossary = await entries.glossaryOf(host);
      if (annotated.get(host) !== work) return;
      work.plan.find = prose.finder(glossary.querySelectorAll("dt"));
      // Reading the glossary is a slice of its own.
      await yieldToMain();
      if (annotated.get(host) !== work) return;
      work.plan.left = integer(embed(host).get("annotate-cap"), DEFAULT_CAP);
      for (const root of roots) {
        if (roots.some((it) => it !== root && Node.prototype.contains.call(it, root))) continue;
        await prose.linkTerms(root, work.plan, work.records, yieldToMain);
      }
    } catch (error) {
      const isSelector = error instanceof DOMException;
      const help = "annotate takes a CSS selector.";
      emitError(host, isSelector ? { code: "data", message: error.message, help } : error);
    }
    // It was cancelled on the way.
    if (annotated.get(host) !== work) prose?.unlinkTerms(work.records);
  }

  /** Makes buttons of the terms under a root. */
  async function enhanceAll(within) {
    let count = 0;
    for (const term of within?.querySelectorAll(`[${TERM}]:not(form)`) ?? []) {
      if (++count % SLICE === 0) {
        listen();
        await yieldToMain();
        if (!entries.isServed()) break;
      }
      enhanceTerm(term);
    }
    listen();
  }

  return async (within = document) => {
    for (const [host, work] of [...annotated]) {
      if (isCurrent(work)) continue;
      work.plan.left = 0;
      annotated.delete(host);
      prose?.unlinkTerms(work.records.splice(0));
    }
    for (const host of entries.hosts()) entries.isInitial(host);
    const serves = entries.isServed();
    for (const term of [...enhanced.keys()]) {
      if (!serves || !term.isConnected || !term.matches(`[${TERM}]`) || term.closest(SKIP)) restoreTerm(term);
    }
    await enhanceAll(serves ? within : undefined);
    let hasProse = false;
    for (const host of entries.hosts()) {
      const selector = proseSelector(host);
      if (selector === null) continue;
      hasProse = true;
      await (annotated.get(host) ?? linkProse(host, selector)).done;
    }
    if (hasProse) await enhanceAll(document);
  };
}
