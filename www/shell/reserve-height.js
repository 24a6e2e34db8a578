// The height that keeps the text behind a widget below the fold when the widget is shorter than the text it replaces.

/**
 * Reserves the height from the host's top to the window's lower edge, where its text reaches over that.
 * @param {HTMLElement} host
 */
export function reserveHeight(host) {
  const { top, bottom } = host.getBoundingClientRect();
  if (bottom <= innerHeight || top > innerHeight) return;
  host.style.setProperty("min-height", `${Math.ceil(innerHeight - top)}px`);
  const controller = new AbortController();
  const { signal } = controller;
  const release = () => controller.abort();
  signal.addEventListener("abort", () => host.style.removeProperty("min-height"));
  return {
    release,
    /** Releases it where nobody sees it go, or when the reader does something and expects a change. @param {Element} widget */
    releaseUnseen(widget) {
      const onScroll = () => {
        if (widget.getBoundingClientRect().bottom >= innerHeight) release();
      };
      for (const kind of ["click", "input", "keydown"]) host.addEventListener(kind, release, { signal });
      addEventListener("resize", release, { signal, passive: true });
      addEventListener("scroll", onScroll, { signal, passive: true });
      onScroll();
    },
  };
}
