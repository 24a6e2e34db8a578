// What old libraries do to what is everyone's.
Object.prototype.extra = function () { return this; };
Array.prototype.last = function () { return this[this.length - 1]; };
const { from } = Array;
Array.from = function (...words) {
  return from.apply(Array, words);
};
String.prototype.includes = function (part) { return this.indexOf(part) >= 0; };
Function.prototype.bind = function (it, ...first) {
  const own = this;
  return function (...rest) {
    return own.apply(it, [...first, ...rest]);
  };
};
Object.prototype.src = ["/nowhere.bks"];
Object.prototype.credentials = "include";
/** The mode of credentials of every request. */
window.asked = [];
const request = window.fetch;
window.fetch = function (address, init) {
  window.asked.push(new Request(address, init).credentials);
  return request.call(this, address, init);
};
Element.prototype.closestOf = function () {};
window.engine = window.Widget = window.embed = window.registry = { not: "ours" };
