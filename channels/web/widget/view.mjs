// The messages of a conversation as a citizen sees them. Everything that arrives is text.

import { ICONS, button, hidden, icon, make } from "./dom.mjs";
import { blocks, fileUrl, plain } from "./markup.mjs";

/** Shows what was said in `list`, adds what is new, changes what has changed. `act` does what its buttons ask for:
 *  `choose(button)`, `vote(message, value)`, `copy(text)`, `retry(message)`, `fetch(media)`. */
export class View {
  #shown = new Map(); // key → {node, state}

  constructor(list, base, words, act) {
    Object.assign(this, { list, base, words, act });
  }

  /** Brings the list up to date; the answers that were not there before, in their order. */
  sync(items, votes) {
    const fresh = [];
    const wanted = new Set(items.map((item) => item.key));
    for (const [key, { node }] of this.#shown) if (!wanted.has(key)) node.remove(), this.#shown.delete(key);
    items.forEach((item, place) => {
      const state = JSON.stringify([item.state, votes[item.key], last(items, place), item.text]);
      const known = this.#shown.get(item.key);
      if (known?.state === state) return;
      const node = this.#message(item, votes[item.key], last(items, place));
      if (known) this.#replace(known.node, node);
      else this.list.insertBefore(node, this.list.children[place] ?? null);
      this.#shown.set(item.key, { node, state });
      if (!known && !item.mine) fresh.push(item);
    });
    return fresh;
  }

  clear() {
    this.#shown.clear();
    this.list.replaceChildren();
  }

  /** The new node in place of the old; who stands on a button of the old one stands on the same of the new one. */
  #replace(old, node) {
    const focused = this.list.getRootNode().activeElement;
    const name = old.contains(focused) ? focused.dataset.name : null;
    old.replaceWith(node);
    if (name) node.querySelector(`[data-name="${CSS.escape(name)}"]`)?.focus();
  }

  #message(item, vote, newest) {
    const { say } = this.words;
    const who = item.mine ? say("you") : plain(item.name) || say("assistant");
    const node = make("li", { className: ["message", item.mine && "mine", item.kind === "notice" && "notice", item.state].filter(Boolean).join(" ") });
    node.append(item.name && !item.mine ? make("p", { className: "who", textContent: who, dir: "auto" }) : hidden(`${who}: `));
    const own = { dir: item.dir === "rtl" || item.dir === "ltr" ? item.dir : "auto", lang: item.locale ?? "" };
    const bubble = make("div", { className: "bubble", ...own }, ...this.#content(item));
    node.append(bubble);
    if (item.buttons?.length) node.append(this.#choices(item, own));
    if (item.mine) node.append(...this.#delivery(item, newest));
    else if (item.kind !== "notice") node.append(this.#tools(item, vote));
    return node;
  }

  #content(item) {
    const { say } = this.words;
    const parts = blocks(item.text, item.files?.length > 0).map((block) => this.#block(block));
    if (item.location) parts.push(make("p", {}, icon(ICONS.place), say("location-shared")));
    for (const one of item.media ?? []) parts.push(this.#media(one));
    for (const file of item.files ?? []) parts.push(this.#file(file));
    return parts;
  }

  #block(block) {
    const inline = (parts) => parts.map((part) => this.#part(part));
    if (block.list) return make("ul", {}, ...block.list.map((item) => make("li", {}, ...inline(item))));
    if (block.title) return make("p", { className: "title" }, ...inline(block.title));
    return make("p", { className: block.gap ? "gap" : "" }, ...inline(block.text));
  }

  #part(part) {
    if (part.strong) return make("strong", { textContent: part.strong });
    if (!part.href) return part;
    return make("a", { href: part.href, target: "_blank", rel: "noopener noreferrer", dir: "ltr" }, part.text, hidden(` (${this.words.say("new-window")})`));
  }

  #file({ name, content_type: type, path }) {
    const url = fileUrl(path, this.base);
    const label = plain(name) || this.words.say("document");
    if (!url) return make("p", { textContent: label, dir: "auto" });
    const link = make("a", { className: "file", href: url, download: label, rel: "noopener" }, icon(ICONS.file), make("bdi", { textContent: label }), hidden(` (${this.words.say("download")})`));
    if (!/^image\/(png|jpeg|webp|gif)$/.test(type)) return link;
    const image = make("img", { alt: label, src: url, decoding: "async", on: { error: () => image.replaceWith(link) } });
    return image;
  }

  #media(one) {
    const picture = String(one.content_type ?? "").startsWith("image/");
    return button({ className: "file", on: { click: () => this.act.fetch(one) } }, icon(ICONS.file), this.words.say(picture ? "photo" : "document"), hidden(` (${this.words.say("download")})`));
  }

  #choices(item, own) {
    const one = (choice, place) => named(button({ textContent: choice.title, on: { click: () => this.act.choose(choice) } }), `choice-${place}`);
    return make("div", { className: "choices", ...own }, ...item.buttons.filter(({ title }) => title).map(one));
  }

  #delivery(item, newest) {
    const { say } = this.words;
    if (item.state === "sent" && !newest) return [];
    const line = make("p", { className: "delivery", textContent: say(item.state ?? "waiting") });
    if (item.state !== "failed" || !item.text) return [line];
    return [line, named(button({ className: "small", textContent: say("retry"), on: { click: () => this.act.retry(item) } }), "retry")];
  }

  #tools(item, vote) {
    const { say } = this.words;
    const tool = (name, picture, click, pressed) =>
      named(button({ className: "tool", attributes: { "aria-label": say(name), "aria-pressed": pressed, title: say(name) }, on: { click } }, icon(ICONS[picture])), name);
    const thumb = (name, value) => tool(name, value, () => this.act.vote(item, vote === value ? null : value), String(vote === value));
    const thumbs = item.id ? [thumb("helpful", "up"), thumb("unhelpful", "down")] : [];
    return make("div", { className: "tools" }, ...thumbs, tool("copy", "copy", () => this.act.copy(plain(item.text))));
  }
}

const named = (node, name) => (node.dataset.name = name, node);

/** Whether no later message of the citizen follows. */
const last = (items, place) => items[place].mine === true && !items.slice(place + 1).some((item) => item.mine);

/** What a screen reader hears of a new answer: its text, then what may be chosen. */
export const spoken = (item) =>
  [plain(item.text), ...(item.buttons ?? []).map((one) => plain(one.title))].filter(Boolean).join(". ").replace(/\n+/g, ". ").replace(/([.:;!?؟])\. /g, "$1 ").replace(/• /g, "");
