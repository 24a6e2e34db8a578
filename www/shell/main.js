// Entry of dist/backstory.js: offers this copy for the page's embeds, and defines the custom element. The build fills in the
// names in double underscores.

import { BackStory } from "./element.js";
import { TAG } from "./embed.js";
import { Failure, emitError } from "./errors.js";
import { isOurs, offer, registry } from "./registry.js";
import { WidgetHost } from "./widget-host.js";

if (isOurs) offer(WidgetHost);
if (globalThis.customElements) {
  if (!customElements.get(TAG)) customElements.define(TAG, (registry.Element = BackStory));
  if (!isOurs || customElements.get(TAG) !== registry.Element) {
    for (const host of document.querySelectorAll(TAG)) emitError(host, new Failure("version-clash", `${TAG} is taken`));
  }
  if (isOurs) void BackStory.scan();
}
