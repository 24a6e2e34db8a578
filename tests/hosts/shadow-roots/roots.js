// Two components of the host, each with an embed in its shadow root. The closed root is kept for the test alone.
const embed = () => {
  const element = document.createElement("back-story");
  element.setAttribute("heading-level", "2");
  element.setAttribute("loading", "eager");
  element.append(Object.assign(document.createElement("p"), { textContent: "The fallback inside a component." }));
  return element;
};
for (const [name, mode] of [["open-root", "open"], ["closed-root", "closed"]]) {
  customElements.define(name, class extends HTMLElement {
    connectedCallback() {
      const root = this.attachShadow({ mode });
      root.append(embed());
      (window.roots ??= {})[mode] = root;
    }
  });
}
