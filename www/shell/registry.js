// What every copy of the script on a page shares, whatever its version: which embed a host has, and the newest copy,
// which upgrades them all. Copies of one major version understand each other's embeds.

export const VERSION = "__VERSION__";
const MAJOR = parseInt(VERSION);

export const registry = (globalThis[Symbol.for("backstory")] ??= { major: MAJOR, embeds: new WeakMap(), version: "" });

export const isOurs = registry.major === MAJOR;

/** Offers this copy's class for upgraded hosts. Numbers in versions are compared as numbers. */
export function offer(Mount) {
  const isNewer = VERSION.localeCompare(registry.version, "en", { numeric: true }) > 0;
  if (isNewer) Object.assign(registry, { version: VERSION, Mount });
}
