// What is attached to the message that is being written: each file with its progress, until it is sent with the message.

import { ICONS, button, icon, make } from "./dom.mjs";
import { plain } from "./markup.mjs";
import { fault, prepared } from "./upload.mjs";

export class Tray {
  #files = new Map(); // File → {stop, done: Promise<media | null>}

  /** `send(file, progress, signal)` uploads and gives `{id, content_type}`; `tell` says what is wrong. */
  constructor(list, words, send, tell) {
    Object.assign(this, { list, words, send, tell });
  }

  add(files) {
    const { limits = {} } = this.words.page;
    for (const file of files) {
      const wrong = this.#files.size >= (limits.media ?? 5) ? "attach-large" : fault(file, limits);
      if (wrong) this.tell(this.words.say(wrong));
      else this.#begin(file);
    }
  }

  get empty() {
    return this.#files.size === 0;
  }

  /** Stops everything and gives the files back. */
  clear() {
    const files = [...this.#files.keys()];
    files.forEach((file) => this.#drop(file));
    return files;
  }

  /** All that has arrived, when nothing is on its way any more. The tray is empty afterwards. */
  async take() {
    const all = [...this.#files.keys()];
    const done = await Promise.all(all.map((file) => this.#files.get(file).done));
    const arrived = done.filter(Boolean);
    if (arrived.length) all.forEach((file, place) => done[place] && this.#drop(file));
    return arrived;
  }

  #begin(file) {
    const { say } = this.words;
    const stop = new AbortController();
    const progress = make("progress", { max: 1, value: 0, attributes: { "aria-label": say("sending") } });
    const name = plain(file.name) || say(file.type.startsWith("image/") ? "photo" : "document");
    const remove = button({ className: "plain", attributes: { "aria-label": `${say("remove")}: ${name}`, title: say("remove") }, on: { click: () => this.#drop(file) } }, icon(ICONS.close));
    const node = make("li", {}, icon(ICONS.file), make("bdi", { textContent: name }), progress, remove);
    this.list.append(node);
    this.list.hidden = false;
    this.#files.set(file, { node, stop, done: this.#upload(file, progress, stop) });
  }

  async #upload(file, progress, stop) {
    try {
      const media = await this.send(await prepared(file), (part) => { progress.value = part; }, stop.signal);
      progress.value = 1;
      return { id: media.id, content_type: media.content_type };
    } catch (error) {
      if (!stop.signal.aborted) {
        this.#drop(file);
        this.tell(error.message || this.words.say("attach-failed"));
      }
      return null;
    }
  }

  #drop(file) {
    const one = this.#files.get(file);
    if (!one) return;
    this.#files.delete(file);
    one.stop.abort();
    const focused = one.node.contains(this.list.getRootNode().activeElement);
    one.node.remove();
    this.list.hidden = this.empty;
    if (focused) this.list.dispatchEvent(new Event("left", { bubbles: true }));
  }
}
