// Names that the build fills in, and a type that wasm-bindgen only names.

declare const __CSS__: string;

declare module "__ARTICLE_FILE__";
declare module "__PROSE_FILE__";
declare module "__FRAMED_FILE__";
declare module "__COMPILE_FILE__";

type EngineCallbacks = import("./engine-callbacks.js").EngineCallbacks;
