// Types of the element <back-story>. Importing the module defines it: import "backstory".

/** Ids of a story's views. */
export type BackstoryView = "timeline" | "accounts" | "voices" | "glossary" | "record";

/** What `filter()` takes: ids or names; what is left out is not filtered by. */
export interface BackstoryFilter {
  themes?: Iterable<string>;
  /** Of `reported`, `official`, `allegation`, `anonymous`, `opinion`, `inference`. */
  statuses?: Iterable<string>;
  sources?: Iterable<string>;
}

export type BackstoryErrorCode =
  | "csp-wasm"
  | "csp-connect"
  | "mime"
  | "cors"
  | "http"
  | "offline"
  | "unsupported"
  | "integrity"
  | "data"
  | "panic"
  | "version-clash";

/** What `load()` and every other method are rejected with. */
export interface BackstoryFailure extends Error {
  readonly code: BackstoryErrorCode;
}

interface Detail {
  /** The version of the details. */
  readonly v: 1;
}

/** Each bubbles, crosses shadow boundaries and has a frozen detail. */
export interface BackstoryEventMap {
  "backstory-ready": CustomEvent<Detail & { readonly version: string; readonly ms: number }>;
  "backstory-select": CustomEvent<
    Detail & { readonly id: string; readonly kind: "event" | "question" | "voice" | "term" | "source" }
  >;
  "backstory-term": CustomEvent<
    // `source` where the definition was opened in the host's own prose.
    Detail & { readonly id: string; readonly source?: "article" }
  >;
  "backstory-filter": CustomEvent<Detail & { readonly query: string; readonly count: number }>;
  "backstory-resize": CustomEvent<Detail & { readonly height: number }>;
  "backstory-error": CustomEvent<
    Detail & { readonly code: BackstoryErrorCode; readonly message: string; readonly help: string }
  >;
}

export interface BackStoryElement extends HTMLElement {
  /** The address of a packed story; empty for the one in the engine. */
  src: string;
  view: BackstoryView;
  /** The id of an entry to select. */
  event: string;
  /** The id of an entry to select. */
  term: string;
  /** ISO date: nothing before it is shown. */
  from: string;
  /** ISO date: nothing after it is shown. */
  to: string;
  /** Ids of themes with spaces between them. */
  themes: string;
  theme: "auto" | "light" | "dark";
  loading: "lazy" | "eager" | "manual";
  permalinks: "on" | "off";
  /** A CSS selector: the story's terms are linked in the prose of the elements that match it. */
  annotate: string;
  /** How many terms are linked there, as it stands in the attribute; 12 where it is empty. */
  get annotateCap(): string;
  set annotateCap(most: string | number | null);
  /** 1 to 6, as it stands in the attribute. */
  get headingLevel(): "1" | "2" | "3" | "4" | "5" | "6";
  set headingLevel(level: string | number | null);
  /** The bytes of a packed story, shown in place of the one that `src` names. */
  get story(): ArrayBuffer | Uint8Array | null;
  set story(bytes: ArrayBuffer | ArrayBufferView | null);
  readonly version: string;
  /** Settles when the first view stands or cannot; loads nothing by itself. */
  readonly ready: Promise<BackStoryElement>;

  load(): Promise<BackStoryElement>;
  select(id: string): Promise<boolean>;
  openTerm(id: string): Promise<boolean>;
  search(query: string): Promise<number>;
  filter(choices?: BackstoryFilter): Promise<number>;
  reset(): Promise<void>;

  addEventListener<K extends keyof BackstoryEventMap>(
    type: K,
    listener: (this: BackStoryElement, event: BackstoryEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

export interface BackStoryConstructor {
  new (): BackStoryElement;
  readonly version: string;
  /** Upgrades every `section[data-backstory-src]` under a root and finds its terms. The promise is kept when they are
   * buttons. */
  scan(root?: ParentNode): Promise<void>;
}

declare global {
  interface HTMLElementTagNameMap {
    "back-story": BackStoryElement;
  }
  interface GlobalEventHandlersEventMap extends BackstoryEventMap {}
}
