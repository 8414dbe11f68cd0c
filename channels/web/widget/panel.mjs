// The window of a conversation: its head, the list of messages, the place where one writes. It only shows and hears:
// what is to be done stands in chobbak.mjs, which gives `act`.

import { ICONS, button, hidden, icon, make } from "./dom.mjs";

export class Panel {
  /** `inline`: part of the page, else a dialog over it. `look`: {title, logo}. */
  constructor(words, look, inline, act) {
    Object.assign(this, { words, look, inline, act });
    const { say } = words;
    this.list = make("ol", { className: "list" });
    this.intro = make("div", { className: "intro" });
    this.log = make("div", { className: "log", tabIndex: 0, attributes: { role: "region", "aria-label": say("conversation") } }, this.intro, this.list, this.#dots());
    this.live = make("div", { className: "hidden", attributes: { "aria-live": "polite" } });
    this.status = make("p", { className: "status", hidden: true });
    this.notice = make("div", { className: "banner", hidden: true });
    this.prompt = make("div", { className: "prompt", hidden: true, attributes: { role: "group" } });
    this.tray = make("ul", { className: "tray", hidden: true });
    this.form = this.#composer();
    this.root = make(inline ? "section" : "dialog", { className: "panel", attributes: { "aria-label": look.title } });
    this.root.append(this.#head(), this.notice, this.log, this.status, this.prompt, this.tray, this.form, this.live);
    this.root.addEventListener("keydown", (event) => this.#key(event));
    this.root.addEventListener("cancel", (event) => { event.preventDefault(); this.act.close(); });
  }

  #head() {
    const { say, page } = this.words;
    this.menu = make("div", { className: "menu", id: "menu", hidden: true });
    this.more = button({ className: "plain", attributes: { "aria-expanded": "false", "aria-controls": "menu", "aria-label": say("menu"), title: say("menu") }, on: { click: () => this.toggle() } }, icon(ICONS.menu));
    const language = make("select", { attributes: { "aria-label": say("language") }, on: { change: () => this.act.speak(language.value) } });
    for (const { code, name, dir } of page.locales ?? []) language.append(make("option", { value: code, textContent: name, lang: code, dir, selected: code === this.words.locale }));
    const entry = (name) => button({ textContent: say(name), on: { click: () => { this.toggle(false); this.act[name](); } } });
    this.menu.append(make("label", {}, make("span", { textContent: say("language") }), language), entry("new"), entry("transcript"), entry("erase"));
    const close = this.inline ? null : button({ className: "plain", attributes: { "aria-label": say("close"), title: say("close") }, on: { click: () => this.act.close() } }, icon(ICONS.close));
    const logo = this.look.logo ? make("img", { className: "logo", src: this.look.logo, alt: "" }) : null;
    return make("header", { className: "head" }, logo, make("h2", { textContent: this.look.title, dir: "auto" }), this.more, close, this.menu);
  }

  #composer() {
    const { say } = this.words;
    this.input = make("textarea", { rows: 1, dir: this.words.dir, placeholder: say("placeholder"), enterKeyHint: "send", autocomplete: "off", attributes: { "aria-label": say("placeholder") } });
    this.input.addEventListener("input", () => this.grow());
    this.input.addEventListener("paste", (event) => {
      if (event.clipboardData?.files.length) event.preventDefault(), this.act.attach([...event.clipboardData.files]);
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) event.preventDefault(), this.form.requestSubmit();
    });
    this.picker = make("input", { type: "file", hidden: true, multiple: true, accept: [...(this.words.page.limits?.media_types ?? []), "image/*"].join(",") });
    this.picker.addEventListener("change", () => { this.act.attach([...this.picker.files]); this.picker.value = ""; });
    const tool = (name, picture, click) => button({ className: "plain", attributes: { "aria-label": say(name), title: say(name) }, on: { click } }, icon(ICONS[picture]));
    this.attach = tool("attach", "attach", () => this.picker.click());
    this.place = tool("location", "place", () => this.act.locate());
    const send = make("button", { type: "submit", className: "send", attributes: { "aria-label": say("send"), title: say("send") } }, icon(ICONS.send, "flip"));
    const submit = (event) => { event.preventDefault(); this.act.send(this.input.value.trim()); };
    return make("form", { on: { submit } }, this.picker, this.attach, this.place, this.input, send);
  }

  #dots() {
    this.dots = make("p", { className: "dots", hidden: true }, hidden(this.words.say("working")), make("span", { textContent: "•••", attributes: { "aria-hidden": "true" } }));
    return this.dots;
  }

  #key(event) {
    if (event.key !== "Escape") return;
    if (!this.prompt.hidden) this.answer();
    else if (!this.menu.hidden) this.toggle(false);
    else if (!this.inline) this.act.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  toggle(open = this.menu.hidden) {
    this.menu.hidden = !open;
    this.more.setAttribute("aria-expanded", String(open));
    (open ? this.menu.querySelector("select") : this.more).focus();
  }

  /** A question of the widget itself, with its answers as buttons. Resolves with the chosen value, or null. */
  ask(text, choices) {
    this.answer();
    const asked = this.root.getRootNode().activeElement;
    return new Promise((resolve) => {
      this.answer = (value = null) => {
        this.answer = () => {};
        this.prompt.hidden = true;
        this.prompt.replaceChildren();
        (asked?.isConnected && asked.checkVisibility?.() !== false ? asked : this.input).focus();
        resolve(value);
      };
      const one = ([value, label]) => button({ textContent: label, on: { click: () => this.answer(value) } });
      this.prompt.replaceChildren(make("p", { id: "asked", textContent: text }), make("div", { className: "choices" }, ...choices.map(one)));
      this.prompt.setAttribute("aria-labelledby", "asked");
      this.prompt.hidden = false;
      this.prompt.querySelector("button").focus();
    });
  }

  answer = () => {};

  #note = "";
  #trouble = "";
  #timer = 0;

  /** What has been done or cannot be done, above the place to write: seen for some seconds, heard once. */
  tell(text = "", seconds = 8) {
    this.#note = text;
    clearTimeout(this.#timer);
    if (text && seconds) this.#timer = setTimeout(() => this.tell(), seconds * 1000);
    this.#report();
  }

  /** What is wrong with the line: seen until it is over, heard once. */
  worry(text = "") {
    this.#trouble = text;
    this.#report();
  }

  #report() {
    const text = this.#note || this.#trouble;
    if (text && text !== this.status.textContent) this.speak(text);
    this.status.textContent = text;
    this.status.hidden = !text;
  }

  /** Lets a screen reader say something once. */
  speak(text, lang = this.words.locale, dir = this.words.dir) {
    const line = make("p", { textContent: text, lang: lang ?? "", dir: dir ?? "auto" });
    this.live.append(line);
    setTimeout(() => line.remove(), 8000);
  }

  /** The operator's notice above the conversation; `closed` stands in place of the composer. */
  announce(notice, closed) {
    const shown = closed ?? notice;
    this.notice.hidden = !shown?.text;
    if (shown?.text) this.notice.replaceChildren(make("p", { textContent: shown.text, lang: shown.locale ?? "", dir: shown.dir ?? "auto" }));
    this.form.hidden = !!closed;
  }

  /** What stands there before anything was said: a greeting, and questions to begin with. */
  introduce(greeting, questions) {
    const one = ({ text, locale, dir }) => button({ textContent: text, lang: locale ?? "", dir: dir ?? "auto", on: { click: () => { this.act.begin(text); this.settle(); } } });
    this.intro.replaceChildren(make("p", { textContent: greeting, dir: "auto" }), make("div", { className: "choices" }, ...questions.map(one)));
  }

  /** Down to the newest message, but not past the question that it answers. */
  scroll() {
    const asked = [...this.list.querySelectorAll(".mine")].at(-1);
    this.log.scrollTop = Math.min(this.log.scrollHeight, asked ? asked.offsetTop - 12 : this.log.scrollHeight);
  }

  grow() {
    this.input.dir = this.input.value ? "auto" : this.words.dir; // an empty field stands as its placeholder reads
    this.input.style.blockSize = "auto";
    this.input.style.blockSize = `${this.input.scrollHeight + 2}px`;
  }

  fill(text) {
    this.input.value = text;
    this.grow();
  }

  /** Focus where one goes on: the place to write; on a touch screen the conversation, so that no keyboard covers it. */
  settle() {
    (matchMedia("(pointer: coarse)").matches || this.form.hidden ? this.log : this.input).focus();
  }
}
