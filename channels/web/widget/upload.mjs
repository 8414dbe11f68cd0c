// Photos and documents: looked at before they are sent, made smaller where that saves the citizen's data.

const LONGEST_SIDE = 2000; // pixels: enough to read a page
const SMALL = 400 * 1024; // bytes: below this a picture is sent as it is; the gateway removes its metadata in any case
const REDRAWN = new Set(["image/jpeg", "image/png", "image/webp"]);

/** What is wrong with a file, as the name of a sentence, or null. */
export function fault(file, { media_types: types, media_bytes: bytes }) {
  const kind = file.type || "";
  const picture = kind.startsWith("image/") && kind !== "image/svg+xml"; // one that can be redrawn may become one of ours
  if (types && !types.includes(kind) && !picture) return "attach-type";
  if (bytes && file.size > bytes && !picture) return "attach-large";
  return file.size === 0 ? "attach-type" : null;
}

/** The file as it is to be sent: a large picture is drawn again, smaller, which also leaves its metadata behind. */
export async function prepared(file) {
  if (!file.type.startsWith("image/") || (file.size < SMALL && REDRAWN.has(file.type))) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const paper = canvas.getContext("2d");
    paper.fillStyle = "#fff";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const smaller = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
    return smaller && (smaller.size < file.size || !REDRAWN.has(file.type)) ? smaller : file;
  } catch {
    return file; // this browser cannot draw it: the gateway decides
  }
}
