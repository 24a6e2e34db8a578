// The desk: a story made, checked, looked at and published in a browser, with nothing leaving it. Built into dist/desk.js.
//
// The store holds the story; every part listens to it and edits through it. The module (module-client.js) does what needs Rust.

import { known } from "../choices.js";
import { ArticlePanel } from "./article-panel.js";
import { Autosave } from "./autosave.js";
import { Begin } from "./begin.js";
import { Checker } from "./checker.js";
import { byId, counted, say } from "./dom.js";
import { LISTS } from "./entries.js";
import { EntryPanel } from "./entry-panel.js";
import { ImportReport } from "./import-report.js";
import { LookPanel } from "./look-panel.js";
import { Cancelled, ModuleClient } from "./module-client.js";
import { Preview } from "./preview.js";
import { Problems } from "./problems.js";
import { Publish } from "./publish.js";
import { QuestionPanel } from "./question-panel.js";
import { CHOICES, Store } from "./store.js";
import { StoryPanel } from "./story-panel.js";
import { Tabs } from "./tabs.js";

const module = new ModuleClient();
const store = new Store();
const checker = new Checker(module, store);
const begin = new Begin(store, module);
const autosave = new Autosave(store);
const publish = new Publish(store, checker, () => autosave.saved());
const preview = new Preview(store, module, (name) => publish.sheet(name));
const look = new LookPanel(store);
new ArticlePanel(store, checker);

/** The rows of a table in HTML. @param {string} html @returns {Promise<string[][] | undefined>} */
const tableOf = async (html) => (await module.call("table", html))?.words;

/** Panels of lists, made when first shown. @type {Record<string, any>} */
const panels = {};

/** @param {string} name */
function panelOf(name) {
  const host = byId(`panel-${name}`);
  if (LISTS[name] && name !== "questions") panels[name] ??= new EntryPanel(host, store, LISTS[name], tableOf);
  else if (name === "questions") panels[name] ??= new QuestionPanel(host, store);
  else if (name === "story") panels[name] ??= new StoryPanel(host, store);
  return panels[name];
}

const tabs = new Tabs(byId("tabs"), (name) => {
  panelOf(name)?.refresh();
  panelOf(name)?.mark?.(listed);
  if (name === "publish") publish.show();
  if (name === "look") look.refresh();
});

/** Problems as last listed. @type {any[]} */
let listed = [];

const problems = new Problems(store, (path) => {
  const [list] = path;
  const name = LISTS[list ?? ""] ? String(list) : "story";
  tabs.show(name);
  const panel = panelOf(name);
  if (panel instanceof EntryPanel) panel.lead(path.slice(1));
  else panel?.lead(path);
});

checker.addEventListener("report", () => {
  listed = problems.show(checker.report);
  panels[tabs.shown]?.mark?.(listed);
  preview.report(/** @type {any} */ (checker.report));
  byId("fault").textContent = "";
});
checker.addEventListener("busy", () => (byId("busy").hidden = !checker.isLong));
checker.addEventListener("fail", () => (byId("fault").textContent = checker.failure));
byId("cancel").addEventListener("click", () => checker.cancel());

store.addEventListener("open", () => {
  document.body.dataset.state = "work";
  for (const name of Object.keys(panels)) delete panels[name];
  tabs.show("events");
  preview.look();
  void publish.prepare().catch(() => {});
});

store.addEventListener("change", () => {
  panels[tabs.shown]?.refresh();
  if (tabs.shown === "look") look.refresh();
  byId("story-title").textContent = store.story.title || "Untitled";
  for (const [id, label] of [["undo", store.undoes], ["redo", store.redoes]]) {
    const made = /** @type {HTMLButtonElement} */ (byId(id ?? ""));
    made.disabled = !label;
    made.title = label ? `${id === "undo" ? "Take back" : "Do again"}: ${label}` : "";
  }
});

/** @param {"undo" | "redo"} way */
function turn(way) {
  const label = store[way]();
  if (label) say(`${way === "undo" ? "Taken back" : "Done again"}: ${label}.`);
}

byId("undo").addEventListener("click", () => turn("undo"));
byId("redo").addEventListener("click", () => turn("redo"));
addEventListener("keydown", (event) => {
  const isCommand = event.ctrlKey || event.metaKey;
  const isTyping = event.target instanceof Element && event.target.matches("input, textarea, select");
  if (!isCommand || isTyping || !store.work) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  turn(key === "y" || event.shiftKey ? "redo" : "undo");
});

/** Milliseconds after which reading is shown. */
const LONG = 1000;

/** Begins in one of the ways; a failure is shown, and what was open stays. @param {() => unknown} act */
async function beginBy(act) {
  byId("begin-error").textContent = "";
  const reading = byId("reading");
  byId("read-rows").textContent = "";
  const timer = setTimeout(() => (reading.hidden = false), LONG);
  try {
    await act();
  } catch (error) {
    if (error instanceof Cancelled) return;
    byId("begin-error").textContent = error.message;
    if (store.work) say(error.message);
  } finally {
    clearTimeout(timer);
    reading.hidden = true;
  }
}

new ImportReport(begin, beginBy);
byId("stop").addEventListener("click", () => module.cancel());
module.addEventListener("progress", () => {
  const { done, total } = module.progress;
  const of = total ? ` of ${total.toLocaleString("en")}` : "";
  byId("read-rows").textContent = `${counted(done, "row")}${of}. `;
});

const picker = /** @type {HTMLInputElement} */ (byId("file"));
picker.addEventListener("change", () => {
  const files = [...(picker.files ?? [])];
  void beginBy(() => begin.files(files));
  picker.value = "";
});
for (const id of ["open", "open-file"]) byId(id).addEventListener("click", () => picker.click());
byId("begin-template").addEventListener("click", () => void beginBy(() => begin.template()));
byId("new").addEventListener("click", () => void beginBy(() => begin.template()));
byId("to-problems").addEventListener("click", () => {
  byId("problems").scrollIntoView({ block: "nearest" });
  byId("problems-title").focus();
});
byId("to-publish").addEventListener("click", () => {
  tabs.show("publish");
  byId("panel-publish").focus();
});

/** What a paste holds, as text and as HTML. @param {ClipboardEvent} event */
const pastedBy = ({ clipboardData }) => [clipboardData?.getData("text/plain") ?? "", clipboardData?.getData("text/html") ?? ""];

const rows = /** @type {HTMLTextAreaElement} */ (byId("paste"));
rows.addEventListener("paste", (event) => {
  const [text, html] = pastedBy(event);
  // A line of words is the beginning of what is typed here.
  if (!/[\t\n]/.test(text) && !/<table/i.test(html)) return;
  event.preventDefault();
  void beginBy(() => begin.paste(text, html));
});
byId("use-rows").addEventListener("click", () => void beginBy(() => begin.paste(rows.value)));
addEventListener("paste", (event) => {
  if (store.work || event.defaultPrevented || event.target === rows) return;
  const [text, html] = pastedBy(event);
  if (text || html) void beginBy(() => begin.paste(text, html));
});
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  const files = [...(event.dataTransfer?.files ?? [])];
  if (files.length) void beginBy(() => begin.files(files));
});

/** Offers the draft of last time, once the browser has found it. */
async function offerDraft() {
  const last = await autosave.start();
  if (last && !store.work) {
    const day = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short" }).format(last.at);
    byId("last").textContent = `“${last.work.story.title || "Untitled"}”, ${day}`;
    byId("continue").addEventListener("click", () => store.open({ story: last.work.story, choices: { ...CHOICES, ...known(last.work.choices) } }));
  }
  document.body.dataset.draft = last ? "found" : "none";
}

void offerDraft();
document.body.dataset.ready = "";
