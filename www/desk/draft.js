// The draft in this browser: kept in IndexedDB after each edit, on this machine only, and said so. It can be switched off, and
// forgotten. A browser that keeps nothing is told of.

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

/** @type {Promise<IDBDatabase> | undefined} */
let opening;

function database() {
  opening ??= (async () => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    return done(request);
  })();
  return opening;
}

/** @template T @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T>} act */
async function within(mode, act) {
  const transaction = (await database()).transaction(STORE, mode);
  const result = await done(act(transaction.objectStore(STORE)));
  return result;
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
