// What outlives a page: the key to the conversation and messages not yet sent; never what the assistant said.
// `tab` (sessionStorage) ends with the tab; `device` (localStorage) stays. A browser that forbids storage still works.

const usable = (name) => {
  try {
    const storage = window[name];
    storage.setItem("vroegwijzer", "1");
    storage.removeItem("vroegwijzer");
    return storage;
  } catch {
    return null;
  }
};

export class Memory {
  constructor(endpoint, remember) {
    this.key = `vroegwijzer:${endpoint}`;
    this.tab = usable("sessionStorage");
    this.device = usable("localStorage");
    const chosen = this.#read(this.device, "choice") ?? {};
    this.remember = chosen.remember ?? remember;
  }

  get choices() {
    return this.#read(this.device, "choice") ?? {};
  }

  /** Settings of this reader: theme, larger, lang, remember. */
  choose(change) {
    this.#write(this.device, "choice", { ...this.choices, ...change });
  }

  get talk() {
    return this.#read(this.#place, "talk") ?? this.#read(this.tab, "talk");
  }

  set talk(talk) {
    this.#write(this.#place, "talk", talk);
    if (!talk) {
      this.#write(this.tab, "talk", null);
      this.#write(this.device, "talk", null);
    }
  }

  /** Messages of this tab that the gateway has not confirmed. */
  get outbox() {
    return this.#read(this.tab, "outbox") ?? [];
  }

  set outbox(outbox) {
    this.#write(this.tab, "outbox", outbox.length ? outbox : null);
  }

  get open() {
    return this.#read(this.tab, "open") ?? false;
  }

  set open(open) {
    this.#write(this.tab, "open", open);
  }

  setRemember(remember) {
    const talk = this.talk;
    this.remember = remember;
    this.choose({ remember });
    this.#write(remember === "device" ? this.tab : this.device, "talk", null);
    if (talk) this.talk = talk;
  }

  /** Calls back when another tab changed the remembered conversation. */
  onTalkElsewhere(callback) {
    window.addEventListener("storage", (event) => {
      if (event.storageArea === this.device && event.key === `${this.key}:talk`) callback();
    });
  }

  get #place() {
    return this.remember === "device" ? this.device : this.tab;
  }

  #read(storage, name) {
    try {
      return JSON.parse(storage?.getItem(`${this.key}:${name}`) ?? "null");
    } catch {
      return null;
    }
  }

  #write(storage, name, value) {
    try {
      if (value === null) storage?.removeItem(`${this.key}:${name}`);
      else storage?.setItem(`${this.key}:${name}`, JSON.stringify(value));
    } catch {
      // A full store only costs the reload its memory.
    }
  }
}
