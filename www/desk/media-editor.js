// The media of an entry, or of the whole story: pictures, films, sound, and pages as cards, each with a form of its own.

import { button, el } from "./dom.js";
import { entryForm, refreshForm } from "./form.js";
import { valueAt, withValue } from "./paths.js";

/** @typedef {import("./entries.js").Field} Field */
/** @typedef {import("./paths.js").Path} Path */

/** The most that an entry has: docs/story-format.md. */
const MOST = 8;

const KINDS = [
  { value: "", words: "by its address" },
  { value: "image", words: "picture" },
  { value: "video", words: "film" },
  { value: "audio", words: "sound" },
  { value: "page", words: "page, as a card" },
];

/** @type {Field[]} */
export const MEDIUM = [
  { key: "url", title: "Address", kind: "text", isWide: true, help: "Of the file or page: https://…" },
  { key: "kind", title: "What it is", kind: "choice", options: () => KINDS, help: "Players of other sites are cards that open after a click." },
  { key: "alt", title: "What the picture shows", kind: "text", help: "In words, for whoever does not see it." },
  { key: "decorative", title: "It shows nothing that the text does not say", kind: "flag" },
  { key: "caption", title: "Caption", kind: "text", isWide: true },
  { key: "credit", title: "Credit", kind: "text", help: "Who made it." },
  { key: "licence", title: "Licence", kind: "text", help: "Terms of its use: CC BY 4.0" },
  { key: "width", title: "Width", kind: "number", help: "In pixels: its place is kept free while it loads." },
  { key: "height", title: "Height", kind: "number" },
  { key: "focus", title: "Focus point", kind: "text", help: "What is kept where it is cropped, from the left and the top: 30% 20%. Or click it in the picture." },
  { key: "title", title: "Title", kind: "text", isRare: true, help: "Of a film, a sound or a page." },
  { key: "link", title: "Leads to", kind: "text", isRare: true, help: "Where a click on a picture leads: https://…" },
  { key: "poster", title: "Still", kind: "text", isRare: true, help: "The picture that stands for a film before it plays." },
  { key: "srcset", title: "Other sizes", kind: "list", isRare: true, help: "An address and a width each: bridge-800.jpg 800w; bridge-1600.jpg 1600w" },
];

/** Whether a medium is a picture. @param {any} medium */
const isPicture = ({ kind, url = "" }) => (kind ? kind === "image" : /\.(avif|gif|jpe?g|png|svg|webp)([?#]|$)/i.test(url));

export class MediaEditor {
  #shape = "";
  #list = el("div", { class: "media" });
  #add;

  /** @param {import("./store.js").Store} store @param {Path} of Path of the entry; empty for the story. */
  constructor(store, of) {
    this.store = store;
    this.path = [...of, "media"];
    this.#add = button("Add a picture, film, sound or page", () => this.add(), { class: "small" });
    this.node = el("section", { class: "media-of", "aria-label": "Media" }, el("h2", {}, "Media"), this.#list, this.#add);
    this.refresh();
  }

  /** @returns {any[]} */
  get #media() {
    const media = valueAt(this.store.story, this.path);
    return Array.isArray(media) ? media : [];
  }

  add() {
    const at = this.#media.length;
    this.store.edit("adding a medium", (story) => withValue(story, [...this.path, at], { url: "" }));
    this.refresh();
    /** @type {HTMLElement | null} */
    const made = this.#list.querySelector(`[data-path="${[...this.path, at, "url"].join(".")}"]`);
    made?.focus();
  }

  /** The story has changed. */
  refresh() {
    const media = this.#media;
    const shape = `${media.length}`;
    if (shape !== this.#shape) this.#list.replaceChildren(...media.map((_, at) => this.#medium(at)));
    else media.forEach((_, at) => refreshForm(this.#list, this.store, [...this.path, at], MEDIUM));
    this.#shape = shape;
    this.#add.hidden = media.length >= MOST;
    media.forEach((medium, at) => this.#sight(medium, at));
  }

  #medium(at) {
    const path = [...this.path, at];
    const cut = () => {
      this.store.edit("deleting a medium", (story) => withValue(story, this.path, this.#media.filter((_, other) => other !== at)));
      this.#add.focus();
    };
    return el(
      "section",
      { class: "medium", "aria-label": `Medium ${at + 1}` },
      el("div", { class: "sight" }),
      entryForm(this.store, path, MEDIUM),
      button("Delete this medium", cut, { class: "small" }),
    );
  }

  /** The picture itself, in small: a click sets its focus point, and its size can be taken over. */
  #sight(medium, at) {
    const host = /** @type {HTMLElement | null} */ (this.#list.children[at]?.firstElementChild);
    if (!host) return;
    const url = isPicture(medium) && /^[a-z]+:\/\/./i.test(medium.url ?? "") ? medium.url : "";
    if (host.dataset.url !== url) {
      host.dataset.url = url;
      host.replaceChildren();
      if (url) this.#look(host, url, at);
    }
    const [left = "50%", top = "50%"] = /^\d{1,3}% +\d{1,3}%$/.test(medium.focus ?? "") ? medium.focus.split(/ +/) : [];
    host.style.setProperty("--left", left);
    host.style.setProperty("--top", top);
    host.classList.toggle("focused", Boolean(medium.focus));
  }

  /** @param {HTMLElement} host @param {string} url @param {number} at */
  #look(host, url, at) {
    const path = [...this.path, at];
    const set = (label, values) => {
      this.store.edit(label, (story) => Object.entries(values).reduce((next, [key, value]) => withValue(next, [...path, key], value), story));
      this.store.settle();
    };
    const image = el("img", { alt: "", referrerpolicy: "no-referrer", onclick: (event) => {
      const box = image.getBoundingClientRect();
      const part = (length, whole) => Math.max(0, Math.min(100, Math.round((100 * length) / whole)));
      set("the focus point", { focus: `${part(event.clientX - box.left, box.width)}% ${part(event.clientY - box.top, box.height)}%` });
    } });
    const tell = el("p", { class: "help", role: "status" });
    image.addEventListener("load", () => {
      const { naturalWidth: width, naturalHeight: height } = image;
      const own = valueAt(this.store.story, path) ?? {};
      if (!width || (own.width === width && own.height === height)) return;
      const take = button(`Take its size: ${width} × ${height}`, () => {
        set("the size of a picture", { width, height });
        take.remove();
      }, { class: "small mend" });
      tell.replaceChildren(take);
    });
    image.addEventListener("error", () => {
      image.hidden = true;
      tell.textContent = "The picture cannot be loaded from there.";
    });
    image.src = url;
    host.append(el("div", { class: "seen" }, image, el("span", { class: "point" })), tell);
  }
}
