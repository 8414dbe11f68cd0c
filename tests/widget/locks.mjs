// Web Locks in miniature: exclusive ones, in order, with `signal` and `steal`.
export class Locks {
  #held = new Map(); // name → {reject}
  #waiting = new Map(); // name → [() => void]

  request(name, ...rest) {
    const work = rest.at(-1);
    const { steal = false, signal } = rest.length > 1 ? rest[0] : {};
    return new Promise((resolve, reject) => {
      const begin = () => {
        if (signal?.aborted) return reject(new Error("AbortError")), this.#next(name);
        const mine = { reject };
        this.#held.set(name, mine);
        Promise.resolve().then(work).then(resolve, reject).finally(() => {
          if (this.#held.get(name) === mine) this.#held.delete(name), this.#next(name);
        });
      };
      if (steal) {
        this.#held.get(name)?.reject(new Error("AbortError"));
        begin();
      } else if (this.#held.has(name)) this.#queue(name).push(begin);
      else begin();
    });
  }

  #queue(name) {
    if (!this.#waiting.has(name)) this.#waiting.set(name, []);
    return this.#waiting.get(name);
  }

  #next(name) {
    if (!this.#held.has(name)) this.#queue(name).shift()?.();
  }
}
