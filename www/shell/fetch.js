// Requests: the engine, the story that `src` names, and the parts of the script, each within a time limit.

import { Failure } from "./errors.js";

/** How long a file may take, in milliseconds: 150 KB at 40 kbit/s. */
const LIMIT = 30_000;
/** The most bytes of a file, as many as the files of a story have together (docs/story-format.md): a server must not take
 * the reader's memory. */
const MOST_BYTES = 64 * 2 ** 20;

/** Lets the page run its waiting tasks. */
export const yieldToMain = () => new Promise((done) => setTimeout(done));

const tooLate = (url) => new Failure("timeout", `${url} has not come within ${LIMIT / 1000} seconds`);

/** The bytes of an answer's body, as they come: its length may not be stated, and is that of the compressed file.
 * @param {Response} response @param {URL} url */
async function readBytes({ body, headers }, url) {
  const reader = body?.getReader();
  /** @type {Uint8Array[]} */
  const chunks = [];
  let size = 0;
  for (let next = Number(headers.get("content-length")); ; ) {
    if (size + next > MOST_BYTES) throw new Failure("data", `${url} has more than 64 MiB`, "Publish a smaller file there.");
    const { value } = (await reader?.read()) ?? {};
    if (!value) break;
    chunks.push(value);
    size += value.length;
    next = 0;
  }
  const bytes = new Uint8Array(size);
  chunks.reduce((at, chunk) => (bytes.set(chunk, at), at + chunk.length), 0);
  return bytes.buffer;
}

/**
 * Fetches a file's bytes. Failures are distinguished as far as the platform lets a page see.
 * @param {URL} url
 * @param {string} [integrity] The hash that the bytes must have.
 * @param {AbortSignal} [signal] Ends the request; it then rejects with the signal's reason.
 * @param {RequestRedirect} [redirect] What to do where the server answers with another address.
 * @returns {Promise<ArrayBuffer>}
 */
export async function fetchBytes(url, integrity, signal, redirect) {
  let isRefused = false;
  let isAnswered = false;
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(tooLate(url)), LIMIT);
  signal?.addEventListener("abort", () => limit.abort(signal.reason), { signal: limit.signal });
  const onViolation = ({ disposition, effectiveDirective, blockedURI }) => {
    // Other requests of the page may be refused meanwhile, and policies that only report refuse nothing.
    isRefused ||= disposition === "enforce" && effectiveDirective === "connect-src" && url.href.startsWith(blockedURI);
  };
  /** @param {string} [integrity] @param {RequestCache} [cache] */
  const request = async (integrity, cache) => {
    /** @type {RequestInit} */
    const init = { integrity, cache, redirect, signal: limit.signal };
    // A request reads inherited options as well: a polluted `Object.prototype` may hold a `method`.
    const response = await fetch(url, Object.setPrototypeOf(init, null));
    isAnswered = true;
    if (!response.ok) throw new Failure("http", `${url} answered ${response.status}`);
    if (/html/.test(response.headers.get("content-type") ?? "")) throw new Failure("mime", `${url} is a web page`);
    return readBytes(response, url);
  };
  document.addEventListener("securitypolicyviolation", onViolation);
  try {
    signal?.throwIfAborted();
    return await request(integrity);
  } catch (error) {
    limit.signal.throwIfAborted();
    if (error instanceof Failure) throw error;
    // Violations are reported in a task of their own.
    await yieldToMain();
    if (isRefused) throw new Failure("csp-connect", error.message);
    // Where a hash is demanded, even a "not found" is reported as a failed request; only a second request without it distinguishes them.
    const again = integrity && navigator.onLine && (await request().catch((error) => error));
    if (again instanceof Failure) throw again;
    if (again instanceof ArrayBuffer) {
      // A cache may hold another file under this name: once more, past it.
      return await request(integrity, "reload").catch(() => {
        throw new Failure("integrity", `${url} is not the file this script was built with`);
      });
    }
    // A server that has answered allows the request: the connection broke off.
    if (isAnswered || !navigator.onLine) throw new Failure("offline", error.message);
    throw new Failure(url.protocol === "file:" ? "unsupported" : "cors", error.message);
  } finally {
    clearTimeout(timer);
    // What is too large is not waited for; the end of a whole request changes nothing.
    limit.abort();
    document.removeEventListener("securitypolicyviolation", onViolation);
  }
}

/**
 * Imports a part of the script within the time limit. Of a failed import the platform reveals the message only.
 * @template T
 * @param {() => Promise<T>} load Imports it by its literal name, which bundlers look for.
 * @returns {Promise<T>}
 */
export async function importPart(load) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<never>} */
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(tooLate("a part of the script")), LIMIT);
  });
  try {
    return await Promise.race([load(), limit]);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(navigator.onLine ? "http" : "offline", error.message);
  } finally {
    clearTimeout(timer);
  }
}
