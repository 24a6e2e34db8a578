for (const it of [Object, Array, Function, String, Promise, Map, WeakMap, EventTarget, Node, Element, HTMLElement]) {
  Object.freeze(it.prototype);
  Object.freeze(it);
}
