// The two requests there are: the engine, and the story that `src` names.

import { Failure } from "./failure.js";

/** A file's bytes. What goes wrong is told apart as far as the platform lets a page see. */
export async function get(url, integrity) {
  let isRefused = false;
  let isAnswered = false;
  const hear = ({ disposition, effectiveDirective, blockedURI }) => {
    // Other requests of the page may be refused meanwhile, and policies that only report refuse nothing.
    isRefused ||= disposition === "enforce" && effectiveDirective === "connect-src" && url.href.startsWith(blockedURI);
  };
  const ask = async (integrity) => {
    const response = await fetch(url, { mode: "cors", credentials: "omit", integrity });
    isAnswered = true;
    if (!response.ok) throw new Failure("http", `${url} answered ${response.status}`);
    if (/html/.test(response.headers.get("content-type"))) throw new Failure("mime", `${url} is a web page`);
    return response.arrayBuffer();
  };
  document.addEventListener("securitypolicyviolation", hear);
  try {
    return await ask(integrity);
  } catch (error) {
    if (error instanceof Failure) throw error;
    // Violations are reported in a task of their own.
    await new Promise((done) => setTimeout(done));
    if (isRefused) throw new Failure("csp-connect", error.message);
    // Where a hash is demanded, even a "not found" is reported as a failed request: only asking again without it tells.
    const isWhole = integrity && navigator.onLine && (await ask().catch((again) => again));
    if (isWhole instanceof Failure) throw isWhole;
    if (isWhole instanceof ArrayBuffer) throw new Failure("integrity", `${url} is not the file this script was built with`);
    // Whoever has answered allows the request: the connection broke off.
    if (isAnswered || !navigator.onLine) throw new Failure("offline", error.message);
    throw new Failure(url.protocol === "file:" ? "unsupported" : "cors", error.message);
  } finally {
    document.removeEventListener("securitypolicyviolation", hear);
  }
}
