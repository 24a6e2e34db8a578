window.received = [];
addEventListener("message", ({ source, data }) => {
  const frame = document.querySelector("#frame");
  if (source !== frame?.contentWindow || data?.type !== "setHeight" || data.id !== 7) return;
  window.received.push(data);
  frame.height = data.height;
});
