// The ways to put a published folder into a page: the text to copy for each, and the lines of a policy that it needs. The embed
// builder and the desk write the same.

/**
 * @typedef {object} Choice
 * @property {string} way One of `WAYS`.
 * @property {string} folder Address of the published folder, with its last slash.
 * @property {[string, string][]} attributes Settings that differ from their defaults, in the order of the manual.
 * @property {string} title The story's.
 * @property {string} theme `auto`, `light` or `dark`.
 * @property {string} [sheet] Name of a stylesheet in the folder's `themes/`, or nothing.
 * @property {[property: string, value: string][]} [tokens] Further properties of the host.
 * @property {{ images: string[], media: string[] }} [origins] Where the story's files come from, as policies name it.
 * @property {{ name: string, integrity: string, engine: string, engineIntegrity: string }} [pinned] Script and engine of this
 *   exact version.
 * @property {boolean} [isClassic] The system strips modules.
 * @property {string} [digest] The digest to copy along; without it a comment says what belongs there.
 */

/** @typedef {[title: string, text: string, whole?: string]} Snippet The whole text, where the shown one is shortened. */

export const WAYS = ["element", "section", "frame", "address", "text"];

const SAMPLE = "  <!-- the story's text: what backstory render --fragment prints -->\n";

/** @param {string} value */
export const quoted = (value) => `"${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")}"`;

/** Settings as attributes. @param {[string, string][]} all @returns {[string, string][]} */
export function settingsOf(all) {
  const usual = { view: "timeline", theme: "auto", "heading-level": "2", loading: "lazy", permalinks: "on" };
  return all.filter(([name, value]) => value && value !== usual[name]);
}

/** @param {Choice} choice */
function script({ way, folder, pinned, isClassic }) {
  if (isClassic) return `<script src=${quoted(`${folder}loader.js`)}></script>`;
  if (way === "element" && pinned) {
    const pin = `integrity="${pinned.integrity}" crossorigin="anonymous"`;
    return `<script type="module" src=${quoted(folder + pinned.name)}\n  ${pin}></script>`;
  }
  return `<script type="module" src=${quoted(`${folder}backstory.js`)}></script>`;
}

/**
 * Lines that have the browser request script and engine at once and not one after the other, where the widget loads with the page.
 * Only this exact version has them: names and hashes change with every publication. @param {Choice} choice @returns {Snippet[]}
 */
function preloads({ folder, pinned, isClassic, attributes }) {
  const isEager = attributes.some(([name, value]) => name === "loading" && value === "eager");
  if (!pinned || isClassic || !isEager) return [];
  const line = (kind, name, integrity) =>
    `<link ${kind} href=${quoted(folder + name)}\n  integrity="${integrity}" crossorigin="anonymous">`;
  const script = line('rel="modulepreload"', pinned.name, pinned.integrity);
  const engine = line('rel="preload" as="fetch" type="application/wasm"', pinned.engine, pinned.engineIntegrity);
  return [["Into the page's head, to load sooner", `${script}\n${engine}`]];
}

/** Address of the frame. @param {Choice} choice */
export function frameAddress({ folder, attributes }) {
  const query = new URLSearchParams(attributes.filter(([name]) => name !== "loading" && name !== "permalinks"));
  // A frame is a page of its own: its heading begins at the top.
  if (query.get("heading-level") === "2") query.delete("heading-level");
  return `${folder}embed.html${query.size ? `?${query}` : ""}`;
}

/** An origin as a policy takes it: in ASCII, and one that says no more than itself. @param {string} source */
function inPolicy(source) {
  if (source === "'self'") return source;
  try {
    const { origin } = new URL(source);
    return /^https?:\/\/[a-z0-9.:[\]-]+$/.test(origin) ? origin : "";
  } catch {
    return "";
  }
}

/** Lines of a policy for the story's files. @param {Choice} choice */
function fileLines({ origins: { images = [], media = [] } = { images: [], media: [] } }) {
  /** @type {[string, string[]][]} */
  const directives = [["img-src", images], ["media-src", media]];
  const lines = directives.map(([name, sources]) => [name, ...new Set(sources.map(inPolicy).filter(Boolean))]);
  return lines.filter((line) => line.length > 1).map((line) => `\n${line.join(" ")};`).join("");
}

/** The snippets of a choice. @param {Choice} choice @returns {Snippet[]} */
export function snippets(choice) {
  const { way, folder, attributes, digest, title, sheet } = choice;
  const { origin } = new URL(folder);
  const inside = digest === undefined ? SAMPLE : "  …\n";
  const whole = (text) => (digest === undefined ? text : text.replace("  …\n", () => `${digest}\n`));
  /** @param {string} lines @returns {Snippet} */
  const policy = (lines) => ["For the page's policy, where it has one", lines];
  const sheetLine = sheet ? `\nstyle-src ${origin};` : "";
  const wasm = policy(`script-src ${origin} 'wasm-unsafe-eval';\nconnect-src ${origin};${sheetLine}${fileLines(choice)}`);
  /** @type {Snippet[]} */
  const link = sheet ? [["Into the page's head", `<link rel="stylesheet" href=${quoted(`${folder}themes/${sheet}.css`)}>`]] : [];
  /** @param {string} selector @returns {Snippet} */
  const styles = (selector) => {
    const rules = ["display: block;", ...(choice.tokens ?? []).map(([name, value]) => `${name}: ${value};`)];
    return ["For the page's stylesheet", `${selector} {\n  ${rules.join("\n  ")}\n}`];
  };
  const tag = (name, prefix, first = "") => {
    const written = attributes.map(([attribute, value]) => ` ${prefix}${attribute}=${quoted(value)}`).join("");
    return `<${name}${first}${written}>\n${inside}</${name}>`;
  };
  switch (way) {
    case "element": {
      const text = `${tag("back-story", "")}\n${script(choice)}`;
      return [["Into the article", text, whole(text)], ...preloads(choice), ...link, styles("back-story"), wasm];
    }
    case "section": {
      const text = tag("section", "data-backstory-", ' data-backstory-src=""');
      return [
        ["Into the article", text, whole(text)],
        ["Into the theme, once", script(choice)],
        ...link,
        styles("section[data-backstory-src]"),
        wasm,
      ];
    }
    case "frame": {
      const scheme = choice.theme === "auto" ? "light dark" : choice.theme;
      const text = `<iframe src=${quoted(frameAddress(choice))}
  title=${quoted(title)} width="100%" height="800" loading="lazy"
  sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" data-backstory-frame></iframe>
<script src=${quoted(`${folder}frame.js`)} async></script>`;
      const style = `iframe[data-backstory-frame] {\n  border: 0;\n  color-scheme: ${scheme};\n}`;
      return [["Into the article", text], ["For the page's stylesheet", style], policy(`frame-src ${origin};\nscript-src ${origin};`)];
    }
    case "address":
      return [["Into a line of its own", frameAddress(choice)], policy(`frame-src ${origin};`)];
    default:
      return [digest === undefined ? ["Into the article", SAMPLE.trim()] : ["Into the article", "…", digest]];
  }
}

/** The snippets of a way as one text file. @param {Snippet[]} all */
export const asText = (all) =>
  all.map(([title, text, whole = text]) => `${title}\n${"-".repeat(title.length)}\n${whole}\n`).join("\n");
