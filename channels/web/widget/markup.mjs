// The small markup of an answer, as data: a title, paragraphs, lists, labels in bold, links with a safe scheme.
// It follows channels/markup.py, which does the same for the other channels.

const LINK = /https?:\/\/[^\s<>"'\u2066-\u2069]+/g;
const ENDS_A_SENTENCE = /[.!?؟…:;،,][»”")\u2069]*$/u;
const LABEL = /^([^:.!?؟،,•…]{1,60}?)(\s?:)(?=\s|$)/u;
const ISOLATES = /[\u2066-\u2069\u200e\u200f]/g;
const BULLET = "•";
const SAFE = new Set(["https:", "http:"]);

/** Without the invisible marks around inserted values. */
export const plain = (text) => String(text ?? "").replace(ISOLATES, "");

/** An address with a safe scheme in its full form, else null. `base` makes a relative one whole. */
export function safeUrl(address, base) {
  try {
    const url = new URL(String(address), base);
    return SAFE.has(url.protocol) && !url.username && !url.password ? url.href : null;
  } catch {
    return null;
  }
}

/** The address of a file of the gateway's, which is below `base` or nothing. */
export function fileUrl(path, base) {
  const url = safeUrl(`.${path}`, base);
  return url?.startsWith(base) ? url : null;
}

/** The text as blocks: `{title | text: parts}` or `{list: [parts]}`; a part is a string, `{href, text}` or `{strong}`.
 *  A `card` (what comes with files: an appointment) has a title and labels whatever its first line looks like. */
export function blocks(text, card = false) {
  const found = [];
  const lines = String(text ?? "").split("\n").map((line) => line.trim());
  const titled = lines.length > 1 && (card || isTitle(lines[0]));
  lines.forEach((line, place) => {
    const last = found.at(-1);
    if (place === 0 && titled) found.push({ title: parts(line) });
    else if (line.startsWith(BULLET)) {
      const item = parts(line.slice(1).trim());
      if (last?.list) last.list.push(item);
      else found.push({ list: [item] });
    } else if (line) found.push({ text: labelled(line, titled || lines[place + 1]?.startsWith(BULLET)), gap: place > 0 && !lines[place - 1] });
  });
  return found;
}

function isTitle(line) {
  return line.length > 0 && line.length <= 120 && !line.startsWith(BULLET) && !ENDS_A_SENTENCE.test(line) && !line.match(LINK);
}

function labelled(line, wanted) {
  const label = wanted && LABEL.exec(line);
  const torn = (open, close) => label[1].split(open).length !== label[1].split(close).length;
  if (!label || !/\p{L}/u.test(label[1]) || torn("\u2068", "\u2069") || torn("(", ")")) return parts(line);
  return [{ strong: label[1] + label[2] }, ...parts(line.slice(label[0].length))];
}

function parts(line) {
  const found = [];
  let end = 0;
  for (const { 0: match, index } of line.matchAll(LINK)) {
    const text = match.replace(/[.,;:!?)\]»،؛؟]+$/u, "");
    const href = safeUrl(text);
    if (!href) continue;
    if (index > end) found.push(line.slice(end, index));
    found.push({ href, text });
    end = index + text.length;
  }
  if (end < line.length) found.push(line.slice(end));
  return found;
}
