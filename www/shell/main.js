// The loader shell, built into dist/backstory.js: the custom element and its twin, the section; the one lazy fetch of the
// engine; every listener; and the errors a host page hears. `engine.js` is wasm-bindgen's glue. The names in double
// underscores are filled in by the build.

import { BackStory } from "./element.js";
import { TAG } from "./embed.js";
import { tellError } from "./failure.js";
import { Mount } from "./mount.js";
import { isOurs, offer, registry } from "./registry.js";

if (isOurs) offer(Mount);
if (!customElements.get(TAG)) customElements.define(TAG, (registry.Element = BackStory));
if (!isOurs || customElements.get(TAG) !== registry.Element) {
  for (const host of document.querySelectorAll(TAG)) tellError(host, "version-clash", `${TAG} is taken`);
}
if (isOurs) BackStory.scan();
