// A browser's storage, for as long as a test lasts; `room`: characters that one value may have.
export class Area {
  constructor(room = Infinity) {
    this.map = new Map();
    this.room = room;
  }

  getItem = (key) => this.map.get(key) ?? null;
  removeItem = (key) => this.map.delete(key);

  setItem(key, value) {
    if (value.length > this.room) throw new Error("QuotaExceededError");
    this.map.set(key, value);
  }
}
