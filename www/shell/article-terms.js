// Terms in the host's own prose: every element with `data-backstory-term` becomes a button that opens the definition in a
// popover. The definition is cloned from the embed's fallback where that holds it, so it opens before the engine has loaded
// and where it cannot. Built into dist/backstory_article.js, which the shell fetches for pages that have such terms.
//
// Everything looked up in the page is checked: an entry counts only inside the fallback of an embed, in a list of the story's
// own class, and only with the parts an entry has. Other elements of the page may bear the same ids (SECURITY.md).

/** @typedef {{ host: Element, selector: string, story: unknown, records: any[], plan: { find?: any, used: Set<string>, left: number }, done?: Promise<void> }} ProseWork */

const TERM = "data-backstory-term";
const SKIP = "[data-backstory-skip], [contenteditable]";
/** Elements that are interactive by themselves. */
const NATIVE = "a[href], button, summary";
/** Elements that cannot become a button, or hold one. */
const CLOSED = `${NATIVE}, input, select, textarea, label, [role=button], [role=link]`;
const ENTRY = "backstory-";
/** The fragment of a link to an entry, in the page or on the story page. */
const ENTRY_LINK = /#backstory-(.+)/;
/** The list of definitions in a fallback; a digest has not all of them. */
const GLOSSARY = ".backstory dl.terms";
const WHOLE_GLOSSARY = `${GLOSSARY}:not([data-backstory-partial])`;
/** What is not on paper. */
const UNPRINTED = "[hidden], details:not([open])";
/** How long a pointer rests on a term until it opens, and stays away until it closes, in milliseconds. */
const HOVER_DELAY = 350;
/** How many terms are linked in prose by default. */
const DEFAULT_CAP = 12;
/** How many elements are handled between two turns of the page. */
const SLICE = 100;

/** In the host's own colour. Important, because some hosts unset everything; a host that means these words outbids it. */
const BUTTON = `[${TERM}][aria-haspopup=dialog]`;
const UNDERLINE = `${BUTTON}{text-decoration-line:underline!important;text-decoration-style:dashed!important;text-decoration-thickness:1px!important;text-underline-offset:.22em!important;cursor:pointer!important}${BUTTON}:focus-visible{outline:2px solid!important;outline-offset:2px!important}`;

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
const closest = (element, selector) => Element.prototype.closest.call(element, selector);

/** Lets the page run its waiting tasks. Without the API, an element with the id `scheduler` is found under that name. */
const yieldToMain = () =>
  typeof globalThis.scheduler?.yield === "function"
    ? globalThis.scheduler.yield()
    : new Promise((done) => setTimeout(done));

/** The number that an attribute holds by HTML's rules for non-negative integers, or else the default. */
const integer = (text, fallback) => (/^\s*\d+\s*$/.test(text) ? Number(text) : fallback);

/**
 * Serves the terms of this page by functions of the shell. Returns a function that brings them in line with the page as it is
 * now: terms that came, embeds that went or show another story, words that have been opted out.
 */
export function initArticleTerms({ TAG, SCAN, loadStory, getStylesheet, emit, emitError, toFailure, showPopover, hidePopover, embed, importProse }) {
  /** Terms that are buttons, with the attributes they had. @type {Map<HTMLElement, [string, string | null][]>} */
  const enhanced = new Map();
  /** Terms without an entry, with the id and the story that had none. @type {WeakMap<Element, [string | null, unknown]>} */
  const refused = new WeakMap();
  /** The links made for each embed. @type {Map<Element, ProseWork>} */
  const annotated = new Map();
  /** The story that each embed showed at first, which is the one in its fallback. @type {WeakMap<Element, unknown>} */
  const initialStories = new WeakMap();
  /** Entries that the engine wrote. */
  const written = make("div", "backstory");
  /** Documents and shadow roots with the underline. @type {Set<any>} */
  const styled = new Set();
  const underline = new CSSStyleSheet();
  underline.replaceSync(UNDERLINE);
  /** The story that they are of. @type {unknown} */
  let writtenStory;
  /** @type {any} */
  let prose;
  /** @type {HTMLElement | undefined} */
  let popoverHost;
  /** @type {ShadowRoot} */
  let root;
  /** @type {HTMLElement} */
  let card;
  /** The term whose definition is open. @type {HTMLElement | undefined} */
  let opener;
  /** Whether the reader opened it on purpose. */
  let isPinned = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {AbortController | undefined} */
  let listening;
  /** @type {Element | undefined} */
  let notes;
  let isReturning = false;
  /** Ids of the definitions by which the reader came to the open one. @type {string[]} */
  let trail = [];

  /** The page's embeds, elements before sections: those pass sanitizers, and may be a commenter's. @returns {HTMLElement[]} */
  const hosts = () => [TAG, SCAN].flatMap((selector) => [...document.querySelectorAll(selector)]);

  /** The story that an embed shows, as the page gave it. */
  const storyOf = (host) => host && (embed(host).story ?? embed(host).get("src"));

  /** Whether an embed still shows the story of its fallback, as it is there. */
  function isInitial(host) {
    if (!initialStories.has(host)) initialStories.set(host, storyOf(host));
    return initialStories.get(host) === storyOf(host) && !embed(host).isStale;
  }

  /** The lists of definitions in the page: those in embeds' fallbacks; where there is no embed, in the first digest. */
  function glossaries() {
    const all = hosts();
    if (!all.length) return [...document.querySelectorAll(`section${GLOSSARY}`)].slice(0, 1);
    return all.filter(isInitial).flatMap((host) => [...host.querySelectorAll(GLOSSARY)]);
  }

  const isServed = () => hosts().length > 0 || glossaries().length > 0;

  /** @param {Element} term */
  const idOf = (term) => term.getAttribute(TERM) ?? "";

  /** The parts of an entry, if the list holds one of this id that is whole: a `dt` with a `dfn`, and its `dd`. */
  function entryIn(list, id) {
    const term = list.querySelector(`dt#${CSS.escape(ENTRY + id)}`);
    const name = term?.querySelector("dfn")?.textContent;
    const body = term?.nextElementSibling;
    return name && body?.localName === "dd" ? { list, term, name, body } : undefined;
  }

  const entryOf = (id) => {
    for (const list of [...glossaries(), ...written.children]) {
      const entry = entryIn(list, id);
      if (entry) return entry;
    }
  };

  /** The story that the page's first embed shows now, in the engine's memory. */
  async function currentStory() {
    const story = await loadStory(hosts()[0] && embed(hosts()[0]));
    if (story !== writtenStory) written.replaceChildren();
    writtenStory = story;
    return story;
  }

  /** The entry of an id; where the page holds none, the engine writes it. */
  async function findEntry(id) {
    const found = glossaries().map((list) => entryIn(list, id)).find(Boolean);
    if (found) return found;
    const story = await currentStory();
    if (![...written.children].some((list) => entryIn(list, id))) story.define(id, written);
    return entryOf(id);
  }

  /** Shows an entry in a widget, or in the frame that replaces one; returns whether there is one to show it. */
  function showInWidget(id) {
    for (const host of hosts()) {
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

  /** Whether the page's fallbacks hold every entry there is. Where the last embed has just left, they hold none. */
  const hasWholeGlossary = () => isServed() && hosts().every((host) => isInitial(host) && host.querySelector(WHOLE_GLOSSARY));

  /** Leaves a term that has no entry as plain words. After another failure it can be tried again. */
  function refuse(term, error) {
    if (toFailure(error).code === "data") {
      restoreTerm(term);
      refused.set(term, [idOf(term), storyOf(hosts()[0])]);
    } else if (term === opener) close();
    emitError(term, error);
  }

  const unknown = (id) => ({
    code: "data",
    message: `the story has no term ${id}`,
    help: `Give ${TERM} an id from the story's glossary; "${id}" is none.`,
  });

  function isRefused(term) {
    const [id, story] = refused.get(term) ?? [];
    return id === idOf(term) && story === storyOf(hosts()[0]);
  }

  /** Makes a button of a term. */
  function enhanceTerm(term) {
    // It may have left the page while the terms were counted.
    if (enhanced.has(term) || !term.isConnected || isRefused(term)) return;
    if (!term.matches(NATIVE) && term.matches(CLOSED)) return;
    const parent = term.parentElement;
    if (term.closest(SKIP) || (parent && closest(parent, `${CLOSED}, [${TERM}]`))) return;
    const id = idOf(term);
    if (!entryOf(id) && hasWholeGlossary()) return refuse(term, unknown(id));
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
    if (term === opener) close();
    for (const [name, value] of enhanced.get(term) ?? []) {
      if (value === null) term.removeAttribute(name);
      else term.setAttribute(name, value);
    }
    enhanced.delete(term);
  }

  /** Fills the popover with an entry. */
  function renderPopover(id, { list, term, name, body }) {
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
    if (trail.length > 1) foot.append(button(back, () => void openDefinition(trail.slice(0, -1))));
    // Without a visible embed there is no full entry to go to.
    const isShown = hosts().some((host) => !host.hidden) || (term.isConnected && !term.closest("[hidden]"));
    if (isShown) foot.append(button(full, () => followEntry(id)));
    foot.append(button(shut, close));
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
        if (isSource) followEntry(other);
        else void openDefinition([...trail, other], link);
      });
    }
  }

  /** Shows the definition at the end of a trail in the open popover, and emits `backstory-term`. */
  async function openDefinition(next, link) {
    const term = opener;
    if (!term) return;
    const id = next.at(-1);
    try {
      const entry = await findEntry(id);
      if (!entry) throw unknown(id);
      if (term !== opener) return;
      trail = next;
      renderPopover(id, entry);
    } catch (error) {
      // A digest's links to what it does not hold lead to the story page, which needs no engine.
      if (link?.origin.startsWith("http") && link.pathname !== location.pathname) location.assign(link.href);
      return refuse(term, error);
    }
    showPopover(card, term);
    term.setAttribute("aria-expanded", "true");
    // Widgets hear it and close theirs, which may move the focus.
    emit(term, "term", { id, source: "article" });
    if (isPinned && opener) card.focus({ preventScroll: true });
  }

  function open(term, isMeant) {
    clearTimeout(timer);
    if (term !== opener) {
      close();
      opener = term;
      isPinned = isMeant;
      mountPopover(term.closest("dialog") ?? document.body);
      void openDefinition([idOf(term)]);
    } else if (isMeant && isPinned) {
      close();
    } else if (isMeant) {
      isPinned = true;
      card.focus({ preventScroll: true });
    }
  }

  function close() {
    clearTimeout(timer);
    const term = opener;
    if (!term) return;
    opener = undefined;
    const hadFocus = root.activeElement;
    hidePopover(card);
    card.replaceChildren();
    term.setAttribute("aria-expanded", "false");
    isReturning = true;
    if (hadFocus) term.focus({ preventScroll: true });
    isReturning = false;
  }

  /** Goes to an entry in a widget, or in the page's own text. */
  function followEntry(id) {
    close();
    if (showInWidget(id)) return;
    const entry = hosts().map((host) => host.querySelector(`#${CSS.escape(ENTRY + id)}`)).find(Boolean);
    if (entry) closest(entry, "details")?.setAttribute("open", "");
    location.hash = `#${ENTRY}${id}`;
  }

  /** Puts the popover's element into the page's body, or into the dialog that makes everything else inert. */
  function mountPopover(parent) {
    if (!popoverHost) {
      popoverHost = document.createElement("back-story-card");
      root = popoverHost.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [getStylesheet()];
      card = make("div", "card");
      const attributes = { popover: "manual", role: "dialog", "aria-labelledby": "card-title", tabindex: "-1", part: "term-card" };
      for (const name of Object.keys(attributes)) card.setAttribute(name, attributes[name]);
      root.append(make("div", "root bare", card));
      root.addEventListener("keydown", onKeydown);
    }
    if (popoverHost.parentNode !== parent) parent.append(popoverHost);
    // No box: the page's layout does not know of it.
    popoverHost.style.setProperty("display", "contents", "important");
  }

  /** Keys in the popover: links act as the buttons they are called, and Tab leaves its end for the article. */
  function onKeydown(event) {
    const { key, target, shiftKey } = event;
    const stops = [...card.querySelectorAll("a, button")];
    if (key === " " && target.localName === "a") {
      event.preventDefault();
      target.click();
    } else if (key === "Tab" && (shiftKey ? target === card || target === stops[0] : target === stops.at(-1))) {
      if (shiftKey) event.preventDefault();
      close();
    }
  }

  /** A term under the pointer or with the focus opens after a while, takes no focus, and closes when that leaves it. */
  function onHover(path, term = path.find((it) => enhanced.has(it))) {
    if (opener && isPinned) return;
    clearTimeout(timer);
    if (term && term !== opener) timer = setTimeout(() => open(term, false), HOVER_DELAY);
    else if (opener && !term && !path.includes(popoverHost)) timer = setTimeout(close, HOVER_DELAY);
  }

  const listeners = {
    click(event) {
      const term = event.composedPath().find((it) => enhanced.has(it));
      if (!term || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(term, true);
    },
    keydown(event) {
      const [target] = event.composedPath();
      if (event.key === "Escape") close();
      else if ((event.key === "Enter" || event.key === " ") && enhanced.has(target) && !target.matches(NATIVE)) {
        event.preventDefault();
        open(target, true);
      }
    },
    pointerdown(event) {
      const path = event.composedPath();
      if (!path.includes(popoverHost) && !path.includes(opener)) close();
    },
    pointerover(event) {
      if (event.pointerType === "mouse") onHover(event.composedPath());
    },
    focusin(event) {
      const path = event.composedPath();
      const [target] = path;
      if (isReturning || !(target instanceof Element && Element.prototype.matches.call(target, ":focus-visible"))) return;
      onHover(path);
    },
    "backstory-term"(event) {
      if (event.detail.source !== "article") close();
    },
    /** On paper a definition is a note at the end, where the page does not print its glossary anyway. */
    beforeprint() {
      close();
      notes = make("dl", "notes");
      for (const id of new Set([...enhanced.keys()].map(idOf))) {
        const { term, body } = entryOf(id) ?? {};
        if (!term || (term.isConnected && !term.closest(UNPRINTED))) continue;
        notes.append(term.cloneNode(true), body.cloneNode(true));
      }
      if (notes.childElementCount) mountPopover(document.body);
      root?.append(notes);
    },
    afterprint() {
      notes?.remove();
    },
  };

  /** Listens to the page while it has terms. */
  function listen() {
    if (!enhanced.size) {
      listening?.abort();
      listening = undefined;
      popoverHost?.remove();
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
  const isCurrent = ({ host, selector, story }) => proseSelector(host) === selector && storyOf(host) === story;

  /** Starts linking the story's terms in the prose that an embed names. */
  function linkProse(host, selector) {
    /** @type {ProseWork} */
    const work = { host, selector, story: storyOf(host), records: [], plan: { used: new Set(), left: 0 } };
    annotated.set(host, work);
    work.done = link(host, work);
    return work;
  }

  async function link(host, work) {
    try {
      const roots = [...document.querySelectorAll(work.selector)];
      prose ??= await importProse();
      const own = isInitial(host) && host.querySelector(GLOSSARY);
      let glossary = own && own.matches(WHOLE_GLOSSARY) ? own : written;
      if (glossary === written) {
        try {
          const story = await currentStory();
          written.replaceChildren();
          story.define("", written);
        } catch (error) {
          // The digest's own terms need no engine.
          if (!own) throw error;
          glossary = own;
        }
      }
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
        if (!isServed()) break;
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
    hosts().forEach(isInitial);
    const serves = isServed();
    for (const term of [...enhanced.keys()]) {
      if (!serves || !term.isConnected || !term.matches(`[${TERM}]`) || term.closest(SKIP)) restoreTerm(term);
    }
    await enhanceAll(serves ? within : undefined);
    let hasProse = false;
    for (const host of hosts()) {
      const selector = proseSelector(host);
      if (selector === null) continue;
      hasProse = true;
      await (annotated.get(host) ?? linkProse(host, selector)).done;
    }
    if (hasProse) await enhanceAll(document);
  };
}
