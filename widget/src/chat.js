// The web chat as an element: opener, panel, conversation, menu. State of the talk itself lives in the session.
import { LitElement, html, nothing, unsafeCSS } from "lit";
import { LONGEST } from "./composer.js";
import { Following } from "./following.js";
import { bubble } from "./icons.js";
import { Memory } from "./memory.js";
import { panelView } from "./panel.js";
import { Session } from "./session.js";
import { Speech } from "./speech.js";
import { strings } from "./strings.js";
import css from "./style.css";

const SMALL = "(max-width: 480px), (max-height: 420px)";

export class VroegwijzerChat extends LitElement {
  static styles = unsafeCSS(css);
  static properties = {
    open: { state: true },
    page: { state: true },
    theme: { state: true },
    larger: { state: true },
    alert: { state: true },
    note: { state: true },
    length: { state: true },
  };

  /** Call once, before the element is put into the page. */
  configure(options) {
    this.options = options;
    this.inline = options.mode === "inline";
    this.memory = new Memory(options.endpoint, options.remember);
    const { lang, theme, larger } = this.memory.choices;
    this.lang = lang ?? options.lang;
    this.theme = theme ?? options.theme;
    this.larger = larger ?? false;
    // On a small screen the panel would cover the page the reader went to.
    this.open = this.inline || (this.memory.open && !matchMedia(SMALL).matches);
    this.page = "talk";
    this.alert = "";
    this.note = "";
    this.length = 0;
    this.following = new Following(this);
    this.link = "";
    this.unread = 0;
    this.live = "off";
    this.speech = Speech.offered ? new Speech(this) : null;
    this.session = new Session(options, this.memory, this.lang);
    this.session.addEventListener("change", (event) => this.#changed(event.detail));
    this.session.addEventListener("refused", ({ detail }) => this.fillIn(detail.payload ? "" : detail.text));
    this.session.addEventListener("language", ({ detail }) => this.#speak(detail));
    return this;
  }

  get t() {
    return strings(this.lang);
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.session.outbox.length) this.session.resume();
    if (!this.inline) return;
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      this.#begin();
    });
    seen.observe(this);
  }

  firstUpdated() {
    if (this.open && !this.inline) this.#openPanel(false);
  }

  // --- opening and closing

  async show(page) {
    this.page = page;
    this.alert = "";
    await this.updateComplete;
    if (page === "talk") this.#focusTalk();
    else this.renderRoot.querySelector("#ask, .page button")?.focus();
    if (page === "talk") this.following.down(true);
  }

  async openChat() {
    this.open = true;
    this.memory.open = true;
    await this.updateComplete;
    this.#openPanel(true);
  }

  async closeChat() {
    this.renderRoot.querySelector("dialog")?.close();
    this.open = false;
    this.page = "talk";
    this.memory.open = false;
    this.session.pause();
    await this.updateComplete;
    this.renderRoot.querySelector(".opener")?.focus();
  }

  #openPanel(focus) {
    const dialog = this.renderRoot.querySelector("dialog");
    if (!dialog.open) {
      if (matchMedia(SMALL).matches && focus) dialog.showModal();
      else dialog.setAttribute("open", "");
    }
    this.unread = 0;
    if (focus) this.#focusTalk();
    this.#begin();
    this.following.down(true);
  }

  #begin() {
    // What was said before is not read out again; a conversation that begins now is.
    this.live = this.session.talk && !this.session.rows.length ? "off" : "polite";
    this.requestUpdate();
    this.session.start();
  }

  // --- saying something

  say(text, payload) {
    this.alert = "";
    this.note = "";
    this.session.send(text, payload);
    this.#focusTalk();
  }

  sendTyped() {
    const field = this.#field();
    const text = field.value.trim();
    if (!text) return this.complain(this.t.empty);
    if (text.length > LONGEST) return this.complain(this.t.tooLong(text.length, LONGEST));
    field.value = "";
    this.typed(field);
    return this.say(text);
  }

  typed(field) {
    this.length = field.value.length;
    if (this.alert) this.alert = "";
    field.rows = Math.min(5, Math.max(1, Math.ceil(this.length / 34), field.value.split("\n").length));
  }

  fillIn(text) {
    const field = this.#field();
    if (!field || !text) return;
    field.value = field.value ? `${field.value} ${text}` : text;
    this.typed(field);
    field.focus();
  }

  complain(sentence, field = this.#field()) {
    this.alert = sentence;
    field?.focus();
  }

  tell(sentence) {
    this.note = sentence;
  }

  // --- the menu's actions

  async #try(action, done) {
    this.alert = "";
    try {
      await action();
      if (done) this.note = done;
      return true;
    } catch (error) {
      this.alert = error.status ? error.message : this.t.failed;
      return false;
    }
  }

  async restart() {
    if (await this.#try(() => this.session.restart())) await this.show("talk");
  }

  async remove() {
    if (!(await this.#try(() => this.session.remove()))) return;
    this.page = "talk";
    await this.updateComplete;
    this.renderRoot.querySelector(".ended button")?.focus();
  }

  async startNew() {
    this.live = "polite";
    await this.session.startNew();
    await this.updateComplete;
    this.#field()?.focus();
  }

  async saveTranscript() {
    await this.#try(async () => {
      const url = URL.createObjectURL(await this.session.api.transcript(this.session.talk));
      const link = document.createElement("a");
      link.href = url;
      link.download = `vroegwijzer-${new Date().toISOString().slice(0, 10)}.txt`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60000);
    }, this.t.transcriptDone);
  }

  async makeLink() {
    await this.#try(async () => {
      this.link = (await this.session.api.link(this.session.talk)).url;
      await this.show("telegram");
    });
  }

  async rate(stars, comment) {
    if (!stars) {
      this.alert = this.t.rateNone;
      return;
    }
    const sent = await this.#try(() => this.session.api.rate(this.session.talk, { stars, comment }), this.t.rated);
    if (sent) await this.show("talk");
  }

  async switchLanguage() {
    this.#speak(this.lang === "nl" ? "en" : "nl");
    await this.session.setLanguage(this.lang);
    await this.show("talk");
  }

  #speak(lang) {
    this.lang = lang;
    this.memory.choose({ lang });
    this.requestUpdate();
  }

  setLarger(larger) {
    this.larger = larger;
    this.memory.choose({ larger });
  }

  setTheme(theme) {
    this.theme = theme;
    this.memory.choose({ theme });
  }

  setRemember(device) {
    this.memory.setRemember(device ? "device" : "tab");
    this.requestUpdate();
  }

  // --- drawing

  async #changed(what) {
    if (!this.open) this.unread = this.session.rows.filter((row) => row.role !== "worker").length - (this.read ?? 0);
    else this.read = this.session.rows.filter((row) => row.role !== "worker").length;
    this.requestUpdate();
    await this.updateComplete;
    this.following.down(what === "history");
    if (what === "history") setTimeout(() => ((this.live = "polite"), this.requestUpdate()), 300);
  }

  #field() {
    return this.renderRoot.querySelector("#input");
  }

  /** Where a keyboard is at hand the field; a touch screen would cover the answer with its own keyboard. */
  #focusTalk() {
    const touch = matchMedia("(pointer: coarse)").matches;
    this.renderRoot.querySelector(touch ? ".log" : "#input")?.focus();
  }

  #onKey = (event) => {
    if (event.key !== "Escape" || (this.inline && this.page === "talk")) return;
    event.stopPropagation();
    this.#onCancel(event);
  };

  /** Escape, or the back gesture of a phone: one step back. */
  #onCancel = (event) => {
    event.preventDefault();
    if (this.page !== "talk") this.show("talk");
    else this.closeChat();
  };

  render() {
    const { t, inline } = this;
    return html`<section
      class="root ${inline ? "inline" : "floating"} ${this.larger ? "larger" : ""}"
      lang=${this.lang}
      data-theme=${this.theme}
      aria-label=${t.name}
    >
      ${inline ? html`<div class="panel" @keydown=${this.#onKey}>${panelView(this)}</div>` : this.#floating()}
    </section>`;
  }

  #floating() {
    const { t } = this;
    return html`<button type="button" class="opener" ?hidden=${this.open} aria-haspopup="dialog" @click=${this.openChat}>
        ${bubble}<span>${this.options.label || t.opener}</span>
        ${this.unread > 0 ? html`<span class="unread">${t.unread(this.unread)}</span>` : nothing}
      </button>
      <dialog class="panel" aria-labelledby="title" @keydown=${this.#onKey} @cancel=${this.#onCancel}>
        ${this.open ? panelView(this) : nothing}
      </dialog>`;
  }
}
