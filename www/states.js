// The page of states: a widget for each state, brought there as a reader or a host page would. `data-ready` on the root
// element says that all are there, `data-failed` that one is not as it should be. `?width=` and `?theme=` set the width in CSS
// pixels and the colours, `?look=` one of the themes that lie beside the script.

const root = document.documentElement;
const choices = new URLSearchParams(location.search);
root.style.setProperty("--width", `${Number(choices.get("width")) || 712}px`);
root.dataset.theme = choices.get("theme") === "dark" ? "dark" : "light";
const look = choices.get("look") ?? "";
if (/^[a-z]+$/.test(look)) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: `themes/${look}.css` }));
}

/** A story of three events that have two values each. */
const SMALL = {
  id: "small",
  lang: "en",
  title: "Three events",
  evidence: "none",
  events: [
    { date: "1969-07-20", headline: "The first people land on the Moon" },
    { date: "1970-04-13", headline: "Apollo 13 loses its oxygen" },
    { date: "1972-12-14", headline: "The last people leave the Moon" },
  ],
};

const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
/** Resolves once the widget's words, elements and height have stayed the same for 24 frames, longer than the band glides. */
async function rest(host) {
  let last;
  for (let same = 0; same < 24; same += 1) {
    await frame();
    const now = `${host.shadowRoot?.textContent}${host.shadowRoot?.querySelectorAll("*").length}${host.offsetHeight}`;
    if (now !== last) same = 0;
    last = now;
  }
}
/** Presses the nth element of a selector in a widget. */
const press = (selector, nth = 0) => (host) => host.shadowRoot.querySelectorAll(selector)[nth]?.click();
const search = (query) => (host) => host.search(query);

/** Name, attributes or properties, and the acts that lead to the state. @type {[string, Record<string, any>, ((host: any) => any)[]][]} */
const STATES = [
  ["first view", {}, []],
  ["a chapter", {}, [press("[data-act=chapter]", 3)]],
  ["all key events", {}, [press("[data-act=more]")]],
  ["an event, open", { event: "detained-5-or-6-january" }, [press(".event .body [aria-expanded=false]")]],
  ["an event in the picture", {}, [press(".mark:not(.cluster)", 4)]],
  ["filters", {}, [press("[data-act=filters]"), press(".choice input", 1)]],
  ["results", {}, [search("tokaev")]],
  ["no result", {}, [search("zzqqx")]],
  ["disputed points", { view: "accounts" }, [press(".question .row")]],
  ["who said what", { view: "voices" }, []],
  ["glossary", { view: "glossary" }, [press(".entry .row", 2)]],
  ["sources", { view: "record" }, []],
  ["a small story", { story: SMALL }, []],
  ["a story with problems", { story: { ...SMALL, events: [{ date: "yesterday", headline: "No date" }] } }, []],
];

/** Adds a section with a widget. */
async function add([name, settings, acts]) {
  const section = document.createElement("section");
  section.id = name.replaceAll(/\W+/g, "-");
  const heading = document.createElement("h2");
  heading.textContent = name;
  const host = document.createElement("back-story");
  host.setAttribute("permalinks", "off");
  host.setAttribute("loading", "eager");
  if (root.dataset.theme === "dark") host.setAttribute("theme", "dark");
  // The state with problems is meant: the console stays clean.
  host.addEventListener("backstory-error", (event) => event.preventDefault());
  const { story, ...attributes } = settings;
  const isFaulty = story?.events[0].date === "yesterday";
  for (const [attribute, value] of Object.entries(attributes)) host.setAttribute(attribute, value);
  if (isFaulty) host.append("The text that stands in the page, kept.");
  section.append(heading, host);
  document.querySelector("main")?.append(section);
  if (story) host.story = story;
  await host.ready.catch((error) => {
    if (!isFaulty) root.dataset.failed = `${name}: ${error.message}`;
  });
  await rest(host);
  for (const act of acts) {
    await act(host);
    await rest(host);
  }
}

await customElements.whenDefined("back-story");
await Promise.all(STATES.map(add));
root.dataset.ready = "";

export {};
