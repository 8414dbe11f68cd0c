// A gateway in miniature, by the contract of docs/api.md: for the tests of the modules, and to look at the widget by hand:
// node tests/widget/fake_gateway.mjs 8099
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const WIDGET = new URL("../../channels/web/widget/", import.meta.url);
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'";

export class FakeGateway {
  constructor() {
    this.events = []; // {id, event, data}
    this.streams = new Set();
    this.received = []; // messages, in order, each time they came
    this.tokens = new Set();
    this.opened = 0;
    this.requests = []; // "METHOD path"
    this.refuse = null; // (method, path) → {status, body, headers} | "cut" | null, or a promise of it
    this.lasts = []; // Last-Event-ID of each stream
    this.acknowledging = null; // what a message's acknowledgement waits for
    this.answer = (message) => [{ text: `réponse à ${message.text}`, locale: "fr", dir: "ltr", buttons: [{ title: "Le prix", payload: "/ask" }] }];
    this.page = { locale: "fr", dir: "ltr", texts: {}, locales: [], samples: [], limits: { characters: 2000, media: 5, media_bytes: 1000000, media_types: ["image/jpeg", "image/png", "image/webp", "application/pdf"] }, notice: null, closed: null };
  }

  async start(port = 0) {
    this.server = createServer((request, response) => this.#handle(request, response));
    await new Promise((resolve) => this.server.listen(port, "127.0.0.1", resolve));
    this.base = `http://127.0.0.1:${this.server.address().port}/`;
    return this;
  }

  async stop() {
    this.cut();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Ends all streams, as a restart does. */
  cut() {
    for (const stream of this.streams) stream.destroy();
    this.streams.clear();
  }

  emit(event, data, id = null) {
    const one = { id: id ?? (event === "state" || event === "end" ? null : this.events.length + 1), event, data };
    if (one.id) this.events.push({ ...one, data: { id: one.id, ...data } });
    for (const stream of this.streams) stream.write(wire(one.id ? this.events.at(-1) : one));
  }

  async #handle(request, response) {
    const url = new URL(request.url, this.base);
    this.requests.push(`${request.method} ${url.pathname}`);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const refused = await this.refuse?.(request.method, url.pathname, this);
    if (refused === "cut") return request.socket.destroy();
    if (refused) return reply(response, refused.status, refused.body ?? { error: { code: "x", message: "non" } }, refused.headers);
    if (!url.pathname.startsWith("/api/")) return this.#file(url.pathname, response);
    const path = url.pathname.slice(8);
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
    if (path === "widget") return reply(response, 200, typeof this.page === "function" ? this.page(url.searchParams.get("locale")) : this.page);
    if (path === "conversations" && request.method === "POST") {
      const opened = `t${++this.opened}`;
      this.tokens.add(opened);
      this.events = [];
      return reply(response, 201, { conversation: `c${this.opened}`, token: opened });
    }
    if (!this.tokens.has(token)) return reply(response, 401, { error: { code: "unauthorised", message: "no" } });
    if (path === "events") return this.#stream(request, response);
    if (path === "messages") return this.#message(JSON.parse(body), response);
    if (path === "media") return reply(response, 201, { id: "media-1", content_type: "image/png", size: body.length });
    if (path === "conversations" || path === "conversations/close") {
      this.tokens.delete(token);
      this.emit("end", { reason: path === "conversations" ? "erased" : "closed" });
      return reply(response, 200, { erased: true });
    }
    if (path === "feedback") return this.feedback = JSON.parse(body), reply(response, 200, { kept: true });
    return reply(response, 404, { error: { code: "not_found", message: "no" } });
  }

  async #message(message, response) {
    const repeated = this.received.some((one) => one.id === message.id);
    this.received.push(message);
    if (!repeated) this.#turn(message);
    await this.acknowledging?.();
    reply(response, 202, { id: message.id });
  }

  #turn(message) {
    this.emit("own", { client_id: message.id, text: message.text, at: "2026-12-01T04:31:07Z", ...(message.media ? { media: message.media.map((id) => ({ id, content_type: "image/png" })) } : {}) });
    this.emit("state", { state: "working", waiting: [message.id], closed: false });
    for (const answer of this.answer(message)) this.emit("message", { ...answer, reply_to: message.id });
    this.emit("state", { state: "idle", waiting: [], closed: false });
  }

  #stream(request, response) {
    response.writeHead(200, { "Content-Type": "text/event-stream; charset=utf-8" });
    response.write("retry: 2000\n\n");
    const last = Number(request.headers["last-event-id"] ?? 0);
    this.lasts.push(last);
    for (const event of this.events) if (event.id > last) response.write(wire(event));
    response.write(wire({ event: "state", data: { state: "idle", waiting: [], closed: false } }));
    this.streams.add(response);
    response.on("close", () => this.streams.delete(response));
  }

  #file(path, response) {
    const headers = { "Content-Security-Policy": POLICY };
    if (path === "/") return response.writeHead(200, { ...headers, "Content-Type": "text/html; charset=utf-8" }).end('<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>x</title><script type="module" src="/widget/chobbak.mjs"></script><body><h1>Commune</h1><chobbak-chat><a href="/plain">Formulaire</a></chobbak-chat>');
    const name = /^\/widget\/([a-z-]+\.(mjs|css))$/.exec(path);
    if (!name) return response.writeHead(404).end();
    const type = name[2] === "css" ? "text/css" : "text/javascript";
    return response.writeHead(200, { ...headers, "Content-Type": `${type}; charset=utf-8` }).end(readFileSync(fileURLToPath(new URL(name[1], WIDGET))));
  }
}

const wire = ({ id, event, data }) => `${id ? `id: ${id}\n` : ""}${event === "message" ? "" : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;
const reply = (response, status, body, headers = {}) => response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const gateway = new FakeGateway();
  if (process.argv[3]) gateway.page = (wanted) => pageOf(wanted, JSON.parse(readFileSync(process.argv[3], "utf8")));
  await gateway.start(Number(process.argv[2] ?? 0));
  console.log(gateway.base);
}

function pageOf(wanted, pages) {
  return pages[wanted.split(",").find((tag) => pages[tag])] ?? pages.fr;
}
