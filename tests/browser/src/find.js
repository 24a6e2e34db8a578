const find = (path) => path.split(">>>").reduce((root, step) => root && (root.shadowRoot ?? root).querySelector(step.trim()), document);
/** The element with the focus, however deep in shadow roots. */
const focused = () => { let on = document.activeElement; while (on?.shadowRoot?.activeElement) on = on.shadowRoot.activeElement; return on; };
/** Resolves once `read()` has had one value for `quiet` milliseconds and five frames: on a busy machine frames are rare. */
const settled = async (read, quiet = 200) => {
  let last, since, frames;
  do {
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const now = read();
    if (last !== now) [last, since, frames] = [now, performance.now(), 0];
    else frames += 1;
  } while (frames < 5 || performance.now() - since < quiet);
  return last;
};
/** Resolves once the widget in `host` is at rest: it is drawn for rest 150 ms after the last step of a gesture. */
const rested = async (host = find("back-story")) => {
  const root = host.shadowRoot, changes = new MutationObserver(() => (count += 1));
  let count = 0;
  changes.observe(root, { attributes: true, characterData: true, childList: true, subtree: true });
  await settled(() => `${[count, root.getAnimations().length]} ${[...root.querySelectorAll(".mark")].map((mark) => mark.getBoundingClientRect().left)}`);
  changes.disconnect();
};
