addEventListener("DOMContentLoaded", () => {
  // Opened by a reader who took a while.
  setTimeout(() => {
    window.early = Boolean(document.querySelector("back-story").shadowRoot);
    document.querySelector("#drawer").className = "";
  }, 300);
});
