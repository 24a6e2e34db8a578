// The shell's side of a widget: what the engine calls after a change, when it has drawn and can be called again.

import { emit } from "./errors.js";
import { closeCard, focus, focusEntry, openCard } from "./popover.js";

export class EngineCallbacks {
  /** The root that the engine draws into: a fragment until the widget is shown. @type {ShadowRoot} */
  root;
  /** The element whose definition is open. @type {HTMLElement | null} */
  opener = null;
  /** @type {import("./timeline-gestures.js").TimelineGestures | undefined} */
  gestures;
  #host;

  /** @param {HTMLElement} host @param {ShadowRoot} root */
  constructor(host, root) {
    this.#host = host;
    this.root = root;
  }

  openPopover() {
    this.opener ??= /** @type {HTMLElement | null} */ (this.root.activeElement ?? document.activeElement);
    openCard(this.root, this.opener);
    this.#expand(true);
  }

  closePopover() {
    closeCard(this.root, this.opener);
    this.#expand(false);
    this.opener = null;
  }

  /** The view does not know which of a term's links was followed. @param {boolean} is */
  #expand(is) {
    if (this.opener?.ariaExpanded && this.root.contains(this.opener)) this.opener.ariaExpanded = String(is);
  }

  focusEntry(id) {
    focusEntry(this.root, id);
  }

  focusMark() {
    focus(this.root.querySelector(".mark[tabindex='0']"));
  }

  glide(x, factor, dx) {
    this.gestures?.glide(x, factor, dx);
  }

  transformBand(x, size) {
    this.gestures?.transform(x, size);
  }

  emitSelect(id, kind) {
    emit(this.#host, "select", { id, kind });
  }

  emitTerm(id) {
    emit(this.#host, "term", { id });
  }

  emitFilter(query, count) {
    emit(this.#host, "filter", { query, count });
  }
}
