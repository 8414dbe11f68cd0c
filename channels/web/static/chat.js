// The demo page: it keeps what the citizen typed until the gateway has it, and shows what the gateway streams.
// Everything that arrives is text: it is put into the page with textContent only.

const STORE = "chobbak";
const LONGEST_PAUSE = 30000;
const element = (id) => document.getElementById(id);
const log = element("log"), form = element("form"), input = element("text"), status = element("status");
const samples = element("samples"), intro = element("intro"), language = element("language");

let page = JSON.parse(document.body.dataset.page);
let state = load();
let sending = false;
let stream = null;
let problem = "";

function load() {
  const empty = { token: null, lastId: 0, messages: [], pending: [], locale: null };
  try {
    return { ...empty, ...JSON.parse(sessionStorage.getItem(STORE)) };
  } catch {
    return empty;
  }
}

function save() {
  try {
    sessionStorage.setItem(STORE, JSON.stringify(state));
  } catch { /* a full or forbidden store: the conversation lives as long as the page */ }
}

function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function make(tag, properties = {}, children = []) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

const pause = (milliseconds) => new Promise((resolve) => {
  const timer = setTimeout(resolve, milliseconds);
  addEventListener("online", () => { clearTimeout(timer); resolve(); }, { once: true });
});
const backOff = (failures) => pause(Math.min(1000 * 2 ** failures, LONGEST_PAUSE) * (0.75 + Math.random() / 2));

// ---- what the citizen sees

function withLinks(text) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(/https:\/\/[^\s<>"'\u2066-\u2069]+/g)) {
    const url = found[0].replace(/[.,;:!?)\]»،؛؟]+$/u, "");
    if (!isUrl(url)) continue;
    parts.push(text.slice(end, found.index), make("a", { href: url, textContent: url, target: "_blank", rel: "noopener noreferrer", dir: "ltr" }));
    end = found.index + url.length;
  }
  parts.push(text.slice(end));
  return parts;
}

function isUrl(text) {
  try {
    return new URL(text).protocol === "https:";
  } catch {
    return false;
  }
}

function bubble(text) {
  const box = make("div", { className: "bubble" });
  let list = null, lines = [];
  const flush = () => {
    if (lines.length) box.append(make("div", {}, withLinks(lines.join("\n"))));
    lines = [];
  };
  for (const line of text.split("\n")) {
    if (line.startsWith("• ")) {
      flush();
      if (!list) box.append(list = make("ul"));
      list.append(make("li", {}, withLinks(line.slice(2))));
    } else {
      list = null;
      lines.push(line);
    }
  }
  flush();
  return box;
}

function choices(buttons) {
  const group = make("div", { className: "choices", role: "group" });
  for (const { title, payload } of buttons) {
    const button = make("button", { type: "button", textContent: title });
    button.addEventListener("click", () => send(title, payload));
    group.append(button);
  }
  return group;
}

function draw(message) {
  const box = make("div", { className: "message" });
  const who = message.mine ? page.texts.you : page.texts.assistant;
  box.classList.toggle("mine", !!message.mine);
  box.classList.toggle("notice", message.kind === "notice");
  box.classList.toggle("unsent", state.pending.some((one) => one.id === message.id));
  box.dataset.id = message.id;
  const content = bubble(message.text);
  content.dir = message.dir || "auto";
  if (message.locale) content.lang = message.locale;
  box.append(make("span", { className: "hidden", textContent: who }), content);
  if (message.buttons?.length) {
    const group = choices(message.buttons);
    group.dir = message.dir;
    group.lang = message.locale;
    box.append(group);
  }
  log.append(box);
}

function drawAll() {
  log.querySelectorAll(".message").forEach((box) => box.remove());
  state.messages.forEach(draw);
  refresh();
}

function refresh() {
  samples.hidden = state.messages.length > 0;
  log.querySelector(".waiting")?.remove();
  const last = state.messages.at(-1);
  if (last?.mine && !state.pending.length) {
    const dots = make("div", { className: "bubble dots", textContent: "•••" });
    dots.setAttribute("aria-hidden", "true");
    log.append(make("div", { className: "message waiting" }, [make("span", { className: "hidden", textContent: page.texts.waiting }), dots]));
  }
  status.textContent = problem;
  status.hidden = !problem;
  scroll();
}

// Down to the newest message, but not past the question that it answers.
function scroll() {
  const asked = [...log.querySelectorAll(".message.mine")].at(-1);
  const top = asked ? asked.offsetTop - log.offsetTop - 12 : 0;
  if (state.messages.length) log.scrollTop = Math.min(log.scrollHeight, top);
}

function say(message) {
  state.messages.push(message);
  save();
  draw(message);
  refresh();
}

function show(text) {
  problem = text;
  refresh();
}

// ---- sending: what was typed is kept and sent, in order, until the gateway has it

function send(text, payload) {
  const message = { id: newId(), text, ...(payload ? { payload } : {}) };
  state.pending.push(message);
  say({ id: message.id, mine: true, text });
  flush();
}

async function flush() {
  if (sending) return;
  sending = true;
  for (let failures = 0; state.pending.length;) {
    const message = state.pending[0];
    const wait = await post(message).catch(() => -1);
    if (wait === 0) {
      failures = 0;
      sent(message);
    } else if (wait > 0) {
      await pause(wait * 1000);
    } else {
      show(page.texts.offline);
      await backOff(failures++);
    }
  }
  sending = false;
}

// 0: the gateway has it (or will never take it); more: seconds to wait; it throws or gives -1 when it cannot be reached.
async function post(message) {
  if (!state.token) await open();
  if (!state.token) return 15;
  const response = await fetch("/api/v1/messages", { method: "POST", headers: headers(), body: JSON.stringify(message) });
  if (response.status === 401) {
    forget();
    return 0.2;
  }
  if (response.status === 429) return tooMany(response);
  return response.status >= 500 ? -1 : 0;
}

async function open() {
  const response = await fetch("/api/v1/conversations", { method: "POST", body: JSON.stringify({ locale: page.locale }) });
  if (response.status === 429) return void await tooMany(response);
  if (!response.ok) throw new Error("not opened");
  state.token = (await response.json()).token;
  state.lastId = 0;
  save();
  listen();
}

async function tooMany(response) {
  show((await response.json()).error.message);
  return Number(response.headers.get("Retry-After")) || 5;
}

function sent(message) {
  state.pending = state.pending.filter((one) => one !== message);
  save();
  show("");
  log.querySelector(`[data-id="${message.id}"]`)?.classList.remove("unsent");
}

const headers = () => ({ Authorization: `Bearer ${state.token}` });

function forget() {
  stream?.abort();
  stream = null;
  state.token = null;
  save();
}

// ---- receiving: one stream, taken up again after the last message that arrived

async function listen() {
  stream?.abort();
  const mine = stream = new AbortController();
  for (let failures = 0; stream === mine;) {
    try {
      const response = await fetch("/api/v1/events", { headers: { ...headers(), "Last-Event-ID": String(state.lastId) }, signal: mine.signal });
      if (response.status === 401) return forget();
      if (!response.ok) throw new Error("no stream");
      failures = 0;
      if (!state.pending.length) show("");
      await read(response.body.getReader());
    } catch { /* the line was cut: come back */ }
    if (stream !== mine) return;
    if (failures++) show(page.texts.offline);
    await backOff(failures);
  }
}

async function read(reader) {
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const events = text.split("\n\n");
    text = events.pop();
    events.forEach(receive);
  }
}

function receive(event) {
  const data = event.split("\n").find((line) => line.startsWith("data: "));
  if (!data) return;
  const message = JSON.parse(data.slice(6));
  if (message.id <= state.lastId) return;
  state.lastId = message.id;
  say(message);
}

// ---- the page itself

function drawPage() {
  document.documentElement.lang = page.locale;
  document.documentElement.dir = page.dir;
  document.title = page.texts.title;
  document.querySelectorAll("[data-text]").forEach((node) => { node.textContent = page.texts[node.dataset.text]; });
  document.querySelectorAll("[data-label]").forEach((node) => node.setAttribute("aria-label", page.texts[node.dataset.label]));
  input.placeholder = page.texts.placeholder;
  input.setAttribute("aria-label", page.texts.placeholder);
  language.replaceChildren(...page.locales.map(({ code, name, dir }) => make("option", { value: code, textContent: name, lang: code, dir, selected: code === page.locale })));
  samples.replaceChildren(...page.samples.map(({ locale, dir, text }) => {
    const button = make("button", { type: "button", textContent: text, lang: locale, dir });
    button.addEventListener("click", () => send(text));
    return button;
  }));
}

async function speak(locale) {
  try {
    const response = await fetch(`/api/v1/page?locale=${encodeURIComponent(locale)}`);
    if (!response.ok) return;
    page = await response.json();
    state.locale = locale;
    save();
    drawPage();
    drawAll();
  } catch {
    show(page.texts.offline);
  }
}

function grow() {
  input.style.blockSize = "auto";
  input.style.blockSize = `${input.scrollHeight + 2}px`;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (text) send(text);
  input.value = "";
  grow();
  input.focus();
});
input.addEventListener("input", grow);
input.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
language.addEventListener("change", () => speak(language.value));
element("new").addEventListener("click", () => {
  forget();
  state = { ...load(), token: null, lastId: 0, messages: [], pending: [] };
  save();
  problem = "";
  drawAll();
  input.focus();
});
addEventListener("online", () => flush());

drawPage();
drawAll();
if (state.locale && state.locale !== page.locale) speak(state.locale);
if (state.token) listen();
flush();
