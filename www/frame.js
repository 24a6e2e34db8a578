// For pages that frame embed.html: gives each `iframe[data-backstory-frame]` the height that its content asks for, but
// only where nothing in the viewport moves. Until then the frame scrolls inside.
(() => {
  /** Heights that frames ask for. @type {Map<HTMLIFrameElement, number>} */
  const heights = new Map();

  function apply() {
    for (const [frame, height] of heights) {
      const { top, bottom } = frame.getBoundingClientRect();
      const isBelowFold = bottom >= innerHeight && top + height >= innerHeight;
      if (frame.isConnected && !isBelowFold && document.activeElement !== frame) continue;
      heights.delete(frame);
      frame.style.height = `${height}px`;
    }
  }

  addEventListener("message", ({ source, data }) => {
    if (Object(data).backstory !== 1 || data.type !== "size") return;
    const height = Object(data.detail).height;
    if (!Number.isInteger(height) || height < 1 || height > 1e6) return;
    /** @type {NodeListOf<HTMLIFrameElement>} */
    const frames = document.querySelectorAll("iframe[data-backstory-frame]");
    for (const frame of frames) {
      if (frame.contentWindow === source) heights.set(frame, height);
    }
    apply();
  });
  for (const kind of ["scroll", "resize"]) addEventListener(kind, apply, { passive: true });
})();
