// Nodes by name: a few functions around createElement. Texts are only ever text nodes.

/** An element of the page's own markup. @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * An element with attributes, listeners and children. A function under `onNAME` is a listener; `true` is an empty attribute,
 * `false`, `null` and `undefined` are none.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, `${value}`);
  }
  made.append(...children.filter((child) => child || child === "").map((child) => /** @type {Node | string} */ (child)));
  return made;
}

/** A button that does one thing. @param {string} words @param {(event: Event) => unknown} act @param {Record<string, any>} [more] */
export const button = (words, act, more = {}) => el("button", { type: "button", onclick: act, ...more }, words);

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
