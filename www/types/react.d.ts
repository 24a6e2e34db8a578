// <back-story> in React 19's JSX: import type {} from "backstory-embed/react".
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { BackStoryElement, BackstoryAttributes, BackstoryListeners } from "../backstory.js";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "back-story": DetailedHTMLProps<HTMLAttributes<BackStoryElement>, BackStoryElement> &
        BackstoryAttributes &
        BackstoryListeners;
    }
  }
}
