// Nodes by name: a few functions around createElement, for the embed builder and the desk. Texts are only ever text nodes.

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
