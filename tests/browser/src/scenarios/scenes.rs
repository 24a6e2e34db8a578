//! States of the embed that are worth a look, for screenshots: each a name and a script that brings the widget there. The
//! scripts know `find`, as scenarios do, besides `shadow`, `all`, `press`, `rest` and `between` of [`PREPARED`].

/// A state of the embed and how to reach it from a page just opened.
pub struct Scene {
    /// What `--scene` calls it.
    pub name: &'static str,
    /// The body of an asynchronous function.
    pub script: &'static str,
}

/// What scripts of scenes begin with. What is not there, as marks on a narrow page, is not pressed. `between` shows the time
/// from one minute to another, by the wheel with Ctrl about the place that has the same share of both windows.
pub const PREPARED: &str = "
    const host = find('back-story'), shadow = () => host.shadowRoot;
    const all = (selector) => [...shadow().querySelectorAll(selector)];
    const rest = (ms = 500) => new Promise((done) => setTimeout(done, ms));
    const press = async (selector, nth = 0) => { all(selector)[nth]?.click(); await rest(); };
    // The words name whole days, the last included, or a whole month.
    const named = (text) => {
      const isMonth = /^\\p{L}/u.test(text);
      const [first, last] = text.split(' – ').map((day) => Date.parse(`${isMonth ? 1 : ''} ${day} UTC`));
      const end = new Date(last ?? first);
      if (isMonth) end.setUTCMonth(end.getUTCMonth() + 1);
      else end.setUTCDate(end.getUTCDate() + 1);
      return [first, end.getTime()];
    };
    const between = async (from, to) => {
      const field = shadow().querySelector('.field');
      if (!field) return;
      const [start, end] = [from, to].map((day) => Date.parse(`${day}Z`));
      for (let steps = 0; steps < 20; steps += 1) {
        const [first, last] = named(shadow().querySelector('.window-words').textContent);
        const more = last - first - (end - start);
        if (more < (end - start) / 50 || more < 864e5) break;
        const { left, right, width } = field.getBoundingClientRect();
        const along = width * (start - first) / more;
        const notches = Math.min(2, Math.log((last - first) / (end - start)) / Math.log(1.6));
        field.dispatchEvent(new WheelEvent('wheel', { bubbles: true, composed: true, cancelable: true, ctrlKey: true,
          deltaY: -100 * notches, clientX: getComputedStyle(host).direction === 'rtl' ? right - along : left + along }));
        // It is drawn, and its label written, once the hand has rested.
        await rest(250);
      }
      await rest();
    };
    // All of the engine is there: then what is pressed is done at once.
    await host?.select?.('');";

pub const SCENES: &[Scene] = &[
    Scene { name: "whole", script: "" },
    Scene { name: "rise", script: "await press('[data-act=chapter]', 1);" },
    Scene { name: "power", script: "await press('[data-act=chapter]', 2);" },
    Scene { name: "january", script: "await press('[data-act=chapter]', 3);" },
    Scene { name: "case", script: "await press('[data-act=chapter]', 4);" },
    Scene { name: "all", script: "await press('[data-act=all]');" },
    Scene { name: "decade", script: "await between('2012-06-01T00:00', '2023-01-01T00:00');" },
    Scene { name: "year", script: "await between('2021-09-15T00:00', '2022-09-15T00:00');" },
    Scene { name: "month", script: "await between('2021-12-30T00:00', '2022-01-30T00:00');" },
    Scene { name: "day", script: "await between('2022-01-04T18:00', '2022-01-06T06:00');" },
    Scene { name: "event", script: "await press('.mark:not(.cluster)', 3);" },
    Scene { name: "steps", script: "for (let n = 0; n < 3; n += 1) await press('[data-act=step][data-n=\"1\"]');" },
    Scene { name: "cluster", script: "await press('.cluster');" },
    Scene { name: "filters", script: "await press('[data-act=filters]'); await press('.choice input');" },
    Scene { name: "row", script: "await press('.event .row', 2);" },
    Scene { name: "card", script: "await press('.standfirst .term');" },
    Scene {
        name: "search",
        script: "const query = shadow().getElementById('query'); query.value = 'tokaev';
                 query.dispatchEvent(new Event('input', { bubbles: true, composed: true })); await rest();",
    },
    Scene {
        name: "nothing",
        script: "const query = shadow().getElementById('query'); query.value = 'zzqqx';
                 query.dispatchEvent(new Event('input', { bubbles: true, composed: true })); await rest();",
    },
    Scene { name: "questions", script: "await press('[data-act=view][data-n=\"1\"]'); await press('.question .row');" },
    Scene { name: "voices", script: "await press('[data-act=view][data-n=\"2\"]');" },
    Scene { name: "glossary", script: "await press('[data-act=view][data-n=\"3\"]'); await press('.entry .row', 3);" },
    Scene { name: "record", script: "await press('[data-act=view][data-n=\"4\"]');" },
    Scene { name: "focus", script: "shadow().querySelector('.mark[tabindex=\"0\"]')?.focus(); await rest();" },
];
