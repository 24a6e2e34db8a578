window.received = [];
addEventListener("message", ({ source, data }) => {
  const frame = document.querySelector("#frame");
  if (source !== frame?.contentWindow || typeof data !== "string") return;
  const found = /^pymxPYMxstory-1xPYMx(\S+)xPYMx(.*)$/.exec(data);
  if (!found) return;
  window.received.push(data);
  if (found[1] === "height") frame.style.height = `${parseFloat(found[2])}px`;
});
addEventListener("load", () => document.querySelector("#frame").contentWindow.postMessage("pymxPYMxstory-1xPYMxwidthxPYMx640", "*"));
