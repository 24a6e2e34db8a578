// <back-story> in Svelte's templates: import type {} from "backstory-embed/svelte".
import type { HTMLAttributes } from "svelte/elements";
import type { BackStoryElement, BackstoryAttributes, BackstoryListeners } from "../backstory.js";

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "back-story": HTMLAttributes<BackStoryElement> & BackstoryAttributes & BackstoryListeners;
  }
}
