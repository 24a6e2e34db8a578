// The desk's page: its elements by name, counts in words, and what is said to whoever cannot see what happened.

export { button, el } from "../elements.js";

/** An element of the page's own markup. @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/** "1 event", "2 events". @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** Runs `act` once nothing has asked for it for a while. @param {number} pause Milliseconds. @param {() => unknown} act */
export function debounced(pause, act) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, pause);
  };
}

let said = 0;

/** Tells a screen reader, and who looks at the foot of the page. @param {string} words */
export function say(words) {
  const live = byId("said");
  live.textContent = words;
  clearTimeout(said);
  said = window.setTimeout(() => (live.textContent = ""), 8000);
}
