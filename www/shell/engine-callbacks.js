// The shell's side of a widget: what the engine calls after a change, when it has drawn and can be called again.

import { isDefinitionOpen } from "./commands.js";
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

  updatePopover() {
    const { root } = this;
    const isOpen = isDefinitionOpen(root);
    if (isOpen) this.opener ??= /** @type {HTMLElement | null} */ (root.activeElement ?? document.activeElement);
    const { opener } = this;
    (isOpen ? openCard : closeCard)(root, opener);
    // The view does not know which of a term's links was followed.
    if (opener?.ariaExpanded && root.contains(opener)) opener.ariaExpanded = String(isOpen);
    if (!isOpen) this.opener = null;
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

  emitEntry(id, kind) {
    emit(this.#host, ...(kind ? ["select", { id, kind }] : ["term", { id }]));
  }

  emitFilter(query, count) {
    emit(this.#host, "filter", { query, count });
  }
}
