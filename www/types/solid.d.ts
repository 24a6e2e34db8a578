// <back-story> in Solid's JSX: import type {} from "backstory-embed/solid".
import type { JSX } from "solid-js";
import type { BackStoryElement, BackstoryAttributes, BackstoryEventMap } from "../backstory.js";

type Properties = { [Name in keyof BackstoryAttributes as `prop:${Name}`]?: BackstoryAttributes[Name] };
type Listeners = { [Name in keyof BackstoryEventMap as `on:${Name}`]?: (event: BackstoryEventMap[Name]) => unknown };

declare module "solid-js" {
  namespace JSX {
    interface IntrinsicElements {
      "back-story": JSX.HTMLAttributes<BackStoryElement> & BackstoryAttributes & Properties & Listeners;
    }
  }
}
