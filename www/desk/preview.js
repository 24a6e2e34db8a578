// What readers will see: the embed with the story packed, at the width of a phone or of an article, and the digest, which stands
// where no script runs.

import { settings, tokens } from "../choices.js";
import { byId, counted, debounced, el } from "./dom.js";

/** Milliseconds after a check: showing a story of thousands of events takes the page a moment. */
const PAUSE = 150;
/** Width of an article's column with its sides, in CSS pixels: the widget in it is 712 wide. */
const ARTICLE = 760;
/** Windows from this width on show an article's width, made smaller where there is less room; in narrower ones it would be too
 * small to read, and the column is as wide as a phone's. */
const DESKTOP = 768;

export class Preview {
  /** @type {any} */
  #host;
  /** @type {Uint8Array | undefined} */
  #packed;
  #isDigest = false;
  /** The theme that is worn. */
  #worn = "";
  #sheet = new CSSStyleSheet();

  /**
   * @param {import("./store.js").Store} store
   * @param {import("./module-client.js").ModuleClient} module
   * @param {(name: string) => Promise<string>} sheetText Gives the stylesheet of a theme.
   */
  constructor(store, module, sheetText) {
    this.sheetText = sheetText;
    document.adoptedStyleSheets.push(this.#sheet);
    this.store = store;
    this.module = module;
    this.page = byId("preview-page");
    this.stage = byId("preview-stage");
    new ResizeObserver(() => this.#scale()).observe(this.stage);
    this.#show = debounced(PAUSE, () => void this.#draw());
    byId("preview-width").addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement) store.choose({ width: target.value });
    });
    byId("preview-kind").addEventListener("change", ({ target }) => {
      this.#isDigest = target instanceof HTMLInputElement && target.value === "digest";
      void this.#draw();
    });
    store.addEventListener("change", () => this.look());
  }

  #show;

  /** @param {{ packed: Uint8Array, left_out: Record<string, number> }} report */
  report({ packed, left_out: leftOut }) {
    const words = Object.entries(leftOut).map(([list, count]) => (list === "media" ? counted(count, "medium", "media") : counted(count, list.replace(/s$/, ""))));
    const isNothing = packed.length === 0;
    byId("preview-note").textContent = isNothing
      ? "There is nothing to show yet: an event needs a date and a headline."
      : words.length
        ? `Without ${words.join(", ")}, until mended.`
        : "";
    this.#packed = isNothing ? undefined : packed;
    this.#show();
  }

  /** Width, colours, first view. */
  look() {
    const { choices } = this.store;
    const { theme = "", width = "" } = choices;
    this.page.style.setProperty("inline-size", width || "auto");
    this.#scale();
    for (const made of document.querySelectorAll("#preview-width input")) {
      if (made instanceof HTMLInputElement) made.checked = made.value === width;
    }
    this.page.style.setProperty("color-scheme", theme === "auto" ? "" : theme);
    const host = this.#host;
    if (!host) return;
    const chosen = new Map(settings(choices));
    for (const name of ["view", "event", "term", "from", "to", "themes", "theme", "heading-level"]) {
      const value = chosen.get(name) ?? "";
      if ((host.getAttribute(name) ?? "") === value) continue;
      if (value) host.setAttribute(name, value);
      else host.removeAttribute(name);
    }
    for (const [property, value] of tokens(choices)) host.style.setProperty(property, value);
    void this.#wear(choices.sheet ?? "");
  }

  /** Makes the page of an article's width smaller until the stage holds it: the widget lays itself out as in the article. */
  #scale() {
    const isArticle = !this.store.choices.width && innerWidth >= DESKTOP;
    const zoom = isArticle ? Math.min(1, this.stage.clientWidth / ARTICLE) : 1;
    this.page.style.setProperty("zoom", `${zoom}`);
    byId("preview-scale").textContent = zoom < 1 ? `An article’s width, at ${Math.round(zoom * 100)} %.` : "";
  }

  /** Adopts the stylesheet of a theme: a sheet made by script needs no network once it is here. @param {string} name */
  async #wear(name) {
    if (name === this.#worn) return;
    this.#worn = name;
    const text = name ? await this.sheetText(name).catch(() => "") : "";
    // Another one may have been chosen meanwhile.
    if (this.#worn !== name) return;
    await this.#sheet.replace(text);
  }

  async #draw() {
    const packed = this.#packed;
    if (!packed) {
      this.#host = undefined;
      this.page.replaceChildren();
    } else if (this.#isDigest) {
      const tree = await this.module.call("digest");
      this.#host = undefined;
      const shown = el("div", { class: "digest" });
      if (tree) shown.append(nodeOf(tree));
      // Its links lead to a page that is not published yet.
      shown.addEventListener("click", (event) => event.preventDefault());
      this.page.replaceChildren(shown);
    } else {
      if (!this.#host) {
        this.#host = document.createElement("back-story");
        this.#host.setAttribute("loading", "eager");
        this.#host.setAttribute("permalinks", "off");
        this.page.replaceChildren(this.#host);
      }
      this.look();
      this.#host.story = packed;
    }
  }
}

/** A view of the module as nodes: `[tag, [[name, value], …], [child, …]]`. */
function nodeOf([tag, attributes, children]) {
  const made = document.createElement(tag);
  for (const [name, value] of attributes) made.setAttribute(name, value);
  made.append(...children.map((child) => (typeof child === "string" ? child : nodeOf(child))));
  return made;
}
