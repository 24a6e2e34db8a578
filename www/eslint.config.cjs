// Lints of the scripts in www/, run with the types of tsconfig.json by `cargo xtask test`. The packages are those of
// xtask/npm/lint; NODE_PATH names their folder, for a checkout holds no node_modules.

const tseslint = require("typescript-eslint");

/** Members of the DOM that the scripts must not use, and why. */
const FORBIDDEN = [
  [/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|write|writeln)$/, "Data never becomes markup."],
  [/^(localStorage|sessionStorage|indexedDB|cookie)$/, "Nothing is stored on readers' pages."],
  [/^currentScript$/, "An element of that name replaces it: read the accessor of Document.prototype."],
];

module.exports = tseslint.config({
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
    "no-restricted-syntax": [
      "error",
      ...FORBIDDEN.map(([names, message]) => ({ selector: `MemberExpression[property.name=${names}]`, message })),
    ],
    "no-var": "error",
    "prefer-const": "error",
  },
});
