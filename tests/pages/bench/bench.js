// What every widget is measured by, run inside its page before anything else. Each page's own script tells how its
// widget is put into the page, by `bench.begin`, and how it is driven: it sets `bench.widget` to
//   root()    the element that everything is in
//   event()   an event as drawn, or nothing yet
//   zoom(way) one step in (1) or out (-1), about the middle
//   pan(way)  one step to later (1) or earlier (-1)
//   look()    what tells one view of the axis from another
//   marks()   how many marks are drawn, where that is asked
//   deep      how many steps in leave a window that can be moved to and fro, if not the usual number
// Where `zoom` and `pan` are missing, the widget has no axis to move.
window.bench = (() => {
  /** A page has come to rest after so many milliseconds without a long task. */
  const QUIET = 2000;
  /** So many frames after an act belong to it: a widget may draw in the next one, or correct itself in the one after. */
  const FRAMES = 2;
  /** Zooming so often from the whole story leaves a window in which it pays to move. */
  const DEEP = 8;
  /** So many steps go in before as many go out. */
  const TURN = 4;

  const tasks = [];
  const note = (list) => tasks.push(...list.map(({ startTime, duration }) => ({ startTime, duration })));
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: "longtask", buffered: true });

  // The heap that scripts have does not count a module's memory.
  const memories = [];
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      const exports = Object.values((made.instance ?? made).exports);
      memories.push(...exports.filter((it) => it instanceof WebAssembly.Memory));
      return made;
    };
  }

  const frame = () => new Promise(requestAnimationFrame);
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

  /** Waits until no task has been long for so many milliseconds. */
  async function rest(quiet) {
    let last = performance.now();
    do {
      await pause(50);
      note(observer.takeRecords());
      last = Math.max(last, ...tasks.map((task) => task.startTime + task.duration));
    } while (performance.now() - last < quiet);
  }

  let resolve;
  const seen = new Promise((done) => (resolve = done));
  let began;

  /** Lets the article be drawn and come to rest, then has the widget added: what it costs is counted from here to the
   * end of the frame in which an event first has a box, and on until rest. */
  async function begin(add) {
    await frame();
    await rest(300);
    began = performance.now();
    add();
    do await frame(); while (!bench.widget?.event()?.getClientRects().length);
    await frame();
    resolve(performance.now() - began);
  }

  /** Adds a stylesheet or a script to the page; a promise of its having run. */
  function load(address, kind = "text/javascript") {
    const isSheet = address.endsWith(".css");
    const element = document.createElement(isSheet ? "link" : "script");
    Object.assign(element, isSheet ? { rel: "stylesheet", href: address } : { type: kind, src: address });
    document.head.append(element);
    return new Promise((done) => element.addEventListener("load", done));
  }

  /** Milliseconds that a fixed amount of arithmetic takes here and now: the measure of a slow processor. */
  function work(rounds = 3e6) {
    const began = performance.now();
    let x = 1;
    for (let n = 0; n < rounds; n++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
    return performance.now() - began + (x & 0);
  }

  /** Waits for the first event and for rest; tells when the one was, and how long each long task took: milliseconds. */
  async function settled() {
    const first = await seen;
    await rest(QUIET);
    const since = tasks.filter((task) => task.startTime >= began);
    return { first, durations: since.map((task) => task.duration) };
  }

  /** Nodes of every kind under a root, those in shadow roots and frames included. */
  function count(root) {
    let sum = 1;
    for (const child of root.childNodes) sum += count(child);
    if (root.shadowRoot) sum += count(root.shadowRoot);
    if (root.localName === "iframe" && root.contentDocument) sum += count(root.contentDocument);
    return sum;
  }

  /** Lets the browser work out styles and places now. */
  const lay = () => bench.widget.root().getBoundingClientRect();

  /** Milliseconds of script, style and layout that an act costs: its own, and what it leaves for the next frames. */
  function cost(act) {
    return new Promise((done) => {
      let spent = 0;
      let left = FRAMES;
      let from = 0;
      // Frames' callbacks run in the order they were asked for: ours stand before and behind the widget's.
      const open = () => {
        from = performance.now();
        if (left > 1) requestAnimationFrame(open);
      };
      const close = () => {
        lay();
        spent += performance.now() - from;
        left -= 1;
        if (left) requestAnimationFrame(close);
        else done(spent);
      };
      requestAnimationFrame(open);
      const began = performance.now();
      act();
      lay();
      spent += performance.now() - began;
      requestAnimationFrame(close);
    });
  }

  /** Costs of up to `times` acts, as long as the time lasts; those that change nothing are told apart. */
  async function measure(times, limit, act) {
    const costs = [];
    let idle = 0;
    const until = performance.now() + limit;
    for (let n = 0; n < times && performance.now() < until; n++) {
      const before = bench.widget.look();
      const spent = await cost(() => act(n));
      if (bench.widget.look() === before) idle += 1;
      else costs.push(spent);
    }
    return { median: median(costs) ?? null, worst: costs.length ? Math.max(...costs) : null, steps: costs.length, idle };
  }

  return {
    widget: undefined,
    begin,
    load,
    work,
    settled,
    size: () => ({ nodes: count(bench.widget.root()), wasm: memories.reduce((sum, it) => sum + it.buffer.byteLength, 0) }),
    /** Zooms in and out again; begins no step later than `limit` milliseconds after the first. */
    zooms: (times, limit) => measure(times, limit, (n) => bench.widget.zoom(n % (2 * TURN) < TURN ? 1 : -1)),
    /** Pans to and fro, five steps each way, in a window some way into the story. */
    pans: (times, limit) => measure(times, limit, (n) => bench.widget.pan(n % 10 < 5 ? 1 : -1)),
    /** Steps of a kind, and the nodes that they add, remove or give another attribute. */
    async counted(kind, times) {
      let changes = 0;
      const add = (list) => {
        for (const it of list) changes += it.type === "attributes" ? 1 : it.addedNodes.length + it.removedNodes.length;
      };
      const watch = new MutationObserver(add);
      watch.observe(bench.widget.root().shadowRoot, { subtree: true, childList: true, attributes: true });
      const { steps, idle } = await bench[`${kind}s`](times, Infinity);
      add(watch.takeRecords());
      watch.disconnect();
      return { steps, idle, changes };
    },
    /** Goes so far into the story, or comes back again, that a window can be moved to and fro. */
    async enter(way) {
      for (let n = 0; n < (bench.widget.deep ?? DEEP); n++) {
        bench.widget.zoom(way);
        await frame();
      }
      await pause(500);
    },
    /** Goes to where most marks are drawn, not in the whole story; tells how many. */
    async crowd() {
      const marks = [0];
      for (let n = 1; n <= DEEP; n++) {
        bench.widget.zoom(1);
        await pause(300);
        marks.push(bench.widget.marks());
      }
      const most = marks.indexOf(Math.max(...marks));
      for (let n = DEEP; n > most; n--) bench.widget.zoom(-1);
      await pause(500);
      return marks[most];
    },
    can: () => Boolean(bench.widget.zoom && bench.widget.pan),
    /** The number of events that the address asks for. */
    events: Number(new URLSearchParams(location.search).get("events")),
  };
})();
