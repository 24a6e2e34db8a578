window.received = [];
addEventListener("message", ({ source, data }) => {
  const heights = data && data["datawrapper-height"];
  if (heights === undefined) return;
  window.received.push(data);
  for (const frame of document.querySelectorAll("iframe")) {
    for (const id in heights) if (frame.contentWindow === source) frame.style.height = `${heights[id]}px`;
  }
});
