// <back-story> in Vue's templates: import type {} from "backstory-embed/vue".
import type { DefineComponent, HTMLAttributes } from "vue";
import type { BackstoryAttributes, BackstoryEventMap } from "../backstory.js";

type Listeners = {
  [Name in keyof BackstoryEventMap as `on${Capitalize<Name>}`]?: (event: BackstoryEventMap[Name]) => unknown;
};

declare module "vue" {
  interface GlobalComponents {
    "back-story": DefineComponent<HTMLAttributes & BackstoryAttributes & Listeners>;
  }
}
