// The page drives the embed by attributes and methods, and hears from it by events.
const story = document.querySelector("back-story");
const last = document.querySelector("#last");

document.querySelector("#glossary").addEventListener("click", () => {
  story.view = "glossary";
});
document.querySelector("#term").addEventListener("click", async () => {
  const isThere = await story.openTerm("massimov");
  if (!isThere) last.textContent = "No such term.";
});
story.addEventListener("backstory-term", (event) => {
  last.textContent = `Open: ${event.detail.id}`;
});
story.addEventListener("backstory-error", (event) => {
  last.textContent = event.detail.help;
});
