// <chobbak-chat>: the counter on any administration's page. One custom element with a shadow root, and nothing global.
// Attributes, properties for themes, events and methods: docs/widget.md.

import { ICONS, button, hidden, icon, make } from "./dom.mjs";
import { Words, wishes } from "./words.mjs";
import { plain, safeUrl } from "./markup.mjs";
import { Api } from "./net.mjs";
import { Panel } from "./panel.mjs";
import { Session, browser } from "./session.mjs";
import { Store } from "./store.mjs";
import { save, transcript } from "./transcript.mjs";
import { Tray } from "./tray.mjs";
import { View, spoken } from "./view.mjs";

const HERE = import.meta.url.replace(/widget\/[^]*$/, "");
const STYLE = new URL("./chobbak.css", import.meta.url).href;
const FRESH = 300000; // milliseconds after which an opened widget asks again for the operator's notice
const NARROW = "(max-width: 30em), (max-height: 30em)";

class ChobbakChat extends HTMLElement {
  static observedAttributes = ["locale", "title", "greeting", "question", "logo", "position"];

  #leaving = null; // AbortController of what listens to the window
  #panel = null;
  #view = null;
  #tray = null;
  #unread = 0;
  #idle = true;

  async connectedCallback() {
    if (this.#leaving) return;
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.replaceChildren(make("slot")); // what the page offers without us, until we are there
    this.#prepare();
    const [words] = await Promise.all([this.#words(signal), styled(root)]);
    if (!words || signal.aborted) return;
    this.#listen(signal);
    this.#build(words);
    this.session.start();
    this.#say("ready");
    if (this.hasAttribute("open") && !this.#inline) this.open();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return; // it was only moved
      this.#leaving?.abort();
      this.#leaving = null;
      this.session?.stop();
      this.#panel = null;
    });
  }

  attributeChangedCallback(name) {
    if (this.#panel) (name === "locale" ? this.speak(this.getAttribute("locale"), false) : this.#build(this.words));
  }

  // ---- what the page may call

  /** Shows the conversation. */
  open() {
    if (!this.#panel || this.#inline || this.#panel.root.open) return;
    if (matchMedia(NARROW).matches) this.#panel.root.showModal();
    else this.#panel.root.show();
    this.#launcher.hidden = true;
    this.#unread = 0;
    this.#panel.scroll();
    this.#panel.settle();
    this.session.attend();
    this.#refresh();
    this.#say("open");
  }

  /** Hides it; focus goes back to where it was opened. */
  close() {
    if (!this.#panel || this.#inline || !this.#panel.root.open) return;
    this.#panel.answer();
    this.#panel.root.close();
    this.#launcher.hidden = false;
    this.#badge();
    this.#launcher.focus();
    this.#say("close");
  }

  /** Opens, and says something in the citizen's name. Waits for a widget that is still loading. */
  ask(text) {
    if (!this.#panel) return void this.addEventListener("chobbak-ready", () => this.ask(text), { once: true });
    this.open();
    this.#begin(String(text));
  }

  /** Speaks another locale; `chosen`: by the citizen, who is not asked again. */
  async speak(locale, chosen = true) {
    if (chosen) this.store.set("locale", { chosen: locale, wished: this.#wished });
    const words = await this.#words(this.#leaving.signal, true);
    if (words) this.#build(words, chosen);
  }

  // ---- the beginning

  #prepare() {
    const asked = safeUrl(this.getAttribute("server") ?? HERE, document.baseURI);
    const base = (asked ?? HERE).replace(/\/?$/, "/");
    this.store = new Store(base, area(this.getAttribute("memory")));
    this.api = new Api(base);
    this.session = new Session(this.api, this.store, this.getAttribute("locale"), browser);
  }

  /** The words from the gateway; when it cannot be reached, those of the last visit; else it is tried again. */
  async #words(signal, once = false) {
    const choice = this.store.get("locale"); // it holds until the page itself asks for another
    const chosen = choice?.wished === this.#wished ? choice.chosen : null;
    const wanted = wishes(chosen, this.#wished, navigator.languages);
    for (let pause = 1000; !signal.aborted; pause = Math.min(pause * 2, 60000)) {
      try {
        const page = await this.api.texts(wanted);
        this.#asked = Date.now();
        this.store.set("page", { wanted, page });
        return new Words(page);
      } catch {
        const kept = this.store.get("page");
        if (kept?.wanted === wanted) return new Words(kept.page);
        if (once) return null;
        await browser.pause(pause, signal);
      }
    }
    return null;
  }

  #asked = 0;

  /** What the page speaks or wants us to speak. */
  get #wished() {
    return this.getAttribute("locale") || this.closest("[lang]")?.lang;
  }

  #listen(signal) {
    const on = (target, name, handler) => target.addEventListener(name, handler, { signal });
    on(this.store, "change", () => this.#sync());
    on(this.session, "problem", ({ detail }) => this.#panel.worry(detail.sentence ?? (detail && this.words.say(detail))));
    on(this.session, "expired", () => this.#panel.tell(this.words.say("expired")));
    on(this.session, "end", ({ detail }) => this.#panel.tell(this.words.say(detail === "erased" ? "erased" : "expired")));
    on(this.session, "state", ({ detail }) => this.#state(detail));
    on(window, "storage", (event) => { this.store.heard(event); this.session.wake(); });
    on(window, "online", () => this.session.attend(true));
    on(window, "offline", () => this.#panel.worry(this.words.say("offline")));
    on(document, "visibilitychange", () => document.visibilityState === "visible" && this.session.attend());
  }

  #build(words, refocus = false) {
    const before = this.#panel;
    const wasOpen = before?.root.open;
    const text = before?.input.value ?? "";
    const attached = this.#tray?.clear() ?? [];
    this.words = words;
    this.session.locale = words.locale;
    const act = this.#acts();
    const look = { title: this.getAttribute("title") || words.say("title"), logo: this.hasAttribute("logo") ? safeUrl(this.getAttribute("logo"), document.baseURI) : null };
    const panel = this.#panel = new Panel(words, look, this.#inline, act);
    this.#view = new View(panel.list, this.api.base, words, act);
    this.#tray = new Tray(panel.tray, words, (file, progress, signal) => this.#upload(file, progress, signal), (text) => panel.tell(text));
    this.#tray.add(attached);
    panel.tray.addEventListener("left", () => panel.input.focus());
    panel.place.hidden = !navigator.geolocation;
    panel.announce(words.page.notice, words.page.closed);
    panel.introduce(this.getAttribute("greeting") || words.say("greeting"), this.#questions());
    panel.fill(text);
    this.#launch();
    const box = make("div", { className: "box", lang: words.locale, dir: words.dir, title: "" }, panel.root, this.#inline ? null : this.#launcher);
    this.shadowRoot.replaceChildren(box);
    this.#sync(true);
    panel.scroll();
    if (wasOpen) this.open();
    if (refocus && this.#inline) panel.more.focus();
  }

  get #inline() {
    return this.getAttribute("position") === "inline";
  }

  #launcher = null;

  #launch() {
    const badge = make("span", { className: "badge", hidden: true });
    this.#launcher = button({ className: "launcher", attributes: { "aria-haspopup": "dialog" }, on: { click: () => this.open() } }, icon(ICONS.chat), make("span", { textContent: this.words.say("open") }), badge);
    this.#badge();
  }

  #badge() {
    const badge = this.#launcher.querySelector(".badge");
    badge.hidden = !this.#unread;
    badge.replaceChildren(hidden(` ${this.words.say("unread")}: `), String(this.#unread));
  }

  #questions() {
    const own = this.getAttribute("question");
    if (own) return [{ text: own }];
    const samples = this.words.page.samples ?? [];
    return [...samples].sort((one, other) => (other.locale === this.words.locale) - (one.locale === this.words.locale)).slice(0, 3);
  }

  // ---- what is shown

  #sync(first = false) {
    const panel = this.#panel;
    if (!panel) return;
    const items = this.store.items();
    const length = panel.list.children.length;
    const fresh = this.#view.sync(items, this.store.get("votes"));
    const newest = items.at(-1);
    panel.intro.hidden = items.length > 0;
    panel.dots.hidden = !(newest?.mine && newest.state === "sent" && !this.#idle);
    if (first) return;
    if (panel.list.children.length !== length || fresh.length) panel.scroll();
    for (const item of fresh) this.#heard(item);
  }

  #heard(item) {
    if (item.history) return;
    this.#panel.speak(spoken(item), item.locale, item.dir);
    if (!this.#inline && !this.#panel.root.open) this.#unread++, this.#badge();
    this.#say("message", { id: item.id, from: "assistant" });
  }

  #state({ state, closed }) {
    this.#idle = state === "idle";
    if (!!closed !== !!this.words.page.closed) this.#refresh(true);
    this.#sync();
  }

  /** Asks again for the operator's notice, when it is old. */
  async #refresh(now = false) {
    if (!now && Date.now() - this.#asked < FRESH) return;
    const words = await this.#words(this.#leaving.signal, true);
    if (!words || words.locale !== this.words.locale) return;
    this.words.page = words.page;
    this.#panel.announce(words.page.notice, words.page.closed);
  }

  // ---- what the citizen does

  #acts() {
    return {
      close: () => this.close(),
      speak: (locale) => this.speak(locale),
      begin: (text) => this.#begin(text),
      send: (text) => this.#send(text),
      attach: (files) => this.#tray.add(files),
      locate: () => this.#locate(),
      new: () => this.#renew(),
      erase: () => this.#erase(),
      transcript: () => this.#keep(),
      choose: ({ title, payload }) => this.#begin(plain(title), { payload }),
      vote: (item, value) => this.#vote(item, value),
      copy: (text) => this.#copy(text),
      retry: (item) => { this.#panel.fill(item.text); this.#panel.input.focus(); },
      fetch: (one) => this.#fetch(one),
    };
  }

  #begin(text, more) {
    this.#idle = false;
    this.session.say(text, more);
    this.#say("message", { from: "citizen" });
  }

  async #send(text) {
    const { words } = this;
    const panel = this.#panel;
    if (text.length > (words.page.limits?.characters ?? 8000)) return panel.tell(words.say("too-long"));
    if (this.#tray.empty) {
      if (text) this.#sent(text);
      return;
    }
    panel.tell(words.say("sending"), 0);
    const media = await this.#tray.take();
    if (!media.length) return; // why not has been said
    panel.tell();
    this.#sent(text, { media });
  }

  #sent(text, more) {
    this.#panel.fill("");
    this.#begin(text, more);
    this.#panel.input.focus();
  }

  async #upload(file, progress, signal) {
    return this.api.upload(await this.session.token(), file, progress, signal);
  }

  async #locate() {
    const { say } = this.words;
    if (!(await this.#panel.ask(say("location-why"), [[true, say("location-yes")], [null, say("cancel")]]))) return;
    const rounded = (degrees) => Math.round(degrees * 1e4) / 1e4;
    const found = ({ coords }) => this.#begin("", { location: { latitude: rounded(coords.latitude), longitude: rounded(coords.longitude) } });
    navigator.geolocation.getCurrentPosition(found, () => this.#panel.tell(say("location-failed")), { timeout: 15000, maximumAge: 60000 });
  }

  async #renew() {
    await this.#satisfaction();
    await this.session.end();
    this.#panel.settle();
  }

  /** Asked once in a conversation, at its end, when there was something to judge. */
  async #satisfaction() {
    const { say } = this.words;
    if (this.store.get("asked") || !this.store.get("log").some((item) => item.id && item.kind !== "notice")) return;
    this.store.set("asked", true);
    const marks = [1, 2, 3, 4, 5].map((mark) => [mark, say(`satisfaction-${mark}`)]);
    const satisfaction = await this.#panel.ask(say("satisfaction"), [...marks, [null, say("skip")]]);
    if (!satisfaction) return;
    await this.session.judge({ satisfaction });
    this.#panel.tell(say("thanks"));
  }

  async #erase() {
    const { say } = this.words;
    if (!(await this.#panel.ask(say("erase-sure"), [[true, say("erase-yes")], [null, say("cancel")]]))) return;
    const erased = await this.session.erase();
    this.#panel.tell(say(erased ? "erased" : "not-erased"));
    this.#panel.settle();
  }

  #keep() {
    const text = transcript(this.store.items(), this.words, this.#panel.look.title);
    save(new Blob(["\ufeff", text], { type: "text/plain;charset=utf-8" }), "chobbak.txt");
  }

  async #fetch(one) {
    try {
      const blob = await this.api.media(this.store.get("session")?.token, one.id);
      save(blob, blob.type === "application/pdf" ? "document.pdf" : "photo");
    } catch {
      this.#panel.tell(this.words.say("attach-failed"));
    }
  }

  #vote(item, value) {
    this.store.set("votes", { ...this.store.get("votes"), [item.key]: value ?? undefined });
    this.session.judge({ message: item.id, value });
    if (value) this.#panel.tell(this.words.say("thanks"));
  }

  async #copy(text) {
    await navigator.clipboard?.writeText(text).then(() => this.#panel.tell(this.words.say("copied")), () => {});
  }

  /** Tells the page. No text of the citizen's or the assistant's is in an event. */
  #say(name, detail) {
    this.dispatchEvent(new CustomEvent(`chobbak-${name}`, { bubbles: true, composed: true, detail }));
  }
}

function area(memory) {
  try {
    return memory === "tab" ? sessionStorage : localStorage;
  } catch {
    return null;
  }
}

let sheet = null; // one for all elements of a page

/** Adopts our style sheet: a file, because a strict policy forbids styles inside a page. */
async function styled(root) {
  if (!("adoptedStyleSheets" in Document.prototype)) return void root.append(make("link", { rel: "stylesheet", href: STYLE }));
  sheet ??= fetch(STYLE, { credentials: "omit", referrerPolicy: "no-referrer" })
    .then((response) => response.text())
    .then((text) => new CSSStyleSheet().replace(text));
  try {
    root.adoptedStyleSheets = [await sheet];
  } catch {
    sheet = null; // unstyled is better than nothing
  }
}

if (!customElements.get("chobbak-chat")) customElements.define("chobbak-chat", ChobbakChat);
