window.received = [];
addEventListener("message", ({ source, data }) => {
  const frame = document.querySelector("#frame");
  if (source !== frame?.contentWindow || data?.sentinel !== "amp") return;
  window.received.push(data);
  if (data.type === "embed-ready") window.isReady = true;
  if (data.type === "embed-size" && data.height >= 100) frame.style.height = `${data.height}px`;
});
