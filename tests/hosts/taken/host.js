// Somebody else's element of the same name.
customElements.define("back-story", class extends HTMLElement {});
