// The embed builder: shows the choices of the form live and writes them as snippets. The page holds the story's entries; nothing is
// requested.

import { frameAddress, settingsOf, snippets } from "./snippets.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector("#choices"));
/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.querySelector(`#${id}`));
const page = part("page");
const story = /** @type {import("./backstory.js").BackStoryElement} */ (document.querySelector("back-story"));
// Links to the story page lead there from any page.
/** @type {NodeListOf<HTMLAnchorElement>} */
const links = story.querySelectorAll("a[href^='story.html']");
for (const link of links) link.setAttribute("href", link.href);
/** The story's digest in the page; the widget leaves it there. */
// eslint-disable-next-line no-restricted-syntax -- reads only
const digest = story.innerHTML.trim();

/** Notes on systems, by the way that was chosen. */
const NOTES = {
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

function chosen() {
  const data = new FormData(form);
  const text = (name) => String(data.get(name) ?? "");
  return { data, text, has: (name) => data.has(name), way: text("way") };
}

/** The folder's address, with a slash at its end. */
function folder({ text }) {
  try {
    return new URL(text("folder").replace(/\/?$/, "/"));
  } catch {
    return new URL("./", location.href);
  }
}

/** Attributes that differ from their defaults, in the order of the manual. */
function settings(choice) {
  const [kind, id] = choice.text("entry").split(":");
  return settingsOf([
    ["view", choice.text("view")],
    ["event", kind === "event" ? id : ""],
    ["term", kind === "term" ? id : ""],
    ["from", choice.text("from")],
    ["to", choice.text("to")],
    ["themes", choice.data.getAll("themes").join(" ")],
    ["theme", choice.text("theme")],
    ["heading-level", choice.text("heading-level")],
    ["loading", choice.text("loading")],
    ["permalinks", choice.has("permalinks") ? "on" : "off"],
  ]);
}

/** What the snippets are made of. */
function choiceOf(choice) {
  const { script: name = "", integrity = "", engine = "", engineIntegrity = "" } = part("builder").dataset;
  return {
    way: choice.way,
    folder: folder(choice).href,
    attributes: settings(choice),
    title: document.querySelector("section.backstory")?.getAttribute("aria-label") ?? "",
    theme: choice.text("theme"),
    accent: choice.text("accent"),
    font: choice.text("font"),
    pinned: choice.has("pinned") ? { name, integrity, engine, engineIntegrity } : undefined,
    isClassic: choice.has("classic"),
    digest: choice.has("whole") ? digest : undefined,
  };
}

async function copy(text, from) {
  const said = part("said");
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = `Copied, ${Math.ceil(new Blob([text]).size / 1000)} KB.`;
  } catch {
    // Without the right to the clipboard there is still the selection.
    getSelection()?.selectAllChildren(from);
    said.textContent = "The browser did not let it be copied. It is selected: press Ctrl+C or ⌘C.";
  }
}

function element(name, words, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = words;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

function write(choice) {
  const blocks = snippets(choiceOf(choice)).map(([title, text, whole = text]) => {
    const block = element("div", "", { class: "snippet" });
    const head = element("div", "", { class: "snippet-head" });
    const code = element("pre", text, { tabindex: "0", role: "region", "aria-label": title });
    const button = element("button", "Copy", { type: "button", "aria-label": `Copy: ${title}` });
    button.addEventListener("click", () => copy(whole, code));
    head.append(element("h3", title), button);
    block.append(head, code);
    const aside = "… stands for the story's text, which is copied along.";
    if (whole !== text) block.append(element("p", aside, { class: "aside" }));
    return block;
  });
  part("snippets").replaceChildren(...blocks);
  part("notes").replaceChildren(...NOTES[choice.way].map((note) => element("li", note)));
}

function show(choice) {
  const base = new URL("./", location.href).href;
  const isInPage = choice.way === "element" || choice.way === "section";
  story.hidden = !isInPage;
  for (const name of ["view", "event", "term", "from", "to", "themes", "theme", "heading-level"]) {
    const [, value] = settings(choice).find(([set]) => set === name) ?? [];
    if (value === undefined) story.removeAttribute(name);
    else if (story.getAttribute(name) !== value) story.setAttribute(name, value);
  }
  for (const name of ["accent", "font"]) story.style.setProperty(`--backstory-${name}`, choice.text(name));
  const address = choice.way === "text" ? `${base}embed.html` : frameAddress({ ...choiceOf(choice), folder: base });
  const old = page.querySelector("iframe");
  if (isInPage) old?.remove();
  else if (!old || old.src !== address || old.dataset.way !== choice.way) {
    const frame = element("iframe", "", { src: address, title: "The embed in a frame", "data-way": choice.way });
    // Text only: the same page, where no script may run.
    frame.setAttribute("sandbox", choice.way === "text" ? "" : "allow-scripts allow-popups");
    old?.remove();
    page.append(frame);
  }
}

function update() {
  const choice = chosen();
  /** @type {NodeListOf<HTMLElement>} */
  const choices = form.querySelectorAll("[data-for]");
  for (const it of choices) it.hidden = !it.dataset.for?.split(" ").includes(choice.way);
  write(choice);
  show(choice);
}

/** An accent does not keep an entry from being found. */
const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const field = (name) => /** @type {HTMLInputElement & HTMLSelectElement} */ (form.elements.namedItem(name));
const [search, list] = [field("find"), field("entry")];
/** The groups of the list, each with all of its options. */
const groups = [...list.querySelectorAll("optgroup")].map((group) => /** @type {const} */ ([group, [...group.querySelectorAll("option")]]));

/** Lists the entries that hold every word of the search, and the chosen one. */
function listEntries() {
  const words = folded(search.value).split(/\s+/);
  let count = 0;
  for (const [group, options] of groups) {
    const found = options.filter((it) => words.every((word) => folded(it.text).includes(word)));
    count += found.length;
    group.replaceChildren(...options.filter((it) => it.selected || found.includes(it)));
  }
  part("found").textContent = search.value.trim() && `${count} found`;
}

search.addEventListener("input", listEntries);
search.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  const first = groups.flatMap(([group]) => [...group.querySelectorAll("option")])[0];
  if (!first) return;
  first.selected = true;
  update();
});
field("folder").value = new URL("./", location.href).href;
form.addEventListener("input", update);
form.addEventListener("submit", (event) => event.preventDefault());
part("widths").addEventListener("change", ({ target }) => {
  if (target instanceof HTMLInputElement) page.style.setProperty("inline-size", target.value || "auto");
});
update();
