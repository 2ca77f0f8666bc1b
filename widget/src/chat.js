// The web chat as an element: opener, panel, conversation, menu. State of the talk itself lives in the session.
import { LitElement, html, nothing, unsafeCSS } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { LONGEST, composerView } from "./composer.js";
import { bubble, mark } from "./icons.js";
import { confirmView, linkView, menuView, ratingView } from "./menu.js";
import { messageView } from "./message.js";
import { Memory } from "./memory.js";
import { Session } from "./session.js";
import { Speech } from "./speech.js";
import { dayOf, strings } from "./strings.js";
import { itemsOf } from "./talk.js";
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
    more: { state: true },
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
    this.more = false;
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
    if (page === "talk") this.#scrollDown(true);
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
    this.#scrollDown(true);
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
    this.#scrollDown(what === "history");
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

  /** Follows the talk down, but keeps the beginning of the last answer in sight: it is read from its first line. */
  #scrollDown(atOnce) {
    const log = this.renderRoot.querySelector(".log");
    if (!log) return;
    const said = [...log.querySelectorAll(".mine")].at(-1);
    const start = said ? said.offsetTop - log.offsetTop - 8 : this.session.rows.length > 12 ? Infinity : 0;
    const calm = atOnce || matchMedia("(prefers-reduced-motion: reduce)").matches;
    log.scrollTo({ top: Math.min(start, log.scrollHeight), behavior: calm ? "instant" : "smooth" });
    this.#look(log);
  }

  #readOn() {
    const log = this.renderRoot.querySelector(".log");
    log.focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    log.scrollBy({ top: log.clientHeight - 48, behavior: calm ? "instant" : "smooth" });
  }

  #look(log) {
    this.more = log.scrollHeight - log.scrollTop - log.clientHeight > 24;
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
      ${inline ? html`<div class="panel" @keydown=${this.#onKey}>${this.#panel()}</div>` : this.#floating()}
    </section>`;
  }

  #floating() {
    const { t } = this;
    return html`<button type="button" class="opener" ?hidden=${this.open} aria-haspopup="dialog" @click=${this.openChat}>
        ${bubble}<span>${this.options.label || t.opener}</span>
        ${this.unread > 0 ? html`<span class="unread">${t.unread(this.unread)}</span>` : nothing}
      </button>
      <dialog class="panel" aria-labelledby="title" @keydown=${this.#onKey} @cancel=${this.#onCancel}>
        ${this.open ? this.#panel() : nothing}
      </dialog>`;
  }

  #panel() {
    const { t } = this;
    return html`
      <div class="head">
        <span class="badge">${mark}</span>
        <div class="names">
          <h2 id="title">${t.name}</h2>
          <p>${this.session.person ? this.session.person : t.subtitle}</p>
        </div>
        <button
          type="button"
          class="headbutton"
          aria-expanded=${this.page === "menu" ? "true" : "false"}
          @click=${() => this.show(this.page === "menu" ? "talk" : "menu")}
        >
          ${t.menu}
        </button>
        ${this.inline
          ? nothing
          : html`<button type="button" class="headbutton" @click=${this.closeChat}>${t.close}</button>`}
      </div>
      ${this.#notices()} ${this.page === "talk" ? this.#talk() : this.#aside()}
    `;
  }

  #notices() {
    const { session, t } = this;
    const trouble = this.alert || session.problem;
    return html`
      <div role="alert" class="notices">${trouble ? html`<p class="alert">${trouble}</p>` : nothing}</div>
      <div role="status" class="notices">
        ${session.offline ? html`<p class="note">${t.offline}</p>` : this.note ? html`<p class="note">${this.note}</p>` : nothing}
      </div>
    `;
  }

  #aside() {
    const { t } = this;
    const view = { t, chat: this, session: this.session, memory: this.memory };
    const restart = { ask: t.restartAsk, note: t.restartNote, yes: t.yesRestart, action: () => this.restart() };
    const remove = { ask: t.deleteAsk, note: t.deleteNote, yes: t.yesDelete, danger: true, action: () => this.remove() };
    if (this.page === "menu") return menuView(view);
    if (this.page === "rate") return ratingView(view);
    if (this.page === "telegram") return linkView(view, this.link);
    return confirmView(view, this.page === "delete" ? remove : restart);
  }

  #talk() {
    const { session, t, lang } = this;
    const items = itemsOf(session.rows, session.outbox, (at) => dayOf(at, lang));
    const ended = items.length > 0 && items.some(({ row }) => row.parts?.end);
    const asked = items.findLast((item) => item.asksDate)?.row.parts.date_input;
    const view = {
      t,
      lang,
      endpoint: this.options.endpoint,
      offline: session.offline,
      grown: () => this.#scrollDown(true),
      choose: ({ title, payload }) => this.say(title, payload),
    };
    return html`
      <div class="log" role="log" aria-label=${t.log} aria-live=${this.live} aria-relevant="additions" tabindex="0" @scroll=${(event) => this.#look(event.target)}>
        <p class="intro">${this.options.greeting} ${t.intro}</p>
        ${repeat(items, ({ key }) => key, (item) => messageView(item, view))}
        ${ended && !session.writing
          ? html`<p class="after"><button type="button" class="secondary" @click=${() => this.show("rate")}>${t.rate}</button></p>`
          : nothing}
      </div>
      <div class="below">
        ${this.more
          ? html`<button type="button" class="more" @click=${() => this.#readOn()}>${t.more}</button>`
          : nothing}
      </div>
      <div class="status" role="status">
        ${session.writing && !session.offline
          ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span><span>${t.typing}</span>`
          : nothing}
      </div>
      ${session.ended
        ? html`<div class="ended">
            <p role="status">${t[session.ended]}</p>
            <button type="button" class="primary" @click=${() => this.startNew()}>${t.startNew}</button>
          </div>`
        : composerView({ t, lang, chat: this, length: this.length, asked })}
    `;
  }
}
