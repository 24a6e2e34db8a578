// Words that hold no term, but names that are almost one: the rules are asked for each.
window.almost = "The committee of a town that nobody names here said nothing of the water in the Non-Massimov mill, "
  + "nor did Vice-Tokayev of it. He had been told twice that nothing of the kind was to be said. ";
// Counts how often a script lets the page have its turn, and how long it kept it.
window.turns = 0;
window.longest = 0;
window.busy = 0;
let began = performance.now();
/** Ends a slice. */
window.pass = () => {
  const took = performance.now() - began;
  window.turns += 1;
  window.busy += took;
  window.longest = Math.max(window.longest, took);
};
const turn = (wait) => {
  window.pass();
  return wait().then(() => {
    began = performance.now();
  });
};
window.restart = () => {
  window.turns = window.longest = window.busy = 0;
  began = performance.now();
};
const later = window.setTimeout;
const own = window.scheduler?.yield?.bind(window.scheduler) ?? (() => new Promise((done) => later(done)));
window.scheduler ??= {};
window.scheduler.yield = () => turn(own);
