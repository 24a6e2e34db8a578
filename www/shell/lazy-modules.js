// Modules beside the script, each fetched once a page that needs it: the article's own terms, which few pages have, and the
// frame, where nothing else is let in.

import { SCAN, TAG, embed } from "./embed.js";
import { getStylesheet, loadStory } from "./engine.js";
import { emit, emitError, toFailure } from "./errors.js";
import { importPart } from "./fetch.js";
import { hidePopover, showPopover } from "./popover.js";
import { registry } from "./registry.js";

const WANTS_TERMS = `[data-backstory-term], ${TAG}[annotate], [data-backstory-annotate]`;

/** Puts a frame in place of an embed that the page's policy refuses, if it lets that in. */
export async function framed(embed, shell) {
  const part = await importPart(() => import("__FRAMED_FILE__")).catch(() => {});
  if (!shell.signal.aborted) part?.showFrame(embed, shell);
}

/** What the part for the article's terms uses of the script. Every file is named here: bundlers look into no other script. */
const shell = {
  TAG,
  SCAN,
  loadStory,
  getStylesheet,
  emit,
  emitError,
  toFailure,
  showPopover,
  hidePopover,
  embed,
  importProse: () => importPart(() => import("__PROSE_FILE__")),
};

/** Brings the article's own terms in line with the page, if it has any. The first copy of the script that sees one does it
 * for all. Never rejects: what fails is reported to the page, and the terms stay the plain words they are. */
export async function attend(within = document) {
  if (!registry.article && !within.querySelector(WANTS_TERMS)) return;
  const report = (error) => emitError(document, error);
  registry.article ??= importPart(() => import("__ARTICLE_FILE__"))
    .then((part) => part.initArticleTerms(shell))
    .catch(report);
  await (await registry.article)?.(within).catch(report);
}
