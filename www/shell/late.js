// What of the shell comes with the engine's second module: where the reader is taken, and how the views look that nobody meets
// first. Built into dist/backstory_late.js.

export * from "./place.js";

export const LOOK = __LATE_CSS__;
