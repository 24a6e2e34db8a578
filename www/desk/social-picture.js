// The social picture: the module draws it as SVG, and the browser makes pixels of it.

/** Pixels by which a picture is told from noise: browsers that hide what a canvas holds give noise, or one colour. */
const PROBES = 64;

/** Milliseconds after which a picture that does not load is given up. */
const LIMIT = 10_000;

/** @param {string} svg @returns {Promise<HTMLImageElement>} */
async function loaded(svg) {
  const image = new Image();
  const done = new Promise((resolve, reject) => {
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error("the browser cannot show the drawing"));
    setTimeout(() => reject(new Error("the browser does not show the drawing")), LIMIT);
  });
  // The policy lets in data, and nothing of another origin.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  return done;
}

/** Whether a canvas gives back what was drawn: white at its edge, and not white everywhere. @param {CanvasRenderingContext2D} context */
function isTrue(context) {
  const { width, height } = context.canvas;
  const edge = context.getImageData(0, 0, width, 1).data;
  const middle = context.getImageData(0, 0, width, height).data;
  const isWhite = (data, at) => data[at] === 255 && data[at + 1] === 255 && data[at + 2] === 255;
  for (let probe = 0; probe < PROBES; probe += 1) {
    if (!isWhite(edge, 4 * Math.floor((probe * width) / PROBES))) return false;
  }
  for (let at = 0; at < middle.length; at += 4) if (!isWhite(middle, at)) return true;
  return false;
}

/**
 * The picture as PNG, of the drawing's own size.
 * @param {string} svg
 * @returns {Promise<Uint8Array>} Rejected in words where the browser refuses.
 */
export async function pixels(svg) {
  const image = await loaded(svg);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context || !canvas.width) throw new Error("the browser gives no canvas");
  context.drawImage(image, 0, 0);
  if (!isTrue(context)) throw new Error("the browser gives noise for what a canvas holds");
  /** @type {Blob | null} */
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("the browser makes no PNG");
  return new Uint8Array(await blob.arrayBuffer());
}
