// The last step: one archive with the folder to upload, what is made of the story and the text to copy for each way in. Everything
// is made here; the files of the engine come from beside the desk.

import { WAYS, asText, settingsOf, snippets } from "../snippets.js";
import { storyId } from "./begin.js";
import { byId, el, say } from "./dom.js";

/** Stands for the folder's address until it is known. The domain cannot exist (RFC 2606). */
const NOWHERE = "https://backstory.invalid/";

const TITLES = {
  element: "A page that takes HTML and scripts",
  section: "A system that strips unknown elements",
  frame: "A system that allows only frames",
  address: "A field for an address",
  text: "Text only: feeds, mail, archives",
};

const README = `This archive was made by Backstory's desk.

backstory/     The folder to upload, as it is, to any web server. It belongs to this story alone.
digest.html    The story's text, which goes into the article.
snippets/      What to copy for each kind of system, with the lines that a page's policy needs.
story.json     The story. The desk opens it, or this whole archive, and goes on.
story.bks      The story, packed, for pages that load it by address.
desk.json      The look that was chosen.
`;

export class Publish {
  /** @type {Promise<[string, ArrayBuffer][]> | undefined} */
  #engine;
  #url = "";

  /** @param {import("./store.js").Store} store @param {import("./checker.js").Checker} checker @param {() => void} onsaved */
  constructor(store, checker, onsaved) {
    this.store = store;
    this.checker = checker;
    this.onsaved = onsaved;
    byId("make-zip").addEventListener("click", () => void this.#run(() => this.zip()));
    byId("save-json").addEventListener("click", () => this.json());
    const base = /** @type {HTMLInputElement} */ (byId("base"));
    base.addEventListener("input", () => store.choose({ base: base.value }, "base"));
    byId("way").addEventListener("change", () => this.show());
    store.addEventListener("change", () => this.show());
    checker.addEventListener("report", () => this.show());
  }

  /** Fetches the engine's files, so that the desk can publish offline from then on. */
  prepare() {
    this.#engine ??= this.#fetched();
    this.#engine.catch(() => (this.#engine = undefined));
    return this.#engine;
  }

  async #fetched() {
    /** @type {string[]} */
    const names = await this.checker.module.call("wanted");
    return Promise.all(
      names.map(async (name) => {
        const response = await fetch(new URL(name, import.meta.url));
        if (!response.ok) throw new Error(`${name} is missing beside the desk (${response.status}): take the desk from a whole folder`);
        return /** @type {[string, ArrayBuffer]} */ ([name, await response.arrayBuffer()]);
      }),
    );
  }

  async #run(act) {
    const made = /** @type {HTMLButtonElement} */ (byId("make-zip"));
    made.disabled = true;
    const words = made.textContent;
    made.textContent = "Making it …";
    try {
      await act();
      byId("publish-error").textContent = "";
    } catch (error) {
      byId("publish-error").textContent = error.message;
    }
    made.textContent = words;
    made.disabled = false;
  }

  /** The folder's address, with its last slash; empty where it is not known or none. */
  get #base() {
    const { base } = this.store.choices;
    try {
      const url = new URL(base.replace(/\/?$/, "/"));
      return /^https?:$/.test(url.protocol) && !url.search && !url.hash ? url.href : "";
    } catch {
      return "";
    }
  }

  #choice(way, digest) {
    const { view, theme, accent, entry } = this.store.choices;
    const [kind = "", id = ""] = entry.split(":");
    const attributes = settingsOf([
      ["view", view],
      ["event", kind === "event" ? id : ""],
      ["term", kind === "term" ? id : ""],
      ["theme", theme],
    ]);
    return { way, folder: this.#base || NOWHERE, attributes, title: this.store.story.title ?? "", theme, accent, digest };
  }

  /** The snippet of the chosen way, to copy. */
  show() {
    const { base } = this.store.choices;
    const field = /** @type {HTMLInputElement} */ (byId("base"));
    if (field !== document.activeElement) field.value = base;
    byId("base-note").textContent = base && !this.#base ? "An address begins with https:// and has no ? or #." : "";
    const way = /** @type {HTMLSelectElement} */ (byId("way")).value;
    const blocks = snippets(this.#choice(way, "")).map(([title, text]) => {
      const code = el("pre", { tabindex: 0, role: "region", "aria-label": title }, text);
      return el("div", { class: "snippet" }, el("h3", {}, title), code);
    });
    byId("snippets").replaceChildren(...blocks);
    const { report } = this.checker;
    byId("publish-state").textContent = report?.is_whole
      ? "The story can be published."
      : "The story has errors: put them right, and it can be published.";
    /** @type {HTMLButtonElement} */ (byId("make-zip")).disabled = !report?.is_whole;
  }

  /** Links to events rest on their link names: from the first publication on they stay, whatever a headline becomes. */
  async #withIds() {
    const report = await this.checker.settled();
    const { story } = this.store;
    const isNamed = story.id && story.id !== "story" && story.events?.every(({ id }) => id);
    if (!report?.is_whole || isNamed || report.ids.length !== story.events.length) return report;
    const ids = report.ids;
    this.store.edit("link names", (old) => ({
      ...old,
      id: storyId(old),
      events: old.events.map((event, at) => (event.id ? event : { id: ids[at], ...event })),
    }));
    return this.checker.settled();
  }

  async zip() {
    const report = await this.#withIds();
    if (!report?.is_whole) throw new Error("The story has errors: put them right, and it can be published.");
    const engine = await this.prepare();
    const { story, choices } = this.store;
    const others = [["read-me.txt", README]];
    const digest = (await this.checker.module.call("fragment", this.#base)).trim();
    for (const way of WAYS) {
      const text = asText(snippets(this.#choice(way, digest)));
      others.push([`snippets/${way}.txt`, `${TITLES[way]}\n\n${text}`]);
    }
    const written = `${JSON.stringify(story, undefined, 2)}\n`;
    const own = `${JSON.stringify(choices, undefined, 2)}\n`;
    const bytes = await this.checker.module.call("archive", engine, written, own, this.#base, others);
    this.#download(new Blob([bytes], { type: "application/zip" }), `${story.id}.zip`);
    say("The archive is in your downloads. Upload its folder backstory, and copy what your system takes.");
  }

  /** The story alone. */
  json() {
    const { story } = this.store;
    const text = `${JSON.stringify({ ...story, id: storyId(story) }, undefined, 2)}\n`;
    this.#download(new Blob([text], { type: "application/json" }), `${storyId(story)}.json`);
  }

  #download(blob, name) {
    URL.revokeObjectURL(this.#url);
    this.#url = URL.createObjectURL(blob);
    const link = el("a", { href: this.#url, download: name }, `Download ${name} again`);
    byId("downloaded").replaceChildren(link, ` (${Math.ceil(blob.size / 1000).toLocaleString("en")} KB)`);
    link.click();
    this.onsaved();
  }
}

