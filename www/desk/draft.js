// The draft in this browser: kept in IndexedDB after each edit, on this machine only, and said so. It can be switched off, and
// forgotten. A browser that keeps nothing is reported.

const NAME = "backstory-desk";
const STORE = "drafts";
const KEY = "draft";
/** The editor's choice not to keep drafts. */
const OFF = "off";

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser keeps nothing"));
  });

/**
 * What a request gives once its transaction is written: until then it may still fail, and a page that is left takes it along.
 * @template T
 * @param {IDBTransaction} transaction
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
const written = (transaction, request) =>
  new Promise((resolve, reject) => {
    const failed = () => reject(transaction.error ?? new Error("the browser keeps nothing"));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = failed;
    transaction.onabort = failed;
  });

/** Milliseconds after which a browser that does not answer keeps nothing: WebKit may leave a database unopened for ever. */
const LIMIT = 5000;

/**
 * Opens the database, acts and closes it: a connection that stays open keeps the next page waiting.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 */
async function within(mode, act) {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<never>} */
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("the browser does not answer")), LIMIT);
  });
  const opened = done(request);
  // One that opens too late is of no use any more.
  opened.then((database) => timer === undefined && database.close(), () => {});
  try {
    const database = await Promise.race([opened, limit]);
    try {
      const transaction = database.transaction(STORE, mode);
      return await Promise.race([written(transaction, act(transaction.objectStore(STORE))), limit]);
    } finally {
      database.close();
    }
  } finally {
    clearTimeout(timer);
    timer = undefined;
  }
}

/** @typedef {{ work: import("./store.js").Work, at: number }} Kept */

/** The draft that was kept, if one was. @returns {Promise<Kept | undefined>} */
export const kept = () => within("readonly", (store) => store.get(KEY));

/** @param {import("./store.js").Work} work */
export const keep = (work) => within("readwrite", (store) => store.put({ work, at: Date.now() }, KEY));

export const forget = () => within("readwrite", (store) => store.delete(KEY));

/** Whether drafts are kept. @returns {Promise<boolean>} */
export const isOn = async () => !(await within("readonly", (store) => store.get(OFF)));

/** @param {boolean} isKept */
export async function turn(isKept) {
  if (isKept) await within("readwrite", (store) => store.delete(OFF));
  else {
    await within("readwrite", (store) => store.put(true, OFF));
    await forget();
  }
}
