// What a site's own embed script does: it hides the frame until it says, with the secret, how high it is.
const SECRET = "ab12CD34ef";
window.received = [];
addEventListener("DOMContentLoaded", () => {
  const frame = document.querySelector("#frame");
  frame.style.visibility = "hidden";
  frame.addEventListener("load", () => frame.contentWindow.postMessage({ message: "ready", secret: SECRET }, "*"));
  addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow || !data || !(data.secret || data.message || data.value)) return;
    if (/[^a-zA-Z0-9]/.test(data.secret) || data.secret !== SECRET) return;
    window.received.push(data);
    if (data.message !== "height") return;
    frame.height = Math.min(1000, Math.max(200, parseInt(data.value, 10)));
    frame.style.visibility = "";
  });
});
