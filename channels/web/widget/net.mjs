// The gateway's API. No cookie, no referrer, and the token in a header only.

/** A request that the server refused (`status` > 0) or that did not reach it (`status` 0). */
export class Refused extends Error {
  constructor(status, message = "", wait = 0) {
    super(message);
    this.status = status;
    this.wait = wait; // seconds
  }

  /** Whether the same request may succeed later. */
  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export class Api {
  /** `base`: the address of the gateway, with a slash at its end. */
  constructor(base) {
    this.base = base;
  }

  texts = (wishes) => this.#json("GET", `widget?locale=${encodeURIComponent(wishes)}`, null, undefined, "default");
  open = (locale) => this.#json("POST", "conversations", null, { locale });
  send = (token, message) => this.#json("POST", "messages", token, message);
  close = (token) => this.#json("POST", "conversations/close", token);
  erase = (token) => this.#json("DELETE", "conversations", token);
  feedback = (token, value) => this.#json("POST", "feedback", token, value);

  /** The body of the stream of events after `last`. */
  async events(token, last, signal) {
    const headers = last ? { "Last-Event-ID": last } : {};
    return (await this.#fetch("events?full=1", { headers, signal }, token)).body;
  }

  async media(token, id) {
    return (await this.#fetch(`media/${encodeURIComponent(id)}`, {}, token)).blob();
  }

  /** Uploads bytes; `progress` hears of the part that is done (0…1). XMLHttpRequest, because `fetch` tells no progress. */
  upload(token, file, progress, signal) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", this.#address("media"));
      request.setRequestHeader("Authorization", `Bearer ${token}`);
      request.responseType = "json";
      request.upload.onprogress = ({ loaded, total, lengthComputable }) => lengthComputable && progress(loaded / total);
      request.onload = () => (request.status === 201 ? resolve(request.response) : reject(new Refused(request.status, String(request.response?.error?.message ?? ""))));
      request.onerror = request.ontimeout = request.onabort = () => reject(new Refused(0));
      signal.addEventListener("abort", () => request.abort(), { once: true });
      request.send(file);
    });
  }

  async #json(method, path, token, body, cache) {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), 30000);
    try {
      const options = { method, cache, signal: controller.signal, body: body && JSON.stringify(body) };
      return await (await this.#fetch(path, options, token)).json();
    } catch (error) {
      throw error instanceof Refused ? error : new Refused(0);
    } finally {
      clearTimeout(timer);
    }
  }

  async #fetch(path, { headers, cache = "no-store", ...options }, token) {
    const key = token ? { Authorization: `Bearer ${token}` } : {};
    const ours = { cache, credentials: "omit", referrerPolicy: "no-referrer", headers: { ...headers, ...key } };
    const response = await fetch(this.#address(path), { ...options, ...ours });
    if (response.ok) return response;
    const said = await response.json().catch(() => ({}));
    throw new Refused(response.status, String(said.error?.message ?? ""), Number(response.headers.get("Retry-After")) || 0);
  }

  #address = (path) => `${this.base}api/v1/${path}`;
}
