// Permalinks: addresses that end in `#backstory=ID`, or in `#backstory-ID`, to which the links in a digest lead.

import { focusEntry, scrollToEntry } from "./popover.js";

const PREFIX = /^#backstory[=-]/;
/** How long a linked entry is kept in view while the page around it still comes, in milliseconds. */
const ARRIVAL = 5000;

/** The id in the page's address, where the embed follows permalinks and the address is one. */
export function permalink(embed) {
  if (embed.get("permalinks") !== "on" || !PREFIX.test(location.hash)) return;
  try {
    return decodeURIComponent(location.hash.replace(PREFIX, ""));
  } catch {
    // An escape that is none names no entry.
  }
}

/** Whether the page was loaded by a link or an address: after a reload, or by Back, the reader has a place already. */
export const isFreshPage = () => {
  const [navigation] = performance.getEntriesByType("navigation");
  return /** @type {PerformanceNavigationTiming | undefined} */ (navigation)?.type === "navigate";
};

/**
 * Brings the entry that the address names into view, and scrolls to it again while the page still grows, until the reader acts.
 * Not within the notification: a scroll shows rows that the browser had skipped (`content-visibility`), and so changes the
 * observed sizes, which browsers report as an error of the page (Resize Observer, "deliver resize loop error").
 * @param {ShadowRoot} root
 * @param {string} id
 * @param {AbortSignal} signal
 */
export function arrive(root, id, signal) {
  focusEntry(root, id);
  let frame = 0;
  const observer = new ResizeObserver(() => (frame = requestAnimationFrame(() => scrollToEntry(root, id))));
  for (const element of [root.host, document.body]) observer.observe(element);
  const end = () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
  };
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown", "hashchange"]) {
    addEventListener(kind, end, { signal, capture: true, passive: true });
  }
  signal.addEventListener("abort", end);
  setTimeout(end, ARRIVAL);
}
