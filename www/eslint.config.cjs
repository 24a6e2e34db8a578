// Lints of the scripts in www/, run with the types of tsconfig.json by `cargo xtask test`. The packages are those of
// xtask/npm/lint; NODE_PATH names their folder, for a checkout holds no node_modules.

const tseslint = require("typescript-eslint");

/** Members of the DOM that the scripts must not use, and why. */
const MEMBERS = [
  [/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|write|writeln)$/, "Data never becomes markup."],
  [/^currentScript$/, "An element of that name replaces it: read the accessor of Document.prototype."],
].map(([names, message]) => ({ selector: `MemberExpression[property.name=${names}]`, message }));

/** With or without `window` before them. */
const STORAGE = {
  selector: "Identifier[name=/^(localStorage|sessionStorage|indexedDB|caches|cookie|cookieStore)$/]",
  message: "Nothing is stored on readers' pages.",
};

const config = {
  files: ["shell/**/*.js", "desk/**/*.js", "*.js"],
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: { project: "./tsconfig.json", tsconfigRootDir: __dirname },
  },
  plugins: { "@typescript-eslint": tseslint.plugin },
  linterOptions: { reportUnusedDisableDirectives: "error" },
  rules: {
    "@typescript-eslint/await-thenable": "error",
    "@typescript-eslint/no-floating-promises": "error",
    "@typescript-eslint/no-misused-promises": "error",
    "@typescript-eslint/no-unused-vars": "error",
    eqeqeq: "error",
    "no-eval": "error",
    "no-restricted-syntax": ["error", ...MEMBERS, STORAGE],
    "no-var": "error",
    "prefer-const": "error",
  },
};

module.exports = tseslint.config(config, {
  // The desk keeps an editor's draft.
  files: ["desk/draft.js"],
  rules: { "no-restricted-syntax": ["error", ...MEMBERS] },
});
