// For pages that frame embed.html: gives each `iframe[data-backstory-frame]` the height that its content asks for, but
// only where nothing before a reader's eyes moves. Until then the frame scrolls inside.
(() => {
  const wishes = new Map();

  function apply() {
    for (const [frame, height] of wishes) {
      const { top, bottom } = frame.getBoundingClientRect();
      const isBelowFold = bottom >= innerHeight && top + height >= innerHeight;
      if (frame.isConnected && !isBelowFold && document.activeElement !== frame) continue;
      wishes.delete(frame);
      frame.style.height = `${height}px`;
    }
  }

  addEventListener("message", ({ source, data }) => {
    if (Object(data).backstory !== 1 || data.type !== "size") return;
    const height = Object(data.detail).height;
    if (!Number.isInteger(height) || height < 1 || height > 1e6) return;
    for (const frame of document.querySelectorAll("iframe[data-backstory-frame]")) {
      if (frame.contentWindow === source) wishes.set(frame, height);
    }
    apply();
  });
  for (const kind of ["scroll", "resize"]) addEventListener(kind, apply, { passive: true });
})();
