// Types of the element <back-story>. Importing the module defines it: import "backstory-embed".

/** Ids of a story's views. */
export type BackstoryView = "timeline" | "accounts" | "voices" | "glossary" | "record";

/** Options of `filter()`: ids or names. An option that is left out filters nothing. */
export interface BackstoryFilter {
  themes?: Iterable<string>;
  statuses?: Iterable<BackstoryStatus>;
  sources?: Iterable<string>;
  /** ISO date: nothing before it is shown. */
  from?: string;
  /** ISO date: nothing after it is shown. */
  to?: string;
}

/** A story as one object; docs/story-format.md and story.schema.json describe its fields. Problems of the whole, such as an id
 * that names nothing, are reported by `backstory-error` when it is shown. */
export interface BackstoryStory {
  /** The address of story.schema.json, for editors' programs. */
  $schema?: string;
  id: string;
  /** BCP 47. */
  lang: string;
  /** Its texts in other languages: see story.schema.json. */
  translations?: readonly { lang: string; [key: string]: unknown }[];
  title: string;
  standfirst: string;
  about: readonly string[];
  report: string;
  /** EDTF, as every date. */
  updated: string;
  /** A colour is a slot of the palette, 1 to 8. */
  themes?: readonly { id: string; label: string; colour?: number }[];
  lanes?: readonly { id: string; label: string; colour?: number }[];
  eras?: readonly { id: string; label: string; date: string; cites: readonly string[] }[];
  revisions?: readonly { date: string; says: string }[];
  sources?: readonly BackstorySource[];
  events: readonly BackstoryEvent[];
  terms?: readonly BackstoryTerm[];
  questions?: readonly BackstoryQuestion[];
  voices?: readonly BackstoryVoice[];
}

export type BackstoryStatus = "reported" | "official" | "allegation" | "anonymous" | "opinion" | "inference";

/** Who makes a statement. */
interface Claim {
  status: BackstoryStatus;
  /** Unless the status is `reported`. */
  claimant?: string;
  /** `source:paragraph`. */
  cites: readonly string[];
  inferred?: string;
}

export interface BackstorySource {
  id: string;
  label: string;
  document: string;
  title: string;
  kind: string;
  publisher?: string;
  author?: string;
  published?: string;
  url?: string;
  missing?: readonly ("publisher" | "author" | "date")[];
  description: string;
  paragraphs: number;
  fingerprints?: readonly string[];
  furniture?: readonly string[];
}

export interface BackstoryEvent extends Claim {
  id: string;
  /** EDTF; or `after`, or both. */
  date?: string;
  after?: string;
  headline: string;
  summary: string;
  themes: readonly string[];
  lane: string;
  importance: 1 | 2 | 3;
}

export interface BackstoryTerm extends Claim {
  id: string;
  label: string;
  kind: "person" | "organisation" | "place" | "office" | "law" | "concept" | "event";
  forms?: readonly string[];
  search?: readonly string[];
  definition: string;
  see?: readonly string[];
}

export interface BackstoryQuestion {
  id: string;
  asks: string;
  context?: string;
  events?: readonly string[];
  themes: readonly string[];
  importance: 1 | 2 | 3;
  accounts: readonly (Omit<Claim, "claimant"> & { says: string; attributed_to: string })[];
}

export interface BackstoryVoice extends Omit<Claim, "claimant"> {
  id: string;
  name: string;
  named: boolean;
  role: string;
  holds: string;
  on: readonly ("arrest" | "case" | "verdict" | "power" | "person")[];
}

export type BackstoryErrorCode =
  | "csp-wasm"
  | "csp-connect"
  | "mime"
  | "cors"
  | "http"
  | "offline"
  | "timeout"
  | "unsupported"
  | "integrity"
  | "data"
  | "panic"
  | "version-clash";

/** What `load()` and every other method are rejected with. */
export interface BackstoryFailure extends Error {
  readonly code: BackstoryErrorCode;
  /** Advice for an engineer or editor of the host. */
  readonly help: string;
}

/** Words of the interface by the keys of a story's `[words]` (docs/translating.md): a text, or texts by their parts. */
export type BackstoryWords = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

interface Detail {
  /** The version of the details. */
  readonly v: 1;
}

/** Each bubbles, crosses shadow boundaries and has a frozen detail. */
export interface BackstoryEventMap {
  "backstory-ready": CustomEvent<Detail & { readonly version: string; readonly revision: string; readonly ms: number }>;
  "backstory-select": CustomEvent<
    Detail & { readonly id: string; readonly kind: "event" | "question" | "voice" | "term" | "source" }
  >;
  // The text in the page is of another revision than the story: paste it again.
  "backstory-stale": CustomEvent<Detail & { readonly pasted: string; readonly current: string }>;
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

/** Attributes and properties as templates write them; backstory-embed/react, /vue, /svelte and /solid have the tag's types. */
export interface BackstoryAttributes
  extends Partial<
    Pick<
      BackStoryElement,
      "src" | "language" | "view" | "event" | "term" | "from" | "to" | "themes" | "theme" | "loading" | "permalinks" | "annotate" | "story"
    >
  > {
  headingLevel?: string | number;
  "heading-level"?: string | number;
  annotateCap?: string | number;
  "annotate-cap"?: string | number;
}

/** Listeners as JSX and Svelte write them: `onbackstory-ready`. */
export type BackstoryListeners = {
  [Name in keyof BackstoryEventMap as `on${Name}`]?: (event: BackstoryEventMap[Name]) => unknown;
};

export interface BackStoryElement extends HTMLElement {
  /** The address of a story, packed or in JSON; empty for the one in the engine. */
  src: string;
  /** The BCP 47 tag of one of the story's languages; empty for its own. */
  language: string;
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
  /** Number of terms that are linked there, as written in the attribute; 12 where it is empty. */
  get annotateCap(): string;
  set annotateCap(most: string | number | null);
  /** 1 to 6, as written in the attribute. */
  get headingLevel(): "1" | "2" | "3" | "4" | "5" | "6";
  set headingLevel(level: string | number | null);
  /** A story, shown in place of the one that `src` names: an object, or the bytes of a packed one or of JSON. */
  story: BackstoryStory | ArrayBuffer | ArrayBufferView | null;
  /** Words of the interface in place of the story's. */
  words: BackstoryWords | null;
  readonly version: string;
  /** Settles when the first view is shown or has failed; loads nothing by itself. */
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
