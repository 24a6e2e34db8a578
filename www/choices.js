// What an editor chooses of an embed: where it goes, what readers see first, how it looks, how it is loaded. The builder and the desk
// have the same form, the same notes on systems and the same snippets to copy.

import { button, el } from "./elements.js";
import { settingsOf } from "./snippets.js";

/** @typedef {Record<string, string>} Choices By the names of the form's controls; `on` and `off` where there is nothing else. */
/** @typedef {{ label: string, kind: string, rows: { id: string, words: string }[] }} Entries Of one kind, under a label. */

/** @type {Choices} */
export const DEFAULTS = {
  way: "element",
  view: "timeline",
  entry: "",
  from: "",
  to: "",
  themes: "",
  theme: "auto",
  sheet: "",
  accent: "",
  font: "",
  "font-size": "",
  "max-inline": "",
  "heading-level": "2",
  loading: "lazy",
  permalinks: "on",
  pinned: "off",
  classic: "off",
  whole: "on",
};

/** The ways in, each with what it suits. */
export const WAYS = {
  element: ["A page that takes HTML and scripts", "The whole embed, in the page itself."],
  section: ["A system that strips unknown elements", "WordPress for authors. The script is in the theme."],
  frame: ["A system that allows only frames", "Many editors of pages and newsletters."],
  address: ["A field for an address", "WordPress and others that know oEmbed."],
  text: ["Text only", "Feeds, mail, archives."],
};

/** Notes on systems, by the way that was chosen. */
export const NOTES = {
  element: [
    "WordPress keeps it for editors and administrators of a single site, in the block for custom HTML and in the classic editor. For authors, and for everyone in a network, it strips the element and the script, and the text stays.",
    "Drupal: the text format Full HTML. Ghost: an HTML card. Squarespace: a code block.",
    "Drupal, Basic HTML: only the words are left, and frames are stripped as well. Have the snippet put into a block with Full HTML.",
    "Medium, Substack, Apple News and feeds strip it: give them the text or an address.",
    "Google Docs and other word processors make words of it: paste it where the article is published, not where it is written.",
  ],
  section: [
    "WordPress strips no part of this, for any role; the script has to be in the theme, once for the whole site.",
    "Editors that rewrite HTML may drop empty attributes: if data-backstory-src is gone, the text stays as it is.",
    "What stands in the attributes is read once, when the section is upgraded.",
  ],
  frame: [
    "WordPress strips frames for authors: let them paste the address. Drupal, Basic HTML, strips them too.",
    "Without frame.js the frame keeps its height and scrolls inside; systems that strip scripts do no harm.",
    "AMP: write it as amp-iframe with resizable, a placeholder and an overflow button.",
    "Readers who print the page get no frame: put a link to it beside it.",
  ],
  address: [
    "WordPress asks once whether the site may be embedded, then shows a frame without an origin, at most 1,000 pixels high.",
    "oembed.json in the folder must hold the folder's address: docs/hosting.md says how.",
    "Systems that do not know oEmbed show a link.",
  ],
  text: [
    "Headings, paragraphs, lists and links only: every system that takes HTML keeps all of it.",
    "Its ids begin with backstory-; a page that holds one story twice needs `backstory render --id-prefix` for the second.",
  ],
};

const VIEWS = {
  timeline: "Timeline",
  accounts: "Disputed points",
  voices: "Who said what",
  glossary: "Glossary",
  record: "Sources",
};

/** The stylesheets in `themes/`. */
const SHEETS = { "": "Backstory's own", almanac: "Almanac: warm paper", newsprint: "Newsprint: grey paper, red", plain: "Plain: white, blue" };

const ACCENTS = {
  "": "The theme's own",
  "#0b6e99": "Blue",
  "#2f6b3a": "Green",
  "#7a3b8f": "Violet",
  "#8a5a00": "Ochre",
  currentColor: "The text's",
};

const FONTS = { "": "The page's or the theme's", "Charter, Georgia, serif": "A serif", "system-ui, sans-serif": "The system's" };
const SIZES = { "": "The page's", "0.9375em": "A little smaller", "1.125em": "A little larger" };
const WIDTHS = { "": "As wide as its column", "42rem": "A column of text (42rem)", "60rem": "Wide (60rem)" };
const LOADING = { lazy: "when readers come near", eager: "with the page", manual: "when the page says so" };
const LEVELS = { 1: "1", 2: "2", 3: "3", 4: "4", 5: "5", 6: "6" };

/** Custom properties that choices set, by their names in the form. */
const TOKENS = [["accent", "--backstory-accent"], ["font", "--backstory-font"], ["max-inline", "--backstory-max-inline"], ["font-size", "font-size"]];

const oneOf = (offered) => (value) => Object.hasOwn(offered, value);
/** @param {RegExp} shape */
const shaped = (shape) => (value) => shape.test(value);
const SWITCH = shaped(/^(on|off)$/);
const DAY = shaped(/^(\d{4}-\d\d-\d\d)?$/);

/**
 * What a choice may be. Archives and drafts may be anybody's, and choices go into stylesheets and addresses that editors paste.
 * @type {Record<string, (value: string) => boolean>}
 */
const MAY_BE = {
  way: oneOf(WAYS),
  view: oneOf(VIEWS),
  sheet: oneOf(SHEETS),
  accent: oneOf(ACCENTS),
  font: oneOf(FONTS),
  "font-size": oneOf(SIZES),
  "max-inline": oneOf(WIDTHS),
  "heading-level": oneOf(LEVELS),
  loading: oneOf(LOADING),
  theme: shaped(/^(auto|light|dark)$/),
  entry: shaped(/^((event|term):[a-z0-9-]+)?$/),
  themes: shaped(/^[a-z0-9 -]*$/),
  from: DAY,
  to: DAY,
  permalinks: SWITCH,
  pinned: SWITCH,
  classic: SWITCH,
  whole: SWITCH,
  base: shaped(/^(https?:\/\/[^\s"'<>]+)?$/),
  width: shaped(/^(360px)?$/),
};

/** Those of some choices that the form could have made. @param {unknown} choices @returns {Choices} */
export const known = (choices) =>
  Object.fromEntries(
    Object.entries(Object(choices)).filter(([name, value]) => typeof value === "string" && Object.hasOwn(MAY_BE, name) && MAY_BE[name]?.(value)),
  );

/** An accent does not keep an entry from being found. @param {string} words */
const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The most entries that are listed; a search finds the others. */
const MOST = 500;

const options = (all) => Object.entries(all).map(([value, words]) => el("option", { value }, words));

/** @param {string} title @param {string} name @param {Record<string, string>} all @param {string} [ways] Where it means something. */
const choice = (title, name, all, ways) =>
  el("label", { class: "field", "data-for": ways }, title, " ", el("select", { name }, ...options(all)));

const tick = (name, words, ways, more = {}) =>
  el("label", { class: "tick", "data-for": ways }, el("input", { type: "checkbox", name, ...more }), " ", el("span", {}, words));

const group = (title, ways, ...children) => el("fieldset", { "data-for": ways }, el("legend", {}, title), ...children);

const PAGES = "element section";
const SHOWN = "element section frame address";

/** The parts of the form, by name. */
const PARTS = {
  way: () =>
    group(
      "Where does it go?",
      undefined,
      ...Object.entries(WAYS).map(([value, [title, note]]) =>
        el("label", { class: "way" }, el("input", { type: "radio", name: "way", value }), " ", el("span", {}, el("b", {}, title), " ", note)),
      ),
    ),
  first: () =>
    group(
      "What do readers see first?",
      SHOWN,
      choice("View", "view", VIEWS),
      el(
        "label",
        { class: "field" },
        "Opens at: find an event or a term ",
        el("input", { type: "search", name: "find", spellcheck: "false", autocomplete: "off", "aria-controls": "entries" }),
      ),
      el("select", { class: "entries", name: "entry", id: "entries", size: 6, "aria-label": "Opens at" }),
      el("p", { class: "aside", role: "status", id: "found" }),
      el(
        "div",
        { class: "pair" },
        el("label", { class: "field" }, "From ", el("input", { type: "date", name: "from" })),
        el("label", { class: "field" }, "To ", el("input", { type: "date", name: "to" })),
      ),
      el("details", { class: "only-themes" }, el("summary", {}, "Only some themes"), el("div", { class: "ticks" })),
    ),
  look: () =>
    group(
      "How does it look?",
      SHOWN,
      el("div", { class: "pair" }, choice("Theme", "sheet", SHEETS, PAGES), choice("Accent", "accent", ACCENTS, PAGES)),
      el(
        "div",
        { class: "segments", role: "radiogroup", "aria-label": "Colour scheme" },
        ...Object.entries({ auto: "The page's", light: "Light", dark: "Dark" }).map(([value, words]) =>
          el("label", {}, el("input", { type: "radio", name: "theme", value }), ` ${words}`),
        ),
      ),
      el("div", { class: "pair" }, choice("Width", "max-inline", WIDTHS, PAGES), choice("Text size", "font-size", SIZES, PAGES)),
      el("div", { class: "pair" }, choice("Font", "font", FONTS, PAGES), choice("Level of its heading", "heading-level", LEVELS)),
    ),
  load: () =>
    group(
      "How is it loaded?",
      undefined,
      choice("Loads", "loading", LOADING, PAGES),
      tick("permalinks", "Addresses ending in #backstory=… open an entry", PAGES),
      tick("pinned", "This exact version, by its hash: corrections need a new snippet", "element"),
      tick("classic", "The system strips type=\"module\"", PAGES),
      tick("whole", "With the story's whole text, for readers without script and for search engines", "element section text"),
    ),
};

/** A form of some of the parts. It hides what the chosen way has no use for. */
export class ChoiceForm {
  /** @type {Entries[]} */
  #entries = [];
  #chosen = "";

  /** @param {HTMLFormElement} form @param {(keyof typeof PARTS)[]} parts @param {(choices: Choices) => void} onchange */
  constructor(form, parts, onchange) {
    this.form = form;
    form.prepend(...parts.map((part) => PARTS[part]()));
    form.addEventListener("input", ({ target }) => {
      if (target === this.#named("find")) return;
      const entry = this.#named("entry");
      if (entry) this.#chosen = entry.value;
      onchange(this.choices);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    const find = this.#named("find");
    find?.addEventListener("input", () => this.#list());
    find?.addEventListener("keydown", (event) => {
      const first = this.#named("entry")?.querySelector("optgroup option");
      if (event.key !== "Enter" || !(first instanceof HTMLOptionElement)) return;
      event.preventDefault();
      first.selected = true;
      this.#chosen = first.value;
      onchange(this.choices);
    });
    this.show(DEFAULTS);
  }

  /** @param {string} name @returns {any} */
  #named(name) {
    return this.form.elements.namedItem(name);
  }

  /** The story's entries and themes. @param {Entries[]} entries @param {{ id: string, label: string }[]} themes */
  fill(entries, themes) {
    this.#entries = entries;
    if (this.#named("entry")) this.#list();
    const ticks = this.form.querySelector(".ticks");
    if (!ticks) return;
    const chosen = new Set((this.choices.themes ?? "").split(" "));
    ticks.replaceChildren(...themes.map(({ id, label }) => tick("themes", label, undefined, { value: id, checked: chosen.has(id) })));
    /** @type {HTMLElement} */ (ticks.parentElement).hidden = themes.length === 0;
  }

  /** Lists the entries that hold every word of the search, and the chosen one. */
  #list() {
    const [find, list] = [this.#named("find"), this.#named("entry")];
    const words = folded(find.value).split(/\s+/);
    let count = 0;
    const groups = this.#entries.map(({ label, kind, rows }) => {
      const found = rows.filter((row) => words.every((word) => folded(row.words).includes(word)));
      count += found.length;
      const seen = rows.filter((row) => `${kind}:${row.id}` === this.#chosen && !found.slice(0, MOST).includes(row));
      const made = [...seen, ...found.slice(0, MOST)].map((row) => el("option", { value: `${kind}:${row.id}` }, row.words));
      return made.length > 0 && el("optgroup", { label }, ...made);
    });
    list.replaceChildren(el("option", { value: "" }, "the beginning"), ...groups.filter((it) => it !== false));
    list.value = this.#chosen;
    const found = this.form.querySelector("#found");
    if (found) found.textContent = find.value.trim() && `${count} found`;
  }

  /** What is chosen here. @returns {Choices} */
  get choices() {
    const data = new FormData(this.form);
    /** @type {Choices} */
    const chosen = {};
    for (const made of this.form.elements) {
      const { name = "", type = "" } = /** @type {HTMLInputElement} */ (made);
      if (name in DEFAULTS) chosen[name] = type === "checkbox" ? (data.has(name) ? "on" : "off") : String(data.get(name) ?? "");
    }
    if (this.form.querySelector(".ticks")) chosen.themes = data.getAll("themes").join(" ");
    return chosen;
  }

  /** Sets the controls. @param {Choices} choices */
  show(choices) {
    this.#chosen = choices.entry ?? "";
    for (const made of /** @type {Iterable<any>} */ (this.form.elements)) {
      const value = choices[made.name] ?? DEFAULTS[made.name];
      if (value === undefined) continue;
      if (made.name === "themes") made.checked = value.split(" ").includes(made.value);
      else if (made.type === "radio") made.checked = made.value === value;
      else if (made.type === "checkbox") made.checked = value === "on";
      else if (made !== document.activeElement && made.value !== value) made.value = value;
    }
    if (this.#named("entry")) this.#list();
  }

  /** Hides what a way has no use for. @param {string} way */
  serve(way) {
    for (const made of /** @type {NodeListOf<HTMLElement>} */ (this.form.querySelectorAll("[data-for]"))) {
      made.hidden = !made.dataset.for?.split(" ").includes(way);
    }
  }
}

/** Attributes that differ from their defaults, in the order of the manual. @param {Choices} choices @returns {[string, string][]} */
export function settings(choices) {
  const chosen = { ...DEFAULTS, ...choices };
  const [kind, id = ""] = (chosen.entry ?? "").split(":");
  const names = ["view", "event", "term", "from", "to", "themes", "theme", "heading-level", "loading", "permalinks"];
  const opened = { ...chosen, event: kind === "event" ? id : "", term: kind === "term" ? id : "" };
  return settingsOf(names.map((name) => /** @type {[string, string]} */ ([name, opened[name] ?? ""])));
}

/** Properties of the host that are chosen, as CSS names them. @param {Choices} choices @returns {[string, string][]} */
export const tokens = (choices) =>
  TOKENS.map(([name = "", property = ""]) => /** @type {[string, string]} */ ([property, choices[name] ?? ""]));

/**
 * What the snippets are made of.
 * @param {Choices} choices
 * @param {Pick<import("./snippets.js").Choice, "folder" | "title" | "digest" | "pinned" | "origins">} facts
 * @returns {import("./snippets.js").Choice}
 */
export function snippetChoice(choices, { digest, pinned, ...facts }) {
  const chosen = { ...DEFAULTS, ...choices };
  return {
    ...facts,
    way: chosen.way ?? "",
    attributes: settings(chosen),
    theme: chosen.theme ?? "",
    sheet: chosen.sheet,
    tokens: tokens(chosen).filter(([, value]) => value),
    pinned: chosen.pinned === "on" ? pinned : undefined,
    isClassic: chosen.classic === "on",
    digest: chosen.whole === "on" ? digest : undefined,
  };
}

/** Copies a text, or selects where it stands. @param {string} text @param {HTMLElement} from @param {(words: string) => void} say */
async function copy(text, from, say) {
  try {
    await navigator.clipboard.writeText(text);
    say(`Copied, ${Math.ceil(new Blob([text]).size / 1000)} KB.`);
  } catch {
    // Without the right to the clipboard there is still the selection.
    getSelection()?.selectAllChildren(from);
    say("The browser did not let it be copied. It is selected: press Ctrl+C or ⌘C.");
  }
}

/** Snippets as blocks with buttons that copy them. @param {import("./snippets.js").Snippet[]} all @param {(words: string) => void} say */
export const snippetBlocks = (all, say) =>
  all.map(([title, text, whole = text]) => {
    const code = el("pre", { tabindex: 0, role: "region", "aria-label": title }, text);
    const head = el(
      "div",
      { class: "snippet-head" },
      el("h3", {}, title),
      button("Copy", () => void copy(whole, code, say), { class: "small", "aria-label": `Copy: ${title}` }),
    );
    const aside = whole !== text && el("p", { class: "aside" }, "… stands for the story's text, which is copied along.");
    return el("div", { class: "snippet" }, head, code, aside);
  });

/** The notes of a way as items of a list. @param {string} way */
export const notesOf = (way) => (NOTES[way] ?? []).map((note) => el("li", {}, note));
