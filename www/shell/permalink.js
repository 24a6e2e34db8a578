// Permalinks: addresses that end in `#backstory=ID`.

const PREFIX = "#backstory=";

/** The id in the page's address, where the embed follows permalinks and the address is one. */
export function permalink(embed) {
  if (embed.get("permalinks") !== "on" || !location.hash.startsWith(PREFIX)) return;
  try {
    return decodeURIComponent(location.hash.slice(PREFIX.length));
  } catch {
    // An escape that is none names no entry.
  }
}
