// Lets several messages of one answer appear one after the other, each after the time to read the one before.

const READING = 16; // milliseconds a character
const LEAST = 450;
const MOST = 1900;

export class Pace {
  #queue = [];
  #timer = 0;

  constructor(show) {
    this.show = show;
  }

  get busy() {
    return this.#queue.length > 0;
  }

  /** Shows the messages in order; all at once when `now`, or where nobody sees it. */
  add(messages, now) {
    this.#queue.push(...messages);
    if (now || document.hidden) this.flush();
    else if (!this.#timer) this.#next();
  }

  flush() {
    const all = this.#queue;
    this.clear();
    if (all.length) this.show(all);
  }

  clear() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#queue = [];
  }

  #next() {
    this.#timer = 0;
    const message = this.#queue.shift();
    if (!message) return;
    this.show([message]);
    const wait = Math.min(MOST, LEAST + READING * message.text.length);
    this.#timer = setTimeout(() => this.#next(), wait);
  }
}
