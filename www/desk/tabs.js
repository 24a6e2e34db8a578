// Tabs of the desk, by ARIA's pattern (w3.org/WAI/ARIA/apg/patterns/tabs): arrows move among them, one panel is seen.

import { byId } from "./dom.js";

export class Tabs {
  /** @param {HTMLElement} list @param {(name: string) => void} onshow */
  constructor(list, onshow) {
    this.onshow = onshow;
    this.tabs = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[role=tab]")]);
    list.addEventListener("click", ({ target }) => {
      const tab = target instanceof Element && target.closest("[role=tab]");
      if (tab instanceof HTMLElement) this.show(tab.dataset.panel ?? "");
    });
    list.addEventListener("keydown", (event) => this.#onKey(event));
  }

  get shown() {
    return this.tabs.find((tab) => tab.getAttribute("aria-selected") === "true")?.dataset.panel ?? "";
  }

  /** @param {string} name */
  show(name) {
    for (const tab of this.tabs) {
      const isShown = tab.dataset.panel === name;
      tab.setAttribute("aria-selected", `${isShown}`);
      tab.tabIndex = isShown ? 0 : -1;
      byId(`panel-${tab.dataset.panel}`).hidden = !isShown;
      if (isShown) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    this.onshow(name);
  }

  #onKey({ key }) {
    const at = this.tabs.findIndex((tab) => tab === document.activeElement);
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -at, End: this.tabs.length - 1 - at }[key];
    if (at < 0 || step === undefined) return;
    const next = this.tabs[(at + step + this.tabs.length) % this.tabs.length];
    next?.focus();
    this.show(next?.dataset.panel ?? "");
  }
}
