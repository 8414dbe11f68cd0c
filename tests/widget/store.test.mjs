// What is kept in the browser, with and without a place to keep it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Store } from "../../channels/web/widget/store.mjs";
import { Area } from "./area.mjs";

const forbidden = { getItem() { throw new Error("SecurityError"); }, setItem() { throw new Error("SecurityError"); } };

for (const [name, area] of [["a storage", () => new Area()], ["none", () => null], ["a forbidden one", () => forbidden]]) {
  test(`with ${name}: what is said stands once, what waits comes last, forgetting keeps the language only`, () => {
    const store = new Store("https://a/", area());
    store.set("locale", "zgh");
    store.enqueue({ id: "m1", text: "un" });
    store.enqueue({ id: "m2", text: "deux" });
    assert.equal(store.say({ key: "m1", mine: true, text: "un", state: "sent" }), true);
    assert.equal(store.say({ key: "m1", state: "failed" }), false);
    assert.deepEqual(store.items().map((item) => [item.key, item.state, item.text]), [["m1", "failed", "un"], ["m2", "waiting", "deux"]]);
    store.dequeue("m1");
    assert.equal(store.dequeue("m1"), undefined);
    store.forget(["queue"]);
    assert.deepEqual(store.items().map((item) => item.key), ["m2"]);
    store.forget();
    assert.deepEqual([store.items(), store.get("locale"), store.get("session")], [[], "zgh", null]);
  });
}

test("two tabs of one page share all, pages of two gateways nothing", () => {
  const area = new Area();
  const [one, other, foreign] = [new Store("https://a/", area), new Store("https://a/", area), new Store("https://b/", area)];
  let changes = 0;
  other.addEventListener("change", () => changes++);
  one.enqueue({ id: "m1", text: "x" });
  other.heard({ key: "chobbak:https://a/:queue" });
  foreign.heard({ key: "chobbak:https://a/:queue" });
  other.heard({ key: "something of the page" });
  assert.equal(changes, 1);
  assert.equal(other.items().length, 1);
  assert.equal(foreign.items().length, 0);
});

test("what somebody else put into the storage is no trouble", () => {
  const area = new Area();
  area.map.set("chobbak:https://a/:log", "{not json");
  assert.deepEqual(new Store("https://a/", area).items(), []);
});

test("a full storage lets old messages go, and then goes on in memory", () => {
  const area = new Area(3000);
  const store = new Store("https://a/", area);
  for (let number = 0; number < 60; number++) store.say({ key: `k${number}`, text: "x".repeat(50) });
  assert.equal(store.items().at(-1).key, "k59");
  store.say({ key: "long", text: "x".repeat(4000) });
  assert.equal(store.items().at(-1).key, "long");
  assert.ok(store.items().length > 1);
});

test("at most two hundred messages are kept", () => {
  const store = new Store("https://a/", new Area());
  for (let number = 0; number < 230; number++) store.say({ key: `k${number}`, text: "" });
  assert.equal(store.get("log").length, 200);
});
