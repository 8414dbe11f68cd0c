// One conversation with the gateway: what the citizen says is kept and sent, in order, until the gateway has it;
// what is answered is streamed, and taken up again after the last event that arrived. Knows no document.

import { Refused } from "./net.mjs";
import { events } from "./sse.mjs";

const LONGEST_PAUSE = 30000;

/** What the session needs of its surroundings, so that tests can bring their own. */
export const browser = {
  locks: globalThis.navigator?.locks,
  silence: 40000, // milliseconds: the gateway says something every 15 s, so a line that is silent for longer is dead
  now: () => new Date().toISOString(),
  id: () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(""),
  pause: (milliseconds, signal) => new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
  }),
};

/** Events: `problem` (detail: "" | "offline" | {sentence}), `state` (detail: the stream's), `expired`, `end`. */
export class Session extends EventTarget {
  #flushing = false;
  #stream = null; // AbortController of the one that is read
  #waking = new AbortController(); // ends pauses when there is hope again
  #own = null; // the token that this tab was given: nothing of its conversation was said before
  #leading = false; // whether it is this tab that listens
  #stopped = true;

  constructor(api, store, locale, surroundings = browser) {
    super();
    Object.assign(this, { api, store, locale, env: surroundings });
  }

  /** Begins to listen and to send what waits. */
  start() {
    this.#stopped = false;
    if (this.store.get("session")) this.listen();
    this.flush();
  }

  stop() {
    this.#stopped = true;
    this.#stream?.abort();
    this.#stream = null;
    this.wake();
  }

  /** The citizen looks at this tab, or the network has changed: this tab listens, on a new line if it must. */
  attend(changed = false) {
    if (!this.#stopped && this.store.get("session") && (changed || !this.#leading)) this.listen(true);
    this.wake();
  }

  /** The line may be back, or another tab has changed something: do not wait any longer. */
  wake() {
    this.#waking.abort();
    this.#waking = new AbortController();
    if (!this.#stopped) {
      if (this.store.get("session") && !this.#stream) this.listen();
      this.flush();
    }
  }

  /** Says something; `more`: payload, location, media. */
  say(text, more = {}) {
    const message = { id: this.env.id(), text, at: this.env.now(), ...more };
    this.store.enqueue(message);
    this.flush();
    return message.id;
  }

  async flush() {
    if (this.#flushing || this.#stopped) return;
    this.#flushing = true;
    try {
      for (let failures = 0, next; !this.#stopped && (next = this.store.get("queue")[0]);) {
        const wait = await this.#deliver(next, failures);
        failures = wait ? failures + 1 : 0;
        if (wait) await this.#pause(wait);
      }
    } finally {
      this.#flushing = false;
    }
  }

  /** Tries to send one message: 0 when it is settled, else the pause before the next try in milliseconds. */
  async #deliver(message, failures) {
    let token;
    try {
      token = await this.token();
      const { id, text, payload, location, media } = message;
      await this.api.send(token, { id, text, payload, location, media: media?.map((one) => one.id) });
      this.#settle(message, "sent");
      this.#problem("");
      return 0;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.status === 401) return this.#expire(token);
      if (error.passing) return this.#failed(error, failures);
      this.#settle(message, "failed");
      return 0;
    }
  }

  #settle({ id }, state) {
    const waiting = this.store.dequeue(id);
    if (waiting) this.store.say({ ...waiting, key: id, mine: true, state });
  }

  /** The token of the conversation, which is opened for the first message. */
  async token() {
    if (!this.store.get("session")) await this.#alone("open", () => this.#open());
    return this.store.get("session").token;
  }

  async #open() {
    if (this.store.get("session")) return; // another tab was quicker
    const { conversation, token } = await this.api.open(this.locale);
    this.#own = token;
    this.store.set("last", "");
    this.store.set("session", { conversation, token });
    this.listen();
  }

  #alone = (name, work) => (this.env.locks ? this.env.locks.request(this.store.prefix + name, work) : work());

  /** The token is dead. What waits goes into a new conversation. */
  #expire(token) {
    if (token && this.store.get("session")?.token === token) {
      this.#stream?.abort();
      this.#stream = null;
      this.store.set("session", null);
      this.store.set("last", "");
      this.dispatchEvent(new Event("expired"));
    }
    return 200;
  }

  #failed(error, failures) {
    this.#problem(error.status === 429 && error.message ? { sentence: error.message } : "offline");
    return error.wait ? error.wait * 1000 : backOff(failures);
  }

  #problem(detail) {
    this.dispatchEvent(new CustomEvent("problem", { detail }));
  }

  #pause = (milliseconds) => this.env.pause(milliseconds, this.#waking.signal);

  /** Keeps one stream open. Of several tabs only one listens, so that they do not use up the browser's connections;
   *  `take`: it shall be this one, because the citizen looks at it. */
  async listen(take = false) {
    if (this.#stream && !take) return;
    this.#stream?.abort();
    const mine = this.#stream = new AbortController();
    try {
      if (this.env.locks) await this.#asOnlyOne(mine, take);
      else await this.#stay(mine);
    } catch {
      // another tab has taken over, or this one stops
    } finally {
      mine.abort();
      if (this.#stream === mine) {
        this.#stream = null;
        this.#leading = false;
        if (!this.#stopped && this.store.get("session")) this.listen(); // in the queue of those who would listen
      }
    }
  }

  #asOnlyOne(mine, take) {
    const options = take ? { steal: true } : { signal: mine.signal };
    return this.env.locks.request(`${this.store.prefix}listen`, options, () => this.#stay(mine));
  }

  async #stay(mine) {
    this.#leading = true;
    for (let failures = 0; this.#stream === mine && !mine.signal.aborted;) {
      const session = this.store.get("session");
      if (!session) return;
      try {
        await this.#read(session, mine, () => { failures = 0; });
        failures = Math.max(failures, 1);
      } catch (error) {
        if (mine.signal.aborted) return;
        if (error.status === 401) return void this.#expire(session.token);
        if (failures++) this.#problem("offline");
      }
      if (!mine.signal.aborted) await this.#pause(backOff(failures - 1));
    }
  }

  async #read(session, mine, works) {
    const line = new AbortController();
    const cut = () => line.abort();
    mine.signal.addEventListener("abort", cut, { once: true });
    let timer;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(cut, this.env.silence);
    };
    try {
      alive();
      const body = await this.api.events(session.token, this.store.get("last"), line.signal);
      this.#problem("");
      // what another device has said: all before the first `state` of a stream, when nothing is known here
      let history = session.token !== this.#own && !this.store.get("log").length;
      for await (const event of events(body, () => { alive(); works(); })) {
        if (this.store.get("session")?.token !== session.token) return;
        history &&= event.event !== "state";
        if (this.#receive(event, history)) return;
      }
    } finally {
      clearTimeout(timer);
      mine.signal.removeEventListener("abort", cut);
      line.abort();
    }
  }

  /** Takes one event in. True when it was the last one of the conversation. */
  #receive({ event, id, data }, history) {
    if (event === "end") {
      if (data.reason === "erased") this.store.forget(["queue"]);
      else this.store.set("session", null);
      this.dispatchEvent(new CustomEvent("end", { detail: data.reason }));
      return true;
    }
    if (event === "state") this.dispatchEvent(new CustomEvent("state", { detail: data }));
    if (event === "own") this.#echo(data);
    if (event === "message") this.#answer(data, history);
    if (id) this.store.set("last", id);
    return false;
  }

  #echo({ client_id: key, text, at, location, media, unread }) {
    this.store.dequeue(key);
    const known = this.store.get("log").some((one) => one.key === key);
    const shown = known ? {} : { text: String(text ?? ""), at, location: location && true, media };
    this.store.say({ key, mine: true, state: unread ? "failed" : "sent", ...shown });
  }

  #answer(data, history) {
    const { id, text, locale, dir, buttons, files, kind, name, at, reply_to: replyTo } = data;
    const key = `${this.store.get("session").conversation}:${id}`;
    this.store.say({ key, id, text, locale, dir, buttons, files, kind, name, at, replyTo, history });
  }

  /** Ends the conversation, here and at the gateway. What was said is kept there by the rules of retention. */
  async end() {
    const session = this.store.get("session");
    this.#leave();
    if (session) await this.api.close(session.token).catch(() => {}); // the token is forgotten here: it ends by its age
  }

  /** Erases the conversation, at the gateway first. False when the gateway could not be reached. */
  async erase() {
    const session = this.store.get("session");
    try {
      if (session) await this.api.erase(session.token);
    } catch (error) {
      if (error.status !== 401) return false; // 401: it is erased already
    }
    this.#leave();
    return true;
  }

  #leave() {
    this.#stream?.abort();
    this.#stream = null;
    this.store.forget();
    this.#problem("");
  }

  /** Tells whether an answer helped, or the conversation. Feedback that does not arrive is no trouble of the citizen's. */
  async judge(value) {
    const session = this.store.get("session");
    if (session) await this.api.feedback(session.token, value).catch(() => {});
  }
}

const backOff = (failures) => Math.min(1000 * 2 ** Math.max(0, failures), LONGEST_PAUSE) * (0.75 + Math.random() / 2);
