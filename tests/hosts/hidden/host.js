addEventListener("DOMContentLoaded", () => {
  const drawer = document.querySelector("#drawer");
  drawer.className = "closed";
  // Opened by a reader who took a while.
  setTimeout(() => {
    window.early = Boolean(document.querySelector("back-story").shadowRoot);
    drawer.className = "";
  }, 300);
});
