// The last step: one archive with the folder to upload, what is made of the story and the text to copy for each way in. Everything
// is made here; the files of the engine come from beside the desk.

import { ChoiceForm, WAYS, notesOf, snippetBlocks, snippetChoice } from "../choices.js";
import { asText, snippets } from "../snippets.js";
import { storyId } from "./begin.js";
import { byId, debounced, el, say } from "./dom.js";
import { Cancelled } from "./module-client.js";
import { pixels } from "./social-picture.js";

/** Stands for the folder's address until it is known. The domain cannot exist (RFC 2606). */
const NOWHERE = "https://backstory.invalid/";

/** Milliseconds after which work is shown. */
const LONG = 1000;

/** @param {string} picture Why there is no social picture, or nothing. */
const readMe = (picture) => `This archive was made by Backstory's desk.

backstory/     The folder to upload, as it is, to any web server. It belongs to this story alone.
digest.html    The story's text, which goes into the article.
snippets/      What to copy for each kind of system, with the lines that a page's policy needs.
social.png     The picture that services show with a link; it is in the folder as well.${picture && `
               It is missing: ${picture}.
               The command makes it: backstory draw story.json --png social.png`}
story.json     The story. The desk opens it, or this whole archive, and goes on.
story.bks      The story, packed, for pages that load it by address.
desk.json      The look that was chosen.
`;

export class Publish {
  /** @type {Promise<[string, ArrayBuffer][]> | undefined} */
  #engine;
  #url = "";
  /** The story's text for the snippets, and what it was made of. */
  #digest = "";
  #digestOf = "";
  #digestStory;
  /**
   * Script and engine that never change, of the archive made last, and the story in it.
   * @type {{ name: string, integrity: string, engine: string, engineIntegrity: string, story: any } | undefined}
   */
  #pinned;
  /** The snippets that are shown. */
  #shown = "";
  #isMaking = false;
  #isStopped = false;

  /** @param {import("./store.js").Store} store @param {import("./checker.js").Checker} checker @param {() => void} onsaved */
  constructor(store, checker, onsaved) {
    this.store = store;
    this.checker = checker;
    this.onsaved = onsaved;
    this.form = new ChoiceForm(/** @type {HTMLFormElement} */ (byId("ways")), ["way", "load"], (choices) => store.choose(choices));
    byId("make-zip").addEventListener("click", () => void this.#run(() => this.zip()));
    byId("stop-making").addEventListener("click", () => {
      this.#isStopped = true;
      checker.module.cancel();
    });
    byId("save-json").addEventListener("click", () => this.json());
    const base = /** @type {HTMLInputElement} */ (byId("base"));
    base.addEventListener("input", () => store.choose({ base: base.value }, "base"));
    store.addEventListener("change", () => this.#isShown && this.show());
    checker.addEventListener("report", () => this.#isShown && this.show());
  }

  get #isShown() {
    return !byId("panel-publish").hidden;
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

  /** The stylesheet of a theme. @param {string} name */
  async sheet(name) {
    const files = await this.prepare();
    const [, bytes] = files.find(([file]) => file === `themes/${name}.css`) ?? [];
    return bytes ? new TextDecoder().decode(bytes) : "";
  }

  async #run(act) {
    if (this.#isMaking) return;
    this.#isMaking = true;
    this.#isStopped = false;
    this.show();
    const making = byId("making");
    const timer = setTimeout(() => (making.hidden = false), LONG);
    byId("publish-error").textContent = "";
    try {
      await act();
    } catch (error) {
      if (error instanceof Cancelled) say("Cancelled. Nothing was made.");
      else byId("publish-error").textContent = error.message;
    }
    clearTimeout(timer);
    making.hidden = true;
    this.#isMaking = false;
    this.show();
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

  /** Where files come from: those of relative addresses lie in the folder, if its address is known. */
  get #origins() {
    const { images = [], media = [] } = this.checker.report?.origins ?? {};
    const base = this.#base;
    const named = (all) => all.map((source) => (base && source === "'self'" ? new URL(base).origin : source));
    return { images: named(images), media: named(media) };
  }

  /** What the snippets of a way are made of. @param {string} way @param {string} digest */
  #choice(way, digest) {
    const { story, choices } = this.store;
    return snippetChoice(
      { ...choices, way },
      {
        folder: this.#base || NOWHERE,
        title: story.title ?? "",
        origins: this.#origins,
        pinned: this.#pinned?.story === story ? this.#pinned : undefined,
        digest,
      },
    );
  }

  /** The snippets of the chosen way, to copy. */
  show() {
    const { choices } = this.store;
    const { base = "", way = "" } = choices;
    const field = /** @type {HTMLInputElement} */ (byId("base"));
    if (field !== document.activeElement) field.value = base;
    byId("base-note").textContent = base && !this.#base ? "An address begins with https:// and has no ? or #." : "";
    this.form.show(choices);
    this.form.serve(way);
    this.#copyable();
    const all = snippets(this.#choice(way, this.#digest));
    const shown = JSON.stringify(all);
    // What has the focus stays while it is the same.
    if (shown !== this.#shown) byId("snippets").replaceChildren(...snippetBlocks(all, say));
    this.#shown = shown;
    byId("notes").replaceChildren(...notesOf(way));
    const isUnknown = way === "element" && choices.pinned === "on" && this.#pinned?.story !== this.store.story;
    byId("pinned-note").textContent = isUnknown ? "The exact version has a name once its archive is made." : "";
    const { report } = this.checker;
    byId("publish-state").textContent = report?.is_whole
      ? "The story can be published."
      : "The story has errors: put them right, and it can be published.";
    /** @type {HTMLButtonElement} */ (byId("make-zip")).disabled = !report?.is_whole || this.#isMaking;
  }

  /** Asks for the story's text as it is to be copied, and shows the snippets with it. */
  #copyable = debounced(100, () => void this.#renew());

  async #renew() {
    const { story } = this.store;
    const of = `${this.#base} ${this.checker.report?.packed.length}`;
    if (!this.checker.report || this.checker.checked !== story || (this.#digestOf === of && this.#digestStory === story)) return;
    const digest = await this.checker.module.call("fragment", this.#base).catch(() => "");
    if (!digest) return;
    this.#digest = digest.trim();
    this.#digestOf = of;
    this.#digestStory = story;
    if (this.#isShown) this.show();
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
    this.#unlessStopped();
    const { module } = this.checker;
    const { story, choices } = this.store;
    /** @type {Uint8Array} */
    let picture = new Uint8Array();
    let why = "";
    try {
      picture = await pixels(await module.call("picture"));
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      why = error.message;
    }
    this.#unlessStopped();
    const written = `${JSON.stringify(story, undefined, 2)}\n`;
    const filled = await module.call("fill", engine, written, this.#base, picture);
    this.#pinned = { name: filled.script, integrity: filled.integrity, engine: filled.engine, engineIntegrity: filled.engine_integrity, story };
    const digest = (await module.call("fragment", this.#base)).trim();
    const others = [["read-me.txt", readMe(why)]];
    for (const [way, [title = ""]] of Object.entries(WAYS)) {
      others.push([`snippets/${way}.txt`, `${title}\n\n${asText(snippets(this.#choice(way, digest)))}`]);
    }
    const own = `${JSON.stringify(choices, undefined, 2)}\n`;
    const bytes = await module.call("archive", own, others);
    this.#download(new Blob([bytes], { type: "application/zip" }), `${story.id}.zip`);
    byId("picture-note").textContent = why && `Without the social picture: ${why}.`;
    say("The archive is in your downloads. Upload its folder backstory, and copy what your system takes.");
  }

  /** What is no call of the module does not hear that it is to stop. */
  #unlessStopped() {
    if (this.#isStopped) throw new Cancelled("cancelled");
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

