// The embed builder: shows the choices of the form live and writes them as snippets. The page holds the story's entries; nothing is
// requested.

import { ChoiceForm, notesOf, settings, snippetBlocks, snippetChoice, tokens } from "./choices.js";
import { el } from "./elements.js";
import { frameAddress, snippets } from "./snippets.js";

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
const facts = part("builder").dataset;
const list = (words = "") => words.split(" ").filter(Boolean);
const origins = { images: list(facts.images), media: list(facts.media) };

const form = new ChoiceForm(/** @type {HTMLFormElement} */ (part("choices")), ["way", "first", "look", "load"], update);
const address = /** @type {HTMLInputElement} */ (form.form.elements.namedItem("folder"));

/** The folder's address, with a slash at its end. */
function folder() {
  try {
    return new URL(address.value.replace(/\/?$/, "/")).href;
  } catch {
    return new URL("./", location.href).href;
  }
}

/** Stylesheet of the chosen theme. */
const sheet = el("link", { rel: "stylesheet" });

/** What the snippets are made of. */
function choiceOf(choices) {
  const title = document.querySelector("section.backstory")?.getAttribute("aria-label") ?? "";
  const { script: name = "", integrity = "", engine = "", engineIntegrity = "" } = facts;
  const pinned = { name, integrity, engine, engineIntegrity };
  return snippetChoice(choices, { folder: folder(), title, pinned, origins, digest });
}

function show(choices) {
  const base = new URL("./", location.href).href;
  const isInPage = choices.way === "element" || choices.way === "section";
  story.hidden = !isInPage;
  const chosen = new Map(settings(choices));
  for (const name of ["view", "event", "term", "from", "to", "themes", "theme", "heading-level"]) {
    const value = chosen.get(name);
    if (value === undefined) story.removeAttribute(name);
    else if (story.getAttribute(name) !== value) story.setAttribute(name, value);
  }
  for (const [property, value] of tokens(choices)) story.style.setProperty(property, value);
  const href = `themes/${choices.sheet}.css`;
  if (!choices.sheet) sheet.remove();
  else if (!sheet.isConnected || sheet.getAttribute("href") !== href) {
    sheet.setAttribute("href", href);
    document.head.append(sheet);
  }
  const shown = choices.way === "text" ? `${base}embed.html` : frameAddress({ ...choiceOf(choices), folder: base });
  const old = page.querySelector("iframe");
  if (isInPage) old?.remove();
  else if (!old || old.src !== shown || old.dataset.way !== choices.way) {
    const frame = el("iframe", { src: shown, title: "The embed in a frame", "data-way": choices.way });
    // Text only: the same page, where no script may run.
    frame.setAttribute("sandbox", choices.way === "text" ? "" : "allow-scripts allow-popups");
    old?.remove();
    page.append(frame);
  }
}

/** @param {import("./choices.js").Choices} choices */
function update(choices) {
  form.serve(choices.way ?? "");
  part("snippets").replaceChildren(...snippetBlocks(snippets(choiceOf(choices)), (words) => (part("said").textContent = words)));
  part("notes").replaceChildren(...notesOf(choices.way ?? ""));
  show(choices);
}

const { content } = /** @type {HTMLTemplateElement} */ (part("story"));
const entries = [...content.querySelectorAll("optgroup")].map((group) => {
  const rows = [...group.querySelectorAll("option")].map(({ value, text }) => ({ id: value.replace(/^\w+:/, ""), words: text }));
  return { label: group.label, kind: group.label === "Terms" ? "term" : "event", rows };
});
const themes = [...content.querySelectorAll("input")].map(({ value, parentElement }) => ({ id: value, label: parentElement?.textContent?.trim() ?? "" }));
form.fill(entries, themes);
address.value = new URL("./", location.href).href;
part("widths").addEventListener("change", ({ target }) => {
  if (target instanceof HTMLInputElement) page.style.setProperty("inline-size", target.value || "auto");
});
update(form.choices);
