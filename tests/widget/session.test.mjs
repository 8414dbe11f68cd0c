// A conversation over real HTTP with a gateway in miniature: nothing is lost, nothing is doubled, whatever fails.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { Api } from "../../channels/web/widget/net.mjs";
import { Session, browser } from "../../channels/web/widget/session.mjs";
import { Store } from "../../channels/web/widget/store.mjs";
import { FakeGateway } from "./fake_gateway.mjs";
import { Area } from "./area.mjs";
import { Locks } from "./locks.mjs";

let gateway, running;

beforeEach(async () => {
  gateway = await new FakeGateway().start();
  running = [];
});
afterEach(async () => {
  running.forEach((session) => session.stop());
  await gateway.stop();
});

/** A tab: a session of its own over the storage and the locks of the browser. */
function tab(area = new Area(), locks = undefined) {
  const store = new Store(gateway.base, area);
  const env = { ...browser, locks, pause: (milliseconds, signal) => browser.pause(Math.min(milliseconds, 30), signal) };
  const session = new Session(new Api(gateway.base), store, "fr", env);
  session.problems = [];
  session.addEventListener("problem", ({ detail }) => session.problems.push(detail));
  running.push(session);
  session.start();
  return session;
}

async function until(condition, what = "this") {
  for (let tries = 0; tries < 300; tries++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.fail(`${what} did not happen`);
}

const shown = (session) => session.store.items().map((item) => `${item.mine ? ">" : "<"} ${item.text}${item.mine ? ` ${item.state}` : ""}`);

test("a message opens a conversation, is sent and answered", async () => {
  const session = tab();
  assert.equal(gateway.requests.length, 0); // who says nothing costs nothing
  session.say("salam");
  await until(() => shown(session).length === 2);
  assert.deepEqual(shown(session), ["> salam sent", "< réponse à salam"]);
  assert.equal(gateway.opened, 1);
});

test("messages go out in order, and a button with what it means", async () => {
  const session = tab();
  session.say("un");
  session.say("deux", { payload: "/menu" });
  await until(() => gateway.received.length === 2);
  assert.deepEqual(gateway.received.map(({ text, payload }) => [text, payload]), [["un", undefined], ["deux", "/menu"]]);
});

test("what is said without a line waits, and goes out once it is back: once", async () => {
  let cut = true;
  gateway.refuse = () => cut && "cut";
  const session = tab();
  session.say("salam");
  await until(() => session.problems.includes("offline"));
  assert.deepEqual(shown(session), ["> salam waiting"]);
  cut = false;
  await until(() => shown(session).length === 2);
  assert.equal(gateway.received.length, 1);
  assert.equal(session.problems.at(-1), "");
});

test("a message whose acknowledgement is lost is sent again under the same id, and shown once", async () => {
  let lost = 0;
  gateway.refuse = (method, path) => {
    if (path !== "/api/v1/messages" || lost++ > 0) return null;
    gateway.received.push({ id: "lost" });
    return { status: 503 };
  };
  const session = tab();
  session.say("salam");
  await until(() => shown(session).length === 2);
  assert.deepEqual(shown(session), ["> salam sent", "< réponse à salam"]);
});

test("a stream that is cut is taken up after the last event: nothing twice, nothing missing", async () => {
  const session = tab();
  session.say("un");
  await until(() => shown(session).length === 2);
  gateway.cut();
  gateway.emit("message", { text: "meanwhile", locale: "fr", dir: "ltr", reply_to: null });
  await until(() => shown(session).length === 3);
  await until(() => gateway.streams.size === 1);
  assert.deepEqual(shown(session), ["> un sent", "< réponse à un", "< meanwhile"]);
  assert.deepEqual(gateway.lasts, [0, 2]);
});

test("a line that says nothing any more is given up: after sleep, or behind a network that swallows all", async () => {
  const session = tab();
  session.env.silence = 60;
  session.say("un");
  await until(() => shown(session).length === 2);
  await until(() => gateway.lasts.length >= 3, "a new stream");
  assert.deepEqual(gateway.lasts.slice(0, 3), [0, 2, 2]);
});

test("another network means another line, at once", async () => {
  const session = tab();
  session.say("un");
  await until(() => shown(session).length === 2);
  session.attend(true); // the browser's event `online`
  await until(() => gateway.lasts.length === 2, "a new stream");
  await until(() => gateway.streams.size === 1, "the end of the old one");
});

test("a reload in the middle goes on: what waited is sent, what was answered is fetched", async () => {
  const area = new Area();
  const first = tab(area);
  first.say("un");
  await until(() => shown(first).length === 2);
  gateway.refuse = (method, path) => (path === "/api/v1/messages" ? "cut" : null);
  first.say("deux");
  first.stop();
  gateway.refuse = null;
  const second = tab(area);
  await until(() => shown(second).length === 4);
  assert.deepEqual(shown(second), ["> un sent", "< réponse à un", "> deux sent", "< réponse à deux"]);
  assert.equal(gateway.opened, 1);
});

test("another device with the same key sees the whole conversation, as history", async () => {
  const session = tab();
  session.say("un");
  await until(() => shown(session).length === 2);
  const area = new Area();
  new Store(gateway.base, area).set("session", session.store.get("session"));
  const other = tab(area);
  await until(() => shown(other).length === 2);
  assert.deepEqual(shown(other), ["> un sent", "< réponse à un"]);
  assert.equal(other.store.items()[1].history, true);
  other.say("deux");
  await until(() => shown(other).length === 4);
  assert.equal(other.store.items()[3].history, false);
});

test("an answer that is quicker than the stream is news, not history", async () => {
  gateway.refuse = (method, path) => path === "/api/v1/events" && until(() => gateway.events.length === 2);
  gateway.acknowledging = () => until(() => gateway.lasts.length === 1);
  const session = tab();
  session.say("un");
  await until(() => shown(session).length === 2);
  assert.equal(session.store.items()[1].history, false);
});

test("a dead key is forgotten; what waits goes into a new conversation", async () => {
  const session = tab();
  session.say("un");
  await until(() => shown(session).length === 2);
  let expired = 0;
  session.addEventListener("expired", () => expired++);
  gateway.tokens.clear();
  session.say("deux");
  await until(() => shown(session).length === 4);
  assert.equal(gateway.opened, 2);
  assert.equal(expired, 1);
  assert.deepEqual(shown(session).slice(2), ["> deux sent", "< réponse à deux"]);
});

test("a message that the gateway will never take is marked, and does not hold up the next", async () => {
  gateway.refuse = (method, path, self) => (path === "/api/v1/messages" && !self.refusedOnce ? (self.refusedOnce = true, { status: 400 }) : null);
  const session = tab();
  session.say("un");
  session.say("deux");
  await until(() => shown(session).length === 3);
  assert.deepEqual(shown(session), ["> un failed", "> deux sent", "< réponse à deux"]);
});

test("too many: the gateway's sentence is shown, and its pause is kept", async () => {
  const pauses = [];
  gateway.refuse = (method, path, self) => (path === "/api/v1/messages" && !self.slow ? (self.slow = true, { status: 429, body: { error: { code: "too_many_requests", message: "Doucement." } }, headers: { "Retry-After": "7" } }) : null);
  const session = tab();
  const { pause } = session.env;
  session.env.pause = (milliseconds, signal) => (pauses.push(milliseconds), pause(milliseconds, signal));
  session.say("un");
  await until(() => shown(session).length === 2);
  assert.ok(pauses.includes(7000));
  assert.deepEqual(session.problems.find((problem) => problem.sentence), { sentence: "Doucement." });
});

test("of several tabs one listens; the one that is looked at takes over; all show the same", async () => {
  const area = new Area();
  const locks = new Locks();
  const [one, other] = [tab(area, locks), tab(area, locks)];
  one.say("un");
  await until(() => shown(one).length === 2);
  other.wake();
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(gateway.streams.size, 1);
  other.attend();
  await until(() => gateway.lasts.length === 2, "the tab that is looked at listens");
  other.say("deux");
  await until(() => shown(other).length === 4);
  await until(() => gateway.streams.size === 1, "one stream");
  assert.deepEqual(shown(one), shown(other));
  other.stop();
  one.say("trois");
  await until(() => shown(one).length === 6, "the first tab listens again");
  assert.equal(gateway.opened, 1);
  assert.equal(new Set(gateway.received.map(({ id }) => id)).size, 3);
});

test("two tabs that begin at once open one conversation", async () => {
  const area = new Area();
  const locks = new Locks();
  const [one, other] = [tab(area, locks), tab(area, locks)];
  one.say("un");
  other.wake();
  other.say("deux");
  await until(() => one.store.items().filter((item) => !item.mine).length === 2);
  assert.equal(gateway.opened, 1);
});

test("a new conversation ends the old one and forgets it", async () => {
  const session = tab();
  session.say("un");
  await until(() => shown(session).length === 2);
  await session.end();
  assert.deepEqual(shown(session), []);
  assert.ok(gateway.requests.includes("POST /api/v1/conversations/close"));
  session.say("deux");
  await until(() => shown(session).length === 2);
  assert.deepEqual(shown(session), ["> deux sent", "< réponse à deux"]);
});

test("erasing happens at the gateway first: when it cannot be reached, nothing is forgotten here", async () => {
  const session = tab();
  session.say("un");
  await until(() => shown(session).length === 2);
  gateway.refuse = (method) => (method === "DELETE" ? "cut" : null);
  assert.equal(await session.erase(), false);
  assert.equal(shown(session).length, 2);
  gateway.refuse = null;
  assert.equal(await session.erase(), true);
  assert.deepEqual([shown(session), session.store.get("session")], [[], null]);
  assert.equal(await session.erase(), true); // nothing is left to erase
});

test("what is erased at the gateway already is erased here", async () => {
  const session = tab();
  session.say("un");
  await until(() => shown(session).length === 2);
  gateway.tokens.clear(); // the answer to the first attempt was lost
  assert.equal(await session.erase(), true);
  assert.deepEqual(shown(session), []);
});

test("a conversation that is erased elsewhere is gone here too", async () => {
  const session = tab();
  session.say("un");
  await until(() => shown(session).length === 2);
  let reason = null;
  session.addEventListener("end", ({ detail }) => { reason = detail; });
  gateway.emit("end", { reason: "erased" });
  await until(() => reason === "erased");
  assert.deepEqual(shown(session), []);
});

test("feedback names the answer, and its failure is nobody's trouble", async () => {
  const session = tab();
  session.say("un");
  await until(() => shown(session).length === 2);
  await session.judge({ message: session.store.items()[1].id, value: "up" });
  assert.deepEqual(gateway.feedback, { message: 2, value: "up" });
  gateway.refuse = () => "cut";
  await session.judge({ satisfaction: 5 });
});
