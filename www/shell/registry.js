// What every copy of the script on a page shares, whatever its version: which embed a host has, and the newest copy,
// which upgrades them all. Copies of one major version understand each other's embeds.

export const VERSION = "__VERSION__";
const MAJOR = parseInt(VERSION);

export const registry = (globalThis[Symbol.for("backstory")] ??= { major: MAJOR, embeds: new WeakMap(), version: "" });

export const isOurs = registry.major === MAJOR;

/** Numbers in versions are compared as numbers. (Not by `localeCompare`, which has the browser load a language.) */
const rank = (version) => version.split(".").reduce((sum, part) => sum * 1e5 + (parseInt(part) || 0), 0);

/** Offers this copy's class for upgraded hosts. */
export function offer(WidgetHost) {
  const isNewer = !registry.version || rank(VERSION) > rank(registry.version);
  if (isNewer) Object.assign(registry, { version: VERSION, WidgetHost });
}
