// Modules beside the script, each fetched once a page that needs it: the article's own terms, which few pages have, and the
// frame, where nothing else is let in.

import { SCAN, TAG, embed } from "./embed.js";
import { Widget } from "./glue.js";
import { HELP, tell, tellError } from "./failure.js";
import { registry } from "./registry.js";
import { look, start } from "./start.js";

const WANTS_TERMS = `[data-backstory-term], ${TAG}[annotate], [data-backstory-annotate]`;

/** Puts a frame in place of an embed that the page's policy refuses, if it lets that in. */
export async function framed(embed, shell) {
  const part = await import(new URL("__FRAMED_FILE__", import.meta.url)).catch(() => {});
  if (!shell.signal.aborted) part?.stand(embed, shell);
}

/** Brings the article's own terms in line with the page, if it has any. The first copy of the script that sees one does it
 * for all. */
export async function attend(within = document) {
  if (!registry.article && !within.querySelector(WANTS_TERMS)) return;
  const shell = { TAG, SCAN, HELP, Widget, start, look, tell, embed };
  registry.article ??= import(new URL("__ARTICLE_FILE__", import.meta.url)).then(
    (part) => part.attend(shell),
    // The terms stay the plain words they are.
    ({ message }) => tellError(document, "http", message),
  );
  await (await registry.article)?.(within);
}
