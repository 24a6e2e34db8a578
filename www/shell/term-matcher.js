// Finds the story's terms in running text: the rules of the compiler's linker (`src/compile/link.rs`, `boundary.rs`,
// `names.rs`), so that an article annotated here and one annotated by `backstory annotate` have the same links.

/** The text around a form that the rules see, in code units. */
const REACH = 80;
/** Scripts that put no space between words, and Hangul. */
const UNSPACED = String.raw`[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]`;
/** Soft hyphens, joiners, directional marks. */
const UNSEEN = String.raw`[\xad\u200c-\u200f\u2060\u2066-\u2069\ufeff]`;
const MARK = "['’‘]";
const HYPHEN = "[-‐‑]";
const OPENING = "[“‘„‚«‹\"'([¿¡「『]";
const TRAIL = `(?:\\s|${OPENING}|[’”»)])*`;

/** The text that a pattern matches, which is empty where it matches none. */
const match = (pattern, text) => pattern.exec(text)?.[0] ?? "";

const pattern = (...choices) => new RegExp(choices.join("|"), "u");
const POSSESSIVE = pattern(`${MARK}s$`, `s${MARK}$`);
const UNSEEN_END = pattern(`${UNSEEN}+$`);
const UNSEEN_START = pattern(`^${UNSEEN}+`);
const QUOTES_END = pattern("[”\"»)]+$");
const MARKS_START = pattern(`^${MARK}+`);
const MARK_END = pattern(`${MARK}$`);
const HYPHENS = pattern(HYPHEN);
const SENTENCE = pattern(`(?:^${TRAIL}|${OPENING}|(?:[.!?…。！？؟।:]|\\n)${TRAIL})$`);

/** The patterns of the rules, for classes of characters: letters, small and capital ones; digits; marks that extend a letter. */
function buildPatterns(letter, low, upper, number, extending) {
  const word = `(?:${letter}|${number}|${extending}|_)`;
  const run = `(?:${word}|${UNSEEN})`;
  const name = `(?:${upper}|${number})`;
  /** Text before a form that makes it part of a longer word, by the form's first character. */
  const glue = [`(?!${UNSPACED})${word}$`, "[@&#]$", `(?!${low})${run}${run}*${MARK}$`];
  const named = `(?<!${run})${name}${run}*${HYPHEN}$`;
  /** The same after a form, by the first character of its last word. */
  const tail = [
    `^(?!${UNSPACED})${word}`,
    "^[@&]",
    `^${MARK}(?!(?:[sS]|d|ll|re|ve|)(?!${run}))`,
    `^\\.(?:${low}|${number})`,
  ];
  return {
    isWord: pattern(`^(?!${UNSPACED})${word}`),
    isLow: pattern(`^${low}`),
    isUpper: pattern(`^${upper}`),
    isNumber: pattern(`^${number}`),
    glued: {
      low: pattern(...glue, `${run}${HYPHEN}$`, `${run}\\.$`),
      number: pattern(...glue, named, `${run}\\.$`, `${number},$`),
      other: pattern(...glue, named),
    },
    tailed: { low: pattern(...tail, `^${HYPHEN}${run}`), other: pattern(...tail, `^${HYPHEN}${name}`) },
    LAST_WORD: pattern(`${run}*$`),
    JOINED: pattern(`(?:${word}|${HYPHEN}|${MARK})*$`),
    INITIAL: pattern(`(?<!${word})${upper}\\.$`),
    FIRST_WORD: pattern(`^${run}*`),
    EXTENDS: pattern(`^(?:${extending}|[\u200c\u200d])`),
    COUNTS_ON: pattern(`^,${number}`),
  };
}

/** Unicode's classes cost a browser milliseconds when a pattern is first used. Most texts need Latin letters only. */
const isPlain = /^[\0-\x7f\xab\xbb\xc0-\xd6\xd8-\xf6\xf8-\xff‐‑–—‘’“”„…]*$/;
const none = "(?!)";
const plain = buildPatterns("[A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\xff]", "[a-z\xdf-\xf6\xf8-\xff]", "[A-Z\xc0-\xd6\xd8-\xde]", "[0-9]", none);
/** @type {typeof plain | undefined} */
let unicode;
const patternsFor = (words) =>
  isPlain.test(words)
    ? plain
    : (unicode ??= buildPatterns("\\p{Alphabetic}", "\\p{Lowercase}", "\\p{Uppercase}", "\\p{N}", "\\p{M}"));
const [TITLES, CALENDAR, OPENERS] = ["__TITLES__", "__CALENDAR__", "__OPENERS__"].map((words) => new Set(words.split(" ")));

const before = (text, at) => (at > REACH ? "x" : "") + text.slice(Math.max(0, at - REACH), at);
const after = (text, at) => text.slice(at, at + REACH);
const lastPart = (word) => word.split(HYPHENS).at(-1);
const isListed = (word) => TITLES.has(lastPart(word)) || CALENDAR.has(lastPart(word));

function isWhole(text, at, form) {
  const head = before(text, at);
  const tail = after(text, at + form.length);
  const { isWord, isLow, isNumber, glued, tailed, LAST_WORD, EXTENDS, COUNTS_ON } = patternsFor(head + form + tail);
  if (EXTENDS.test(tail)) return false;
  const first = isLow.test(form) ? "low" : isNumber.test(form) ? "number" : "other";
  if (isWord.test(form) && glued[first].test(head.replace(UNSEEN_END, ""))) return false;
  const last = [...form].at(-1);
  if (!isWord.test(last)) return true;
  const rest = tail.replace(UNSEEN_START, "");
  if (isNumber.test(last) && COUNTS_ON.test(rest)) return false;
  return !tailed[isLow.test(match(LAST_WORD, form)) ? "low" : "other"].test(rest);
}

const isSentenceStart = (text, at) => SENTENCE.test(before(text, at));

/** The end of a capitalised word before `at` that may make one name with the words there. */
function nameBefore(text, at) {
  const head = before(text, at);
  const spaceless = head.trimEnd();
  if (spaceless.length === head.length) return undefined;
  const { isLow, isUpper, INITIAL, JOINED } = patternsFor(head);
  const edge = at - (head.length - spaceless.length);
  if (INITIAL.test(spaceless)) return edge;
  const unquoted = spaceless.replace(QUOTES_END, "");
  const joined = match(JOINED, unquoted);
  const word = joined.replace(MARKS_START, "");
  const isNickname = word !== joined && MARK_END.test(word);
  const start = edge - (spaceless.length - unquoted.length) - word.length;
  const isApart =
    !isUpper.test(word) ||
    (POSSESSIVE.test(word) && !isNickname) ||
    isListed(word) ||
    (lastPart(word) !== word && isLow.test(lastPart(word))) ||
    (isSentenceStart(text, start) && OPENERS.has(word.toLowerCase()));
  return isApart ? undefined : edge;
}

/** The beginning of a capitalised word after `at` that may make one name with the words before it. */
function nameAfter(text, at) {
  const tail = after(text, at);
  const on = tail.trimStart();
  const { isUpper, FIRST_WORD } = patternsFor(tail);
  const word = match(FIRST_WORD, on);
  const isApart = on.length === tail.length || !isUpper.test(word) || isListed(word) || word === "I";
  return isApart ? undefined : at + tail.length - on.length;
}

/** A finder of the terms of glossary entries: `dt` elements with their forms and kinds. */
export function finder(entries) {
  const forms = new Map();
  const add = (words, id, kind, opens) => {
    const parts = words.trim().split(/\s+/);
    const last = parts.at(-1);
    const { isUpper } = patternsFor(words);
    const edges = { isSingle: parts.length === 1, begins: isUpper.test(parts[0]), ends: isUpper.test(last) };
    forms.set(words, { words, id, kind, opens, ...edges });
  };
  const listed = [...entries].flatMap(({ id, dataset }) =>
    (dataset.backstoryForms ?? "")
      .split("|")
      .filter((form) => form.trim())
      .map((form) => [form, id.slice("backstory-".length), dataset.backstoryKind]),
  );
  for (const [form, id, kind] of listed) {
    // A small letter may be a capital where a sentence begins.
    const [first] = form;
    const opener = first.toUpperCase() + form.slice(first.length);
    if (patternsFor(first).isLow.test(first) && !forms.has(opener)) add(opener, id, kind, true);
  }
  for (const [form, id, kind] of listed) add(form, id, kind, false);
  const sorted = [...forms.values()].sort((a, b) => b.words.length - a.words.length);
  const starts = new Map();
  for (const form of sorted) {
    const [unit] = form.words.split("", 1);
    starts.set(unit, [...(starts.get(unit) ?? []), form]);
  }

  /** Whether a form is found at an offset. */
  const fits = (text, at, form) =>
    text.startsWith(form.words, at) &&
    isWhole(text, at, form.words) &&
    (!form.opens || isSentenceStart(text, at));

  /** Whether one of the forms beside `form` makes no name with it. */
  const isMet = (form, beside) =>
    beside.some((other) => other.id === form.id || other.kind !== "person" || form.kind !== "person");

  function isPartOfName(text, at, form) {
    if (form.begins && form.isSingle) {
      const edge = nameBefore(text, at);
      if (edge !== undefined) {
        const ends = (other) => edge >= other.words.length && fits(text, edge - other.words.length, other);
        if (!isMet(form, sorted.filter(ends))) return true;
      }
    }
    if (!form.ends || form.kind === "office") return false;
    const edge = nameAfter(text, at + form.words.length);
    const begin = (other) => fits(text, edge, other);
    return edge !== undefined && !isMet(form, (starts.get(text[edge]) ?? []).filter(begin));
  }

  /** The longest form at an offset that is no part of a longer name. */
  return (text, at) =>
    starts.get(text[at])?.find((form) => fits(text, at, form) && !isPartOfName(text, at, form));
}
