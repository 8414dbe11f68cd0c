// What the widget keeps in the browser: the key to the conversation, what was said, what waits to be sent.
// All tabs of one page's origin share it; a tab hears of another's changes by the event `storage`.

const EMPTY = { session: null, last: "", log: [], queue: [], votes: {}, asked: false, locale: null, page: null };
const LASTING = ["locale", "page"]; // beyond a conversation
const KEPT = 200; // messages

export class Store extends EventTarget {
  #memory = {};

  /** `area`: localStorage, sessionStorage, or null for a browser that allows neither. */
  constructor(server, area) {
    super();
    this.prefix = `chobbak:${server}:`;
    this.area = works(area) ? area : null;
  }

  get(name) {
    try {
      const text = this.area ? this.area.getItem(this.prefix + name) : this.#memory[name];
      return text == null ? structuredClone(EMPTY[name]) : JSON.parse(text);
    } catch {
      return structuredClone(EMPTY[name]);
    }
  }

  set(name, value) {
    const text = JSON.stringify(value);
    try {
      if (this.area) this.area.setItem(this.prefix + name, text);
      else this.#memory[name] = text;
    } catch { // full: older messages make room, or this tab goes on alone
      if (name === "log" && value.length > 20) return this.set(name, value.slice(-20));
      this.#memory = { ...this.#all(), [name]: text };
      this.area = null;
    }
    this.dispatchEvent(new Event("change"));
  }

  /** A change by another tab: the browser's event `storage`. */
  heard(event) {
    if (event.key === null || event.key?.startsWith(this.prefix)) this.dispatchEvent(new Event("change"));
  }

  /** Adds a message to what was said, or adds to the one with its key. True when it was not there. */
  say(message) {
    const log = this.get("log");
    const place = log.findIndex((one) => one.key === message.key);
    if (place < 0) log.push(message);
    else log[place] = { ...log[place], ...message };
    this.set("log", log.slice(-KEPT));
    return place < 0;
  }

  enqueue(message) {
    this.set("queue", [...this.get("queue"), message]);
  }

  dequeue(id) {
    const queue = this.get("queue");
    const found = queue.find((one) => one.id === id);
    if (found) this.set("queue", queue.filter((one) => one.id !== id));
    return found;
  }

  /** All that is shown, in its order: what was said, then what waits. */
  items() {
    const log = this.get("log");
    const keys = new Set(log.map((one) => one.key));
    return [...log, ...this.get("queue").filter((one) => !keys.has(one.id)).map((one) => ({ ...one, key: one.id, mine: true, state: one.state ?? "waiting" }))];
  }

  /** Forgets the conversation; the chosen locale stays, and what waits if it is to go into a new one. */
  forget(keep = []) {
    for (const name of Object.keys(EMPTY)) if (![...LASTING, ...keep].includes(name)) this.set(name, EMPTY[name]);
  }

  #all() {
    return Object.fromEntries(Object.keys(EMPTY).map((name) => [name, JSON.stringify(this.get(name))]));
  }
}

function works(area) {
  try {
    area.setItem("chobbak:probe", "1");
    area.removeItem("chobbak:probe");
    return true;
  } catch {
    return false;
  }
}
