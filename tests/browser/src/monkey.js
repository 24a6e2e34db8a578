/**
 * A reader and a host page that act at random: the same acts for the same seed, as far as the page answers in the same time.
 * Elements are chosen from what is on show, not by names: any view will do. The page's own API is called by its frozen names.
 * `run(count)` resolves with what went wrong, if anything did; `counts` and `last` hold the acts so far.
 */
const makeMonkey = (seed) => {
  let state = seed >>> 0;
  // Mulberry32.
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end) => Math.floor(random() * end);
  const pick = (list) => list[below(list.length)];

  const host = find("back-story");
  const home = host.parentElement;
  // The story has one language: any other is an error that the page hears of.
  const attributes = customElements.get("back-story").observedAttributes.filter((name) => name !== "language");
  const ids = [...document.querySelectorAll("[id^=backstory-]")].map((it) => it.id.replace("backstory-", ""));
  const VALUES = {
    // Others than these are errors of the page, which must be told.
    annotate: ["article", "article p", "h2"],
    src: [],
  };
  const ANY = ["", "timeline", "accounts", "voices", "glossary", "record", "dark", "light", "1", "3", "6", "off", "on", "eager",
    "manual", "2022", "2022-01-05", "1990-02", "-0044", "no such value", "\u0000<b>&"];
  const WORDS = ["a", "J", "5 January", "verdict", "Токаев", "\u0301", "<b>", "  ", "2022", "zzzz", "the of", "🏛", "x".repeat(300)];
  const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown", "+", "-", "0", "Escape", "Enter",
    " ", "a", "F5"];

  const failures = [];
  const last = [];
  const counts = {};
  addEventListener("backstory-error", ({ detail }) => failures.push(`backstory-error ${detail.code}: ${detail.message}`), true);
  // Neither links nor forms may leave the page.
  addEventListener("click", (event) => {
    const link = event.composedPath().find((it) => it instanceof HTMLAnchorElement && it.href);
    if (link && link.href.split("#")[0] !== location.href.split("#")[0]) event.preventDefault();
  });
  // The browser knows no pointer of these events.
  Element.prototype.setPointerCapture = Element.prototype.releasePointerCapture = () => {};
  let isStill = false;
  const match = matchMedia.bind(window);
  window.matchMedia = (query) => (/prefers-reduced-motion/.test(query) ? { ...match(query), matches: isStill === /reduce\)/.test(query) } : match(query));

  const frame = () => new Promise((done) => {
    const limit = setTimeout(done, 200);
    requestAnimationFrame(() => (clearTimeout(limit), done()));
  });
  const task = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  });
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";
  /** An element of the widget, most often one that can be used; or a term of the article. */
  function target() {
    if (below(25) === 0) {
      const terms = document.querySelectorAll("[data-backstory-term]");
      if (terms.length) return pick(terms);
    }
    const root = host.shadowRoot ?? host;
    const all = root.querySelectorAll(below(5) ? FOCUSABLE : "*");
    for (let tries = 0; all.length && tries < 8; tries += 1) {
      const found = pick(all);
      if (found.checkVisibility()) return found;
    }
    return host;
  }
  const named = (it) => [it.localName, it.id && `#${it.id}`, ...it.classList].join(".") + JSON.stringify({ ...it.dataset });

  const at = (it) => {
    const { left, top, width, height } = it.getBoundingClientRect();
    return { clientX: left + random() * width, clientY: top + random() * height };
  };
  const send = (it, Type, kind, init) =>
    it.dispatchEvent(new Type(kind, { bubbles: true, composed: true, cancelable: true, ...init }));
  const pointer = (it, kind, init) => send(it, PointerEvent, `pointer${kind}`, { pointerId: 41, isPrimary: true, pointerType: "mouse", ...init });
  /** What a press on an element does, without its pointer. */
  function activate(it) {
    if (it.matches("select")) {
      it.selectedIndex = below(it.options.length);
      for (const kind of ["input", "change"]) send(it, Event, kind, {});
    } else if (it.matches("input[type=range]")) {
      it.value = String(Number(it.min || 0) + random() * (Number(it.max || 100) - Number(it.min || 0)));
      for (const kind of ["input", "change"]) send(it, Event, kind, {});
    } else if (it.matches("input:not([type=checkbox], [type=radio], [type=button]), textarea")) write(it);
    else (it.click ?? (() => send(it, MouseEvent, "click", { detail: 1 }))).call(it);
  }
  function write(it) {
    it.focus({ preventScroll: true });
    it.value = below(4) ? it.value.slice(0, 40) + pick(WORDS) : "";
    send(it, InputEvent, "input", { inputType: "insertText" });
  }
  function drag(it, pointerType, end) {
    const { clientX, clientY } = at(it);
    const init = { pointerType, clientX, clientY, button: 0, buttons: 1 };
    pointer(it, "down", init);
    for (let step = 1 + below(6); step; step -= 1) {
      init.clientX += (random() - 0.5) * 160;
      init.clientY += (random() - 0.5) * 30;
      pointer(it, "move", init);
    }
    if (end) pointer(it, end, { ...init, buttons: 0 });
  }
  /** Calls a method, whose promise nobody waits for. */
  const call = (name, ...given) => {
    host[name](...given).catch((error) => failures.push(`${name}(${given}) rejected: ${error?.message ?? error}`));
    return `${name}(${JSON.stringify(given)})`;
  };
  const id = () => (below(8) ? pick(ids.length ? ids : [""]) : pick(ANY));

  const ACTS = {
    click() {
      const it = target();
      const init = { ...at(it), button: 0, buttons: 1 };
      pointer(it, "down", init);
      if (!below(6)) it.focus?.({ preventScroll: true });
      pointer(it, "up", { ...init, buttons: 0 });
      if (it.isConnected) activate(it);
      return named(it);
    },
    hover() {
      const it = target();
      for (const kind of ["over", "move", "out"]) pointer(it, kind, at(it));
      for (const kind of ["mouseover", "mouseout"]) send(it, MouseEvent, kind, at(it));
      return named(it);
    },
    drag() {
      const it = target();
      const end = pick(["up", "up", "cancel", ""]);
      drag(it, "mouse", end);
      return `${named(it)} ${end}`;
    },
    touch() {
      const it = target();
      drag(it, "touch", pick(["up", "cancel"]));
      return named(it);
    },
    pinch() {
      const it = target();
      const fingers = [51, 52].map((pointerId, n) => ({ pointerId, isPrimary: !n, pointerType: "touch", buttons: 1, ...at(it) }));
      for (const finger of fingers) pointer(it, "down", finger);
      for (let step = below(6); step; step -= 1) {
        const finger = pick(fingers);
        finger.clientX += (random() - 0.5) * 120;
        pointer(it, "move", finger);
      }
      for (const finger of fingers) if (below(5)) pointer(it, "up", { ...finger, buttons: 0 });
      return named(it);
    },
    doubleClick() {
      const it = target();
      send(it, MouseEvent, "dblclick", at(it));
      return named(it);
    },
    contextMenu() {
      const it = target();
      send(it, MouseEvent, "contextmenu", at(it));
      return named(it);
    },
    wheel() {
      const it = target();
      const init = { ...at(it), ctrlKey: below(3) > 0, deltaY: (random() - 0.5) * 600, deltaX: (random() - 0.5) * 200, deltaMode: below(2) };
      send(it, WheelEvent, "wheel", init);
      return named(it);
    },
    key() {
      const it = below(3) ? focused() : target();
      if (it !== focused()) it.focus?.({ preventScroll: true });
      const key = pick(KEYS);
      const init = { key, ctrlKey: !below(9), shiftKey: !below(9), altKey: !below(12), metaKey: !below(12) };
      const on = focused() ?? document.body;
      const isKept = send(on, KeyboardEvent, "keydown", init);
      if (isKept && (key === "Enter" || key === " ") && on.matches("button, a[href], summary, [role=button]")) on.click();
      send(on, KeyboardEvent, "keyup", init);
      return `${key} on ${named(on)}`;
    },
    type() {
      const field = host.shadowRoot?.querySelector("input[type=search], input[type=text], input:not([type])");
      if (!field) return "no field";
      write(field);
      return field.value;
    },
    focus() {
      const it = target();
      it.focus?.({ preventScroll: true });
      if (!below(4)) focused()?.blur();
      return named(it);
    },
    call() {
      return pick([
        () => call("select", id()),
        () => call("openTerm", id()),
        () => call("search", pick(WORDS)),
        () => call("search", ""),
        () => call("filter", { themes: [pick(ANY)], from: pick(ANY), to: pick(ANY) }),
        () => call("filter", { statuses: [pick(["reported", "official", "allegation", "no such status"])] }),
        () => call("filter"),
        () => call("reset"),
        () => call("load"),
      ])();
    },
    attribute() {
      const name = pick(attributes);
      const values = VALUES[name] ?? (/^(event|term)$/.test(name) ? [id()] : ANY);
      const value = pick(values);
      if (value === undefined || !below(3)) host.removeAttribute(name);
      else host.setAttribute(name, value);
      return `${name}=${value}`;
    },
    address() {
      // Browsers refuse more than a hundred changes of the address in ten seconds.
      if (below(4)) return "no";
      const to = `#backstory=${encodeURIComponent(id())}`;
      dispatchEvent(new HashChangeEvent("hashchange", { newURL: to }));
      return to;
    },
    async move() {
      const how = pick(["end", "start", "away", "hidden", "quick"]);
      if (how === "end") home.append(host);
      else if (how === "start") home.prepend(host);
      else if (how === "hidden") {
        host.hidden = true;
        await pick([task, frame])();
        host.hidden = false;
      } else {
        host.remove();
        if (how === "away") await pick([task, frame])();
        home.append(host);
      }
      return how;
    },
    width() {
      const width = pick(["", "240px", "320px", "360px", "512px", "640px", "900px"]);
      home.style.width = width;
      return width;
    },
    scroll() {
      scrollTo({ top: random() * document.documentElement.scrollHeight, behavior: "instant" });
      return String(Math.round(scrollY));
    },
    print() {
      dispatchEvent(new Event("beforeprint"));
      if (below(3)) dispatchEvent(new Event("afterprint"));
      return "";
    },
    motion() {
      isStill = !isStill;
      return isStill ? "reduced" : "full";
    },
  };
  const WEIGHTS = { click: 30, hover: 5, drag: 8, touch: 6, pinch: 4, doubleClick: 3, contextMenu: 1, wheel: 8, key: 14, type: 6, focus: 5, call: 10,
    attribute: 8, address: 2, move: 3, width: 3, scroll: 3, print: 1, motion: 1 };
  const ACT_NAMES = Object.entries(WEIGHTS).flatMap(([name, weight]) => Array(weight).fill(name));

  /** What the widget shows, in words; nothing where it is gone. */
  const shown = () => (host.isConnected && host.shadowRoot?.querySelector(".root")?.textContent) || "";
  // The least is a search that finds nothing: title, standfirst, tabs and the sentence that says so.
  const isWhole = () => shown().length > 200;
  async function check() {
    for (let tries = 0; !isWhole() && tries < 50; tries += 1) await pause(100);
    if (!isWhole()) failures.push(`the widget is lost; it shows "${shown()}", its host ${host.outerHTML.slice(0, 200)}`);
    for (const { kind, text } of window.__harness.take()) failures.push(`${kind}: ${text}`);
  }

  return {
    counts,
    last,
    /** Acts so many times; resolves with what went wrong. */
    async run(count) {
      for (let n = 1; n <= count && !failures.length; n += 1) {
        const name = pick(ACT_NAMES);
        let what;
        try {
          what = await ACTS[name]();
        } catch (error) {
          failures.push(`${name} threw ${error}`);
        }
        counts[name] = (counts[name] ?? 0) + 1;
        last.push(`${name} ${what}`);
        if (last.length > 40) last.shift();
        const waits = random();
        if (waits > 0.999) await pause(400);
        else if (waits > 0.993) await pause(60);
        else if (waits > 0.955) await frame();
        else if (waits > 0.75) await task();
        if (n % 100 === 0) await check();
      }
      await check();
      return failures;
    },
    /** Takes everything back; says whether the widget still answers. */
    async calm() {
      for (const name of attributes) host.removeAttribute(name);
      home.style.width = "";
      dispatchEvent(new Event("afterprint"));
      await host.load();
      await host.reset();
      host.setAttribute("view", "glossary");
      await rested();
      const isGlossary = host.shadowRoot.textContent;
      host.removeAttribute("view");
      await rested();
      return isWhole() && isGlossary !== host.shadowRoot.textContent;
    },
  };
};
