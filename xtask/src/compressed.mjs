// A static server on 127.0.0.1 that compresses, as hosts do: node compressed.mjs FOLDER. It prints its address.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync } from "node:zlib";

const [folder] = process.argv.slice(2);
const KINDS = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
};
const packed = new Map();

const server = createServer(async ({ url }, response) => {
  const { pathname } = new URL(url, "http://127.0.0.1");
  const path = join(folder, normalize(pathname === "/" ? "/index.html" : pathname));
  try {
    if (!packed.has(path)) packed.set(path, brotliCompressSync(await readFile(path)));
    response.writeHead(200, {
      "Content-Type": KINDS[extname(path)] ?? "application/octet-stream",
      "Content-Encoding": "br",
      "Cache-Control": "public, max-age=300",
    });
    response.end(packed.get(path));
  } catch {
    response.writeHead(404).end();
  }
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
