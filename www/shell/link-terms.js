// Links the story's terms in an article: text nodes only, the first use of each in a section, and everything can be taken
// back. `src/compile/annotate.rs` does the same at publishing time. Built with prose.js into dist/backstory_prose.js, which
// is fetched for embeds with the attribute `annotate`.
//
// The article is walked by a TreeWalker, and its elements are asked through `Element.prototype`: the fields of a form hide
// its own members (HTML, "legacy override built-ins"), so that `form.nextSibling` may be a field inside it.

export { finder } from "./term-matcher.js";

/** Elements that text flows through; any other ends a run of words. `src/cli/annotate/html.rs` has the same lists. */
const INLINE =
  "a, abbr, b, bdi, bdo, button, cite, code, data, del, dfn, em, font, i, ins, kbd, label, mark, q, s, samp, small, span, strong, sub, sup, time, u, var, wbr";
const SECTION = "h1, h2, h3, h4, h5, h6, [role=heading], article, aside, footer, header, main, nav, section";
/** Elements whose words are not linked. Of some (`xmp`, `plaintext`, `noembed`, `noframes`) the text is no markup. */
const EXCLUDED =
  "a, audio, blockquote, button, canvas, caption, cite, code, dfn, figcaption, h1, h2, h3, h4, h5, h6, iframe, input, kbd, label, listing, math, noembed, noframes, noscript, object, option, plaintext, pre, q, samp, script, select, style, summary, svg, template, textarea, title, var, video, xmp, back-story, [role=button], [role=heading], [role=link], [role=textbox], [contenteditable], [hidden], [inert], [data-backstory-skip], [data-backstory-src], [data-backstory-term], .backstory";
/** How long a task may take before it yields, in milliseconds, and after how many characters and nodes the clock is read. */
const SLICE = 8;
const CLOCK_INTERVAL = 200;
/** Characters of a piece of text. */
const PIECE = 4000;
/** White space that is rendered as one space, and is not one yet. */
const SPACE = /[ \t\n\f\r]{2,}|[\t\n\f\r\xa0]/g;

const matches = (element, selector) => Element.prototype.matches.call(element, selector);
const attribute = (element, name) => Element.prototype.getAttribute.call(element, name);

/** Whether the character at an offset is an unaccented Latin letter or a digit. */
function isLatin(text, at) {
  const code = text.charCodeAt(at);
  return (code > 96 && code < 123) || (code > 64 && code < 91) || (code > 47 && code < 58);
}

/** A text as it is rendered, in pieces of about [`PIECE`] characters that split no run of spaces. */
function* pieces(data) {
  for (let begin = 0; begin < data.length; ) {
    let end = begin + PIECE;
    while (end < data.length && data[end].trim() === "") end += 1;
    const raw = data.slice(begin, end);
    yield { begin, raw, words: raw.replace(SPACE, " ") };
    begin = end;
  }
}

/** The offset in a text of the character at `at` in its rendered words. */
function rawOffset(seen, at) {
  let left = at;
  for (const { begin, raw, words } of seen) {
    if (left > words.length) {
      left -= words.length;
      continue;
    }
    let saved = 0;
    for (const { 0: spaces, index } of raw.matchAll(SPACE)) {
      if (index - saved >= left) break;
      saved += spaces.length - 1;
    }
    return begin + left + saved;
  }
  return 0;
}

/** Puts links into a text node, unless the host has changed it meanwhile. */
function link(node, found, records) {
  const { data } = found[0];
  if (data !== node.data || !node.isConnected) return;
  /** @type {(string | HTMLElement)[]} */
  const parts = found.flatMap(({ from, to, id }, n) => {
    const term = document.createElement("span");
    term.setAttribute("data-backstory-term", id);
    term.append(data.slice(from, to));
    const rest = data.slice(to, found[n + 1]?.from);
    return rest ? [term, rest] : [term];
  });
  const nodes = parts.map((part) => (typeof part === "string" ? document.createTextNode(part) : part));
  node.data = data.slice(0, found[0].from);
  node.after(...nodes);
  records.push({ node, parts: nodes });
}

/**
 * Links terms under `root`, as far as `plan` goes: `find` (see `finder`), `used` (the ids this section has linked) and
 * `left` (how many links may still be made). `records` gets what `unlinkTerms` needs. `yieldToMain` lets the page run its tasks.
 * @param {Element} root
 */
export async function linkTerms(root, plan, records, yieldToMain) {
  if (Element.prototype.closest.call(root, EXCLUDED)) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  /** @type {{ node: Text, data: string, seen: any[], words: string, isOpen: boolean }[]} */
  let run = [];
  let spent = 0;
  let began = performance.now();
  const rest = async () => {
    if (performance.now() - began < SLICE) return;
    await yieldToMain();
    began = performance.now();
  };

  /** Links the terms in a run of words. */
  async function flush() {
    const texts = run;
    run = [];
    if (!texts.some(({ isOpen }) => isOpen)) return;
    const text = texts.map(({ words }) => words).join("");
    const links = new Map();
    let [n, start] = [0, 0];
    for (let at = 0; at < text.length && plan.left > 0; ) {
      // Counted here and not in a function of its own, which would be asynchronous for each character.
      if (++spent % CLOCK_INTERVAL === 0) await rest();
      // Most offsets are inside a word, where nothing begins.
      const form = isLatin(text, at) && isLatin(text, at - 1) ? undefined : plan.find(text, at);
      if (!form) {
        at += 1;
        continue;
      }
      while (at >= start + texts[n].words.length) start += texts[n++].words.length;
      const { node, data, words, seen, isOpen } = texts[n];
      const [from, to] = [at - start, at - start + form.words.length];
      at += form.words.length;
      if (!isOpen || to > words.length || plan.used.has(form.id)) continue;
      plan.used.add(form.id);
      plan.left -= 1;
      const found = { from: rawOffset(seen, from), to: rawOffset(seen, to), id: form.id, data };
      links.set(node, [...(links.get(node) ?? []), found]);
    }
    for (const [node, found] of links) link(node, found, records);
  }

  /** The inline element in whose words nothing is linked. @type {Node | undefined} */
  let excluded;

  /** Reads a text node into the run. */
  async function readText(node) {
    const { data } = node;
    const seen = [];
    for (const piece of pieces(data)) {
      seen.push(piece);
      if (piece.raw.length >= PIECE) await rest();
    }
    run.push({ node, data, seen, words: seen.map(({ words }) => words).join(""), isOpen: !excluded });
  }

  /** An element's edge ends a run of words, and perhaps a section. */
  async function cross(element) {
    const isSection = matches(element, SECTION);
    if (isSection || !matches(element, INLINE)) await flush();
    if (isSection) plan.used.clear();
  }

  /** Begins an element; returns whether its content is walked. */
  async function enter(element) {
    await cross(element);
    const id = attribute(element, "data-backstory-term");
    if (id !== null) {
      plan.used.add(id);
      plan.left -= 1;
    }
    if (excluded || !matches(element, EXCLUDED)) return true;
    if (!matches(element, INLINE)) return false;
    excluded = element;
    return true;
  }

  async function leave(element) {
    await cross(element);
    if (element === excluded) excluded = undefined;
  }

  /** @type {Node | null} */
  let node = root;
  while (node && plan.left > 0 && root.isConnected) {
    if (++spent % CLOCK_INTERVAL === 0) await rest();
    // (A form's `nodeName` may be one of its fields, but never this.)
    const isText = node.nodeName === "#text";
    if (isText) await readText(node);
    else if (await enter(node)) {
      const first = walker.firstChild();
      if (first) {
        node = first;
        continue;
      }
    }
    if (!isText) await leave(node);
    // A node that the host has taken out has no way back to the root, and that ends the walk.
    let next = node === root ? null : walker.nextSibling();
    while (!next && node && node !== root) {
      node = walker.parentNode();
      if (!node) break;
      await leave(node);
      next = node === root ? null : walker.nextSibling();
    }
    node = next;
  }
  await flush();
}

/** Removes links: where the host left them alone, its text nodes are the same as before. */
export function unlinkTerms(records) {
  for (const { node, parts } of records) {
    for (const part of parts) {
      if (node.nextSibling === part && !part.firstElementChild) {
        node.appendData(part.textContent);
        part.remove();
      } else if (part.nodeType === Node.ELEMENT_NODE) {
        part.replaceWith(...part.childNodes);
      }
    }
  }
}
