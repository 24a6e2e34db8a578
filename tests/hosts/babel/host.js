window.received = [];
addEventListener("DOMContentLoaded", () => {
  addEventListener("message", ({ data }) => window.received.push(data));
});
// A message of no sense, or of almost some.
window.nonsense = (seed) => {
  const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  const pick = (...some) => some[Math.floor(next() * some.length)];
  const value = (depth) => pick(
    () => null, () => undefined, () => NaN, () => -1e308, () => "", () => "constructor", () => "massimov",
    () => "\u202e<img src=x onerror=alert(1)>", () => "x".repeat(70000), () => [value(depth)], () => new Date(NaN),
    () => new Map([[1, 2]]), () => new Uint8Array(9), () => (depth > 3 ? 0 : message(depth + 1)),
  )();
  const message = (depth) => {
    const it = {};
    for (const key of ["backstory", "type", "detail", "message", "secret", "id", "view", "theme", "__proto__", "heading-level"]) {
      if (next() < 0.5) Object.defineProperty(it, key, { value: value(depth), enumerable: true });
    }
    if (next() < 0.5) it.backstory = 1;
    if (next() < 0.5) it.type = pick("config", "theme", "select", "term", "size", "setHeight", "hello");
    return it;
  };
  return pick(() => message(0), () => value(0))();
};
