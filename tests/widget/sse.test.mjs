// The stream of events, however the network cuts it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { events } from "../../channels/web/widget/sse.mjs";

const TEXT = 'retry: 2000\n\nid: 18\nevent: own\ndata: {"text": "سلام"}\n\n: still here\n\nid: 19\ndata: {"text":\ndata:  "ⴰⵣⵓⵍ"}\n\ndata: not json\n\nevent: state\ndata: {"state": "idle"}\n\nid: 20\ndata: {"cut": tr';
const WANTED = [
  { event: "own", id: "18", data: { text: "سلام" } },
  { event: "message", id: "19", data: { text: "ⴰⵣⵓⵍ" } },
  { event: "state", id: null, data: { state: "idle" } },
];

async function read(text, size) {
  const bytes = new TextEncoder().encode(text);
  const chunks = [];
  for (let start = 0; start < bytes.length; start += size) chunks.push(bytes.slice(start, start + size));
  const body = new ReadableStream({ start: (controller) => { chunks.forEach((chunk) => controller.enqueue(chunk)); controller.close(); } });
  let heard = 0;
  const found = [];
  for await (const event of events(body, () => heard++)) found.push(event);
  return { found, heard, chunks: chunks.length };
}

test("events are the same whatever the pieces: letters of several bytes and empty lines are cut anywhere", async () => {
  for (const size of [1, 2, 3, 7, 64, 4096]) {
    const { found, heard, chunks } = await read(TEXT, size);
    assert.deepEqual(found, WANTED);
    assert.equal(heard, chunks);
  }
});

test("lines may end as on Windows", async () => {
  assert.deepEqual((await read(TEXT.replaceAll("\n", "\r\n"), 5)).found, WANTED);
});

test("who stops listening ends the stream", async () => {
  let cancelled = false;
  const body = new ReadableStream({ pull: (controller) => controller.enqueue(new TextEncoder().encode("data: 1\n\n")), cancel: () => { cancelled = true; } });
  for await (const event of events(body)) if (event.data === 1) break;
  assert.ok(cancelled);
});
