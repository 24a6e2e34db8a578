// Terms in the host's own prose: every element with `data-backstory-term` becomes a button that opens the definition.
// The definition is cloned from the page's own text where it is there, so it opens before the engine, or without it.
// Built into dist/backstory_article.js, which the shell fetches for pages that have such terms.

const TERM = "data-backstory-term";
const SKIP = "[data-backstory-skip], [contenteditable]";
/** What can be used already. */
const NATIVE = "a[href], button, summary";
/** What a button cannot be made of, or stand in. */
const CLOSED = `${NATIVE}, input, select, textarea, label, [role=button], [role=link]`;
const ENTRY = "backstory-";
/** Distance between the words and the card, and between the card and the window's edge, in CSS pixels. */
const GAP = 8;
/** How long a pointer rests on a term before it opens by itself, and may be away before that closes, in milliseconds. */
const REST = 350;
/** How many terms are linked in prose where the page does not say. */
const CAP = 12;
/** How many elements are looked at before the page gets its turn. */
const SLICE = 100;

/** In the host's own colour. Important, because some hosts unset everything; a host that means these words outbids it. */
const BUTTON = `[${TERM}][aria-haspopup=dialog]`;
const UNDERLINE = `${BUTTON}{text-decoration-line:underline!important;text-decoration-style:dashed!important;text-decoration-thickness:1px!important;text-underline-offset:.22em!important;cursor:pointer!important}${BUTTON}:focus-visible{outline:2px solid!important;outline-offset:2px!important}`;

function make(tag, kind, ...children) {
  const made = document.createElement(tag);
  made.className = kind;
  made.append(...children);
  return made;
}

/** Lets the page do what it has waiting. */
export const pause = () => globalThis.scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));

/**
 * Attends to the terms of this page, with what the shell has. The function that it gives back brings them in line with
 * what is there now: terms that came, embeds that went, words that must not be touched any more.
 */
export function attend({ TAG, SCAN, HELP, Widget, start, look, tell, embed }) {
  /** Terms that are buttons, with the attributes they had. */
  const dressed = new Map();
  /** Terms that came to nothing, with the id that did. */
  const refused = new WeakMap();
  /** Embeds whose articles have links of ours, with what that took. */
  const annotated = new Map();
  /** Entries that the engine wrote. */
  const written = document.createElement("div");
  /** Documents and shadow roots that know how a term looks. */
  const styled = new Set();
  const underline = new CSSStyleSheet();
  underline.replaceSync(UNDERLINE);
  let engine, prose, host, root, card, opener, isPinned, timer, heard, notes;
  let isReturning = false;
  let trail = [];

  const hosts = () => [...document.querySelectorAll(`${TAG}, ${SCAN}`)];

  /** An engine that can define, with the story of the page's first embed. It draws nothing. */
  async function read() {
    const [first] = hosts();
    const [bytes, own] = await Promise.all([first && embed(first).bytes(), start()]);
    return new Widget({ deref() {} }, bytes ? new Uint8Array(bytes) : own, !bytes);
  }

  /** Shows an entry in a widget, as a link inside it does; says whether there was one. */
  async function show(id) {
    for (const host of hosts()) {
      if (host.hidden || !(await embed(host).mount?.ask("select", id))) continue;
      const entry = host.shadowRoot.getElementById(ENTRY + id);
      entry?.scrollIntoView();
      entry?.querySelector(".row")?.focus({ preventScroll: true });
      return true;
    }
    return false;
  }

  const isServed = () => hosts().length > 0 || document.getElementById(`${ENTRY}glossary`);

  const idOf = (term) => term.getAttribute(TERM);

  const entryOf = (id) => {
    const name = ENTRY + id;
    const found = document.getElementById(name);
    return found?.localName === "dt" ? found : written.querySelector(`dt#${CSS.escape(name)}`);
  };

  /** Has the engine write the entry of an id, or every entry where the id is empty. */
  async function write(id) {
    engine ??= read().catch((error) => {
      engine = undefined;
      throw error;
    });
    (await engine).define(id, written);
  }

  /** The entry of an id; where the page has none, the engine is asked. */
  async function find(id) {
    if (!entryOf(id)) await write(id);
    return entryOf(id);
  }

  /** Whether the page's own text is all there is to know: no embed shows another story. */
  const isTold = () =>
    document.getElementById(`${ENTRY}glossary`) && hosts().every((it) => it.querySelector(`#${ENTRY}glossary`));

  function complain(host, { code = "panic", message, help = HELP[code] }) {
    tell(host, "error", { code, message, help });
  }

  function refuse(term, error) {
    undress(term);
    refused.set(term, idOf(term));
    complain(term, error);
  }

  const unknown = (id) => ({
    code: "data",
    message: `the story has no term ${id}`,
    help: `Give ${TERM} an id from the story's glossary; "${id}" is none.`,
  });

  function dress(term) {
    if (dressed.has(term) || refused.get(term) === idOf(term)) return;
    if (!term.matches(NATIVE) && term.matches(CLOSED)) return;
    if (term.closest(SKIP) || term.parentElement?.closest(`${CLOSED}, [${TERM}]`)) return;
    const id = idOf(term);
    if (!entryOf(id) && isTold()) return refuse(term, unknown(id));
    const wanted = { "aria-haspopup": "dialog", "aria-expanded": "false" };
    if (!term.matches(NATIVE)) Object.assign(wanted, { role: "button", tabindex: "0" });
    dressed.set(term, Object.keys(wanted).map((name) => [name, term.getAttribute(name)]));
    for (const name in wanted) term.setAttribute(name, wanted[name]);
    const scope = term.getRootNode();
    if (!styled.has(scope)) scope.adoptedStyleSheets?.push(underline);
    styled.add(scope);
  }

  function undress(term) {
    if (term === opener) close();
    for (const [name, value] of dressed.get(term) ?? []) {
      if (value === null) term.removeAttribute(name);
      else term.setAttribute(name, value);
    }
    dressed.delete(term);
  }

  /** Shows the definition of `id`; `trail` says how the reader came there. */
  function fill(id) {
    const entry = entryOf(id);
    const list = entry.closest("dl");
    const [back, full, shut] = (list.dataset.backstoryWords ?? "Back|Full entry|Close").split("|");
    const act = (words, use) => {
      const button = make("button", "plain", words);
      button.type = "button";
      button.addEventListener("click", use);
      return button;
    };
    const title = make("strong", "term-name", entry.firstElementChild.textContent);
    title.id = "card-title";
    const kind = entry.querySelector(".kind");
    const foot = make("p", "card-foot");
    if (trail.length > 1) foot.append(act(back, () => turn(trail.slice(0, -1))));
    // Where the embed is hidden there is nowhere to go.
    const isShown = hosts().some((it) => !it.hidden) || (entry.isConnected && !entry.closest("[hidden]"));
    if (isShown) foot.append(act(full, () => follow(id)));
    foot.append(act(shut, close));
    // What the full entry has besides is said there.
    const told = [...entry.nextElementSibling.children].filter((it) => !isShown || !it.matches(".forms, .see"));
    const body = told.map((it) => it.cloneNode(true));
    card.lang = list.closest("[lang]")?.lang ?? "";
    card.replaceChildren(make("p", "card-head", title, " ", ...(kind ? [kind.cloneNode(true)] : [])), ...body, foot);
    for (const link of card.querySelectorAll(`a[href^="#${ENTRY}"]`)) {
      const other = link.getAttribute("href").slice(1 + ENTRY.length);
      const isSource = other.startsWith("source-");
      if (isSource && !isShown) {
        link.replaceWith(...link.childNodes);
        continue;
      }
      link.className = isSource ? "link" : "term";
      link.setAttribute("role", "button");
      link.addEventListener("click", (event) => {
        event.preventDefault();
        if (isSource) follow(other);
        else turn([...trail, other]);
      });
    }
  }

  /** Shows the definition at the end of a trail, in place, and says so to who listens. */
  async function turn(next) {
    const term = opener;
    const id = next.at(-1);
    try {
      if (!(await find(id))) throw unknown(id);
    } catch (error) {
      return refuse(term, error);
    }
    if (term !== opener) return;
    trail = next;
    fill(id);
    card.showPopover?.();
    term.setAttribute("aria-expanded", "true");
    place();
    // Widgets hear it and close theirs, which may move the focus.
    tell(term, "term", { id, source: "article" });
    if (isPinned && opener) card.focus({ preventScroll: true });
  }

  function open(term, isMeant) {
    clearTimeout(timer);
    if (term !== opener) {
      close();
      opener = term;
      isPinned = isMeant;
      house(term.closest("dialog") ?? document.body);
      turn([idOf(term)]);
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
    const isLost = root.activeElement;
    card.hidePopover?.();
    card.replaceChildren();
    term.setAttribute("aria-expanded", "false");
    isReturning = true;
    if (isLost) term.focus({ preventScroll: true });
    isReturning = false;
  }

  /** To an entry in the widget, or in the page's own text. */
  function follow(id) {
    close();
    if (!show(id)) location.hash = `#${ENTRY}${id}`;
  }

  /** The card's element: in the page's body, or in the dialog that makes everything else inert. */
  function house(home) {
    if (!host) {
      host = document.createElement("back-story-card");
      root = host.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [look()];
      card = make("div", "card");
      const attributes = { popover: "manual", role: "dialog", "aria-labelledby": "card-title", tabindex: "-1", part: "term-card" };
      for (const name in attributes) card.setAttribute(name, attributes[name]);
      root.append(make("div", "root bare", card));
      root.addEventListener("keydown", keyed);
    }
    if (host.parentNode !== home) home.append(host);
    // No box: the page's layout does not know of it.
    host.style.setProperty("display", "contents", "important");
  }

  /** Beside the words, on the side with more room; on small windows the stylesheet makes a sheet of it. */
  function place() {
    const { style } = card;
    style.removeProperty("max-block-size");
    if (getComputedStyle(card).position === "fixed") return;
    const words = opener.getBoundingClientRect();
    const over = words.top - 2 * GAP;
    const under = innerHeight - words.bottom - 2 * GAP;
    const isOver = card.offsetHeight > under && over > under;
    style.setProperty("max-block-size", `min(26rem, ${Math.max(over, under)}px)`);
    const { width, height } = card.getBoundingClientRect();
    const left = Math.max(GAP, Math.min(words.left, document.documentElement.clientWidth - width - GAP));
    const top = isOver ? words.top - GAP - height : words.bottom + GAP;
    style.setProperty("--x", `${left + scrollX}px`);
    style.setProperty("--y", `${top + scrollY}px`);
  }

  /** Keys in the card: links act as the buttons they are called, and Tab goes from the card's end on into the article. */
  function keyed(event) {
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

  /** A term that is only looked at opens after a while, takes no focus, and closes when it no longer is. */
  function glance(path) {
    if (opener && isPinned) return;
    const term = path.find((it) => dressed.has(it));
    clearTimeout(timer);
    if (term && term !== opener) timer = setTimeout(() => open(term, false), REST);
    else if (opener && !term && !path.includes(host)) timer = setTimeout(close, REST);
  }

  const listeners = {
    click(event) {
      const term = event.composedPath().find((it) => dressed.has(it));
      if (!term || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(term, true);
    },
    keydown(event) {
      const [target] = event.composedPath();
      if (event.key === "Escape") close();
      else if ((event.key === "Enter" || event.key === " ") && dressed.has(target) && !target.matches(NATIVE)) {
        event.preventDefault();
        open(target, true);
      }
    },
    pointerdown(event) {
      const path = event.composedPath();
      if (!path.includes(host) && !path.includes(opener)) close();
    },
    pointerover(event) {
      if (event.pointerType === "mouse") glance(event.composedPath());
    },
    focusin(event) {
      const path = event.composedPath();
      if (!isReturning && path[0].matches?.(":focus-visible")) glance(path);
    },
    "backstory-term"(event) {
      if (event.detail.source !== "article") close();
    },
    resize() {
      if (opener) place();
    },
    /** On paper a definition is a note at the end, where the page does not print its glossary anyway. */
    beforeprint() {
      close();
      notes = make("dl", "notes");
      for (const id of new Set([...dressed.keys()].map(idOf))) {
        const entry = entryOf(id);
        if (!entry || (entry.isConnected && !entry.closest("[hidden]"))) continue;
        notes.append(entry.cloneNode(true), entry.nextElementSibling.cloneNode(true));
      }
      if (notes.childElementCount) house(document.body);
      root?.append(notes);
    },
    afterprint() {
      notes?.remove();
    },
  };

  /** Hears the page while there are terms to hear of. */
  function listen() {
    if (!dressed.size) {
      heard?.abort();
      heard = undefined;
      host?.remove();
      for (const scope of styled) scope.adoptedStyleSheets = scope.adoptedStyleSheets.filter((it) => it !== underline);
      styled.clear();
    } else if (!heard) {
      heard = new AbortController();
      for (const name in listeners) addEventListener(name, listeners[name], { signal: heard.signal });
    }
  }

  /** The selector of the prose in which an embed wants terms found. */
  const wish = (host) => (host.isConnected && embed(host).has("annotate") ? embed(host).get("annotate") : null);

  /** Links the story's terms in the prose that an embed names, once. */
  function linkProse(host) {
    const work = { selector: wish(host), records: [], plan: { used: new Set(), left: 0 } };
    annotated.set(host, work);
    work.done = link(host, work);
    return work;
  }

  async function link(host, work) {
    try {
      const roots = [...document.querySelectorAll(work.selector)];
      prose ??= await import(new URL("__PROSE_FILE__", import.meta.url)).catch(({ message }) => {
        throw { code: "http", message };
      });
      let glossary = document.getElementById(`${ENTRY}glossary`);
      if (!glossary) {
        written.replaceChildren();
        await write("");
        glossary = written;
      }
      if (annotated.get(host) !== work) return;
      work.plan.find = prose.finder(glossary.querySelectorAll("dt"));
      // Reading the glossary is a slice of its own.
      await pause();
      if (annotated.get(host) !== work) return;
      work.plan.left = Number(embed(host).get("annotate-cap") || CAP);
      for (const root of roots) {
        if (roots.some((it) => it !== root && it.contains(root))) continue;
        await prose.annotate(root, work.plan, work.records, pause);
      }
    } catch (error) {
      const isSelector = error instanceof DOMException;
      complain(host, isSelector ? { code: "data", message: error.message, help: "annotate takes a CSS selector." } : error);
    }
    // It was called off on the way.
    if (annotated.get(host) !== work) prose?.restore(work.records);
  }

  /** Makes buttons of the terms there are. */
  async function dressAll(within) {
    let count = 0;
    for (const term of within?.querySelectorAll(`[${TERM}]`) ?? []) {
      if (++count % SLICE === 0) {
        listen();
        await pause();
        if (!isServed()) break;
      }
      dress(term);
    }
    listen();
  }

  return async (within = document) => {
    for (const [host, { selector, records, plan }] of [...annotated]) {
      if (wish(host) === selector) continue;
      plan.left = 0;
      annotated.delete(host);
      prose?.restore(records.splice(0));
    }
    const serves = isServed();
    for (const term of [...dressed.keys()]) {
      if (!serves || !term.isConnected || !term.matches(`[${TERM}]`) || term.closest(SKIP)) undress(term);
    }
    await dressAll(serves ? within : undefined);
    const wishing = hosts().filter((host) => wish(host) !== null);
    for (const host of wishing) await (annotated.get(host) ?? linkProse(host)).done;
    if (wishing.length) await dressAll(document);
  };
}
