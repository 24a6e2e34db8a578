// Links the story's terms in an article: text nodes only, the first use of each in a section, and everything can be taken
// back. `src/compile/annotate.rs` does the same at publishing time. Built with prose.js into dist/backstory_prose.js, which
// is fetched for pages that ask for it.

export { finder } from "./prose.js";

/** What text flows through; anything else ends a run of words. */
const INLINE =
  "a, abbr, b, bdi, bdo, button, cite, code, data, del, dfn, em, font, i, ins, kbd, label, mark, q, s, samp, small, span, strong, sub, sup, time, u, var, wbr";
const SECTION = "h1, h2, h3, h4, h5, h6, [role=heading], article, aside, footer, header, main, nav, section";
/** Whose words stay as they are. */
const SHUT =
  "a, audio, blockquote, button, canvas, caption, cite, code, dfn, figcaption, h1, h2, h3, h4, h5, h6, iframe, input, kbd, label, math, noscript, object, option, pre, q, samp, script, select, style, summary, svg, template, textarea, title, var, video, back-story, [role=button], [role=heading], [role=link], [role=textbox], [contenteditable], [hidden], [inert], [data-backstory-skip], [data-backstory-src], [data-backstory-term], .backstory";
/** How many milliseconds pass before the page gets its turn, and after how many characters and nodes the clock is read. */
const SLICE = 8;
const GLANCE = 200;
/** Characters of a piece of text. */
const PIECE = 4000;
/** What a reader sees as one space, and is none yet. */
const SPACE = /[ \t\n\f\r]{2,}|[\t\n\f\r\xa0]/g;

/** Whether an unaccented Latin letter or a digit stands there. */
function isLatin(text, at) {
  const code = text.charCodeAt(at);
  return (code > 96 && code < 123) || (code > 64 && code < 91) || (code > 47 && code < 58);
}

/** A text as a reader sees it, in pieces of some length that part no run of spaces. */
function* pieces(data) {
  for (let begin = 0; begin < data.length; ) {
    let end = begin + PIECE;
    while (end < data.length && data[end].trim() === "") end += 1;
    const raw = data.slice(begin, end);
    yield { begin, raw, words: raw.replace(SPACE, " ") };
    begin = end;
  }
}

/** Where in a text the character is that stands at `at` in its words. */
function place(seen, at) {
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

/** Puts links into a text node; nothing where the host has changed it meanwhile. */
function link(node, found, records) {
  const { data } = found[0];
  if (data !== node.data || !node.isConnected) return;
  const parts = found.flatMap(({ from, to, id }, n) => {
    const term = document.createElement("span");
    term.setAttribute("data-backstory-term", id);
    term.append(data.slice(from, to));
    const rest = data.slice(to, found[n + 1]?.from);
    return rest ? [term, rest] : [term];
  });
  const nodes = parts.map((part) => (part.nodeType ? part : document.createTextNode(part)));
  node.data = data.slice(0, found[0].from);
  node.after(...nodes);
  records.push({ node, parts: nodes });
}

/**
 * Links terms under `root`, as far as `plan` goes: `find` (see `finder`), `used` (the ids this section has linked) and
 * `left` (how many links may still be made). `records` gets what `restore` needs. `pause` lets the page have its turn.
 */
export async function annotate(root, plan, records, pause) {
  if (root.parentElement?.closest(SHUT)) return;
  let run = [];
  let spent = 0;
  let began = performance.now();
  const rest = async () => {
    if (performance.now() - began < SLICE) return;
    await pause();
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
      if (++spent % GLANCE === 0) await rest();
      // Most places are inside a word, where nothing begins.
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
      const found = { from: place(seen, from), to: place(seen, to), id: form.id, data };
      links.set(node, [...(links.get(node) ?? []), found]);
    }
    for (const [node, found] of links) link(node, found, records);
  }

  let shut;
  for (let node = root, isLeaving = false; node && plan.left > 0 && root.isConnected; ) {
    if (++spent % GLANCE === 0) await rest();
    let next = isLeaving ? undefined : node.firstChild;
    if (node.nodeType === Node.TEXT_NODE) {
      const { data } = node;
      const seen = [];
      for (const piece of pieces(data)) {
        seen.push(piece);
        if (piece.raw.length >= PIECE) await rest();
      }
      run.push({ node, data, seen, words: seen.map(({ words }) => words).join(""), isOpen: !shut });
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      const isInline = node.matches(INLINE);
      const isSection = node.matches(SECTION);
      if (!isInline || isSection) await flush();
      if (isSection) plan.used.clear();
      if (isLeaving && node === shut) shut = undefined;
      if (!isLeaving) {
        const id = node.getAttribute("data-backstory-term");
        if (id !== null) {
          plan.used.add(id);
          plan.left -= 1;
        }
        if (!shut && next && node.matches(SHUT)) {
          if (isInline) shut = node;
          else next = undefined;
        }
      }
    }
    if (!next && node === root) break;
    isLeaving = !next && !node.nextSibling;
    // A node that the host took out leads nowhere, and that ends it.
    node = next ?? node.nextSibling ?? node.parentNode;
  }
  await flush();
}

/** Takes links back: where the host left them alone, its text nodes are what they were. */
export function restore(records) {
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
