const find = (path) => path.split(">>>").reduce((root, step) => root && (root.shadowRoot ?? root).querySelector(step.trim()), document);
const focused = () => { let on = document.activeElement; while (on?.shadowRoot?.activeElement) on = on.shadowRoot.activeElement; return on; };
