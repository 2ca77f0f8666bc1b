// One conversation with the gateway: begins it, sends each message once, polls for news, survives reload and silence.

import { Api, Offline, Problem } from "./api.js";
import { Pace } from "./pace.js";

const WAIT = 25; // seconds the gateway may hold a poll
const PAUSES = [1, 2, 4, 8, 15]; // seconds between tries while the gateway is away

const sleep = (seconds, signal) =>
  new Promise((done) => {
    const timer = setTimeout(done, seconds * 1000);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      done();
    });
  });

const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

export class Session extends EventTarget {
  talk = null;
  rows = []; // what the gateway told and the pace let through, in order
  outbox = [];
  waiting = false;
  person = null;
  offline = false;
  problem = ""; // sentence of the gateway about the last message or start
  ended = ""; // "gone", "deleted" or "refused": no conversation goes on here
  active = false; // the panel is open

  #last = 0;
  #language = ""; // as the gateway last told
  #unsaid = ""; // chosen here, not yet told to the gateway
  #fresh = true; // the next rows are history: no pace, no announcement
  #abort = null;
  #polling = false;
  #sending = false;
  #starting = null;

  constructor(options, memory, language) {
    super();
    this.options = options;
    this.memory = memory;
    this.api = new Api(options.endpoint, language);
    this.pace = new Pace((rows) => this.#show(rows));
    this.talk = memory.talk;
    this.outbox = memory.outbox;
    window.addEventListener("online", () => this.#hurry());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#abort?.abort() : this.#hurry()));
    memory.onTalkElsewhere(() => this.#changedElsewhere());
  }

  /** The answer is under way, or messages of it still wait for their turn to be shown. */
  get writing() {
    return this.pace.busy || this.outbox.length > 0 || (this.waiting && !this.person);
  }

  /** Opens the conversation of before, or begins one. */
  async start() {
    this.active = true;
    if (this.ended === "refused") this.ended = "";
    if (this.talk) return this.#hurry();
    if (this.ended) return this.#changed();
    this.#starting ??= this.#begin().finally(() => (this.#starting = null));
    return this.#starting;
  }

  /** Sends what an earlier page could not, without opening the talk. */
  resume() {
    this.#hurry();
  }

  pause() {
    this.active = false;
    this.pace.flush();
    if (!this.writing) this.#abort?.abort();
  }

  /** Leaves the old conversation behind and begins a new one. */
  async startNew() {
    this.#forget("");
    await this.start();
  }

  send(text, payload) {
    this.pace.flush();
    this.problem = "";
    this.outbox = [...this.outbox, { client_id: newId(), text, payload, at: new Date().toISOString() }];
    this.memory.outbox = this.outbox;
    this.#changed();
    this.#flush();
  }

  async restart() {
    this.outbox = [];
    this.memory.outbox = [];
    await this.api.restart(this.talk, { client_id: newId() });
    this.#hurry();
  }

  async remove() {
    try {
      await this.api.delete(this.talk);
    } catch (error) {
      if (!(error instanceof Problem) || error.passing) throw error;
    }
    this.#forget("deleted");
  }

  async setLanguage(language) {
    this.api.language = language;
    this.#unsaid = language;
    await this.#tellLanguage();
  }

  async #tellLanguage() {
    const language = this.#unsaid;
    if (!language || !this.talk) return;
    try {
      await this.api.setLanguage(this.talk, language);
      if (this.#unsaid === language) this.#unsaid = "";
    } catch {
      // Told again with the next answer.
    }
  }

  /** Who asks for another language in the talk gets the chat around it in that language too. */
  #hearLanguage(language) {
    if (this.#unsaid) return this.#tellLanguage();
    if (!language || language === this.#language) return undefined;
    this.#language = language;
    if (language === this.api.language) return undefined;
    this.api.language = language;
    return this.dispatchEvent(new CustomEvent("language", { detail: language }));
  }

  async #begin() {
    const { region, topic } = this.options;
    for (let tries = 0; this.active && !this.talk; tries += 1) {
      try {
        this.#set({ offline: this.offline });
        this.talk = await this.api.begin({ language: this.api.language, region, topic });
        this.memory.talk = this.talk;
        this.#last = 0;
        this.#fresh = false;
        this.waiting = true;
        this.#set({ offline: false, problem: "", ended: "" });
      } catch (error) {
        if (error instanceof Problem && !error.passing) return this.#set({ ended: "refused", problem: error.message });
        this.#set({ offline: true, problem: error instanceof Problem ? error.message : "" });
        this.#abort = new AbortController();
        await sleep(error.retryAfter || PAUSES[Math.min(tries, 4)], this.#abort.signal);
      }
    }
    this.#poll();
    this.#flush();
  }

  #wanted() {
    return this.talk && !document.hidden && (this.active || this.waiting || this.outbox.length > 0);
  }

  #hurry() {
    this.#abort?.abort();
    this.#poll();
    this.#flush();
  }

  async #poll() {
    if (this.#polling) return;
    this.#polling = true;
    for (let tries = 0; this.#wanted(); ) {
      const talk = this.talk;
      const abort = new AbortController();
      this.#abort = abort;
      try {
        const news = await this.api.look(talk, this.#last, this.#fresh || this.offline ? 0 : WAIT, abort.signal);
        if (talk !== this.talk) continue;
        tries = 0;
        this.#take(news);
      } catch (error) {
        if (talk !== this.talk || (abort.signal.aborted && error instanceof Offline)) continue;
        if (this.#isOver(error)) break;
        this.#set({ offline: true });
        await sleep(error.retryAfter || PAUSES[Math.min(tries, 4)], abort.signal);
        tries += 1;
      }
    }
    this.#polling = false;
  }

  #take(news) {
    const history = this.#fresh;
    this.#fresh = false;
    this.#last = news.last;
    this.waiting = news.waiting;
    this.person = news.person;
    this.#hearLanguage(news.language);
    const arrived = new Set(news.messages.map((row) => row.client_id));
    const left = this.outbox.filter((entry) => !arrived.has(entry.client_id));
    if (left.length !== this.outbox.length) this.#keep(left);
    this.#set({ offline: false });
    const restarted = news.messages.findLastIndex((row) => row.role === "restart");
    if (restarted >= 0) {
      this.pace.clear();
      this.rows = [];
    }
    const rows = news.messages.slice(restarted + 1);
    // The worker's own words wait for nothing, and nothing said before them may come after.
    const own = rows.findLastIndex((row) => row.role === "worker") + 1;
    if (history || own) this.pace.add(rows.splice(0, history ? rows.length : own), true);
    this.pace.add(rows, !this.active);
    this.#changed(history ? "history" : "");
  }

  async #flush() {
    if (this.#sending || !this.talk) return;
    this.#sending = true;
    const sent = new Set();
    for (let tries = 0; this.outbox.some((entry) => !sent.has(entry.client_id)); ) {
      const talk = this.talk;
      const entry = this.outbox.find((other) => !sent.has(other.client_id));
      if (!talk) break;
      try {
        const { client_id, text, payload } = entry;
        await this.api.send(talk, payload ? { client_id, payload } : { client_id, text });
        sent.add(client_id);
        this.#keep(this.outbox.map((other) => (other === entry ? { ...other, sent: true } : other)));
        tries = 0;
        this.waiting = true;
        this.#set({ offline: false });
        this.#poll();
      } catch (error) {
        if (talk !== this.talk || this.#isOver(error)) break;
        if (error instanceof Problem && !error.passing) {
          this.#keep(this.outbox.filter((other) => other !== entry));
          this.#set({ problem: error.message });
          this.dispatchEvent(new CustomEvent("refused", { detail: entry }));
          continue;
        }
        this.#set({ offline: !(error instanceof Problem), problem: error instanceof Problem ? error.message : "" });
        await Promise.race([sleep(error.retryAfter || PAUSES[Math.min(tries, 4)]), this.#comesBack()]);
        tries += 1;
      }
    }
    this.#sending = false;
  }

  #comesBack() {
    return new Promise((done) => this.addEventListener("back", done, { once: true }));
  }

  #isOver(error) {
    if (!(error instanceof Problem) || ![401, 404].includes(error.status)) return false;
    this.#forget("gone");
    return true;
  }

  #forget(ended) {
    this.talk = null;
    this.memory.talk = null;
    this.rows = [];
    this.pace.clear();
    this.#keep([]);
    this.#last = 0;
    this.waiting = false;
    this.person = null;
    this.#set({ ended, problem: "", offline: false });
    this.#abort?.abort();
  }

  #changedElsewhere() {
    const talk = this.memory.talk;
    if (talk?.id === this.talk?.id) return;
    this.#last = 0;
    this.#fresh = true;
    this.rows = [];
    this.talk = talk;
    this.#set({ ended: talk ? "" : "gone" });
    this.#hurry();
  }

  #show(rows) {
    this.rows = [...this.rows, ...rows];
    this.#changed();
  }

  #keep(outbox) {
    this.outbox = outbox;
    this.memory.outbox = outbox;
  }

  #set(change) {
    const back = this.offline && change.offline === false;
    Object.assign(this, change);
    if (back) this.dispatchEvent(new Event("back"));
    this.#changed();
  }

  #changed(what = "") {
    this.dispatchEvent(new CustomEvent("change", { detail: what }));
  }
}
