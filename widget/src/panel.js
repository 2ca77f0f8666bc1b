// What the open chat shows: its head, notices, the talk or a page of the menu, and the field to type in.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { composerView } from "./composer.js";
import { mark } from "./icons.js";
import { confirmView, linkView, menuView, ratingView } from "./menu.js";
import { messageView } from "./message.js";
import { dayOf } from "./strings.js";
import { itemsOf } from "./talk.js";

/** The open chat, whole: `chat` is the element. */
export function panelView(chat) {
  const { t } = chat;
  return html`
    <div class="head">
      <span class="badge">${mark}</span>
      <div class="names">
        <h2 id="title">${t.name}</h2>
        <p>${chat.session.person ? chat.session.person : t.subtitle}</p>
      </div>
      <button
        type="button"
        class="headbutton"
        aria-expanded=${chat.page === "menu" ? "true" : "false"}
        @click=${() => chat.show(chat.page === "menu" ? "talk" : "menu")}
      >
        ${t.menu}
      </button>
      ${chat.inline
        ? nothing
        : html`<button type="button" class="headbutton" @click=${chat.closeChat}>${t.close}</button>`}
    </div>
    ${noticesView(chat)} ${chat.page === "talk" ? talkView(chat) : asideView(chat)}
  `;
}

function noticesView(chat) {
  const { session, t } = chat;
  const trouble = chat.alert || session.problem;
  return html`
    <div role="alert" class="notices">${trouble ? html`<p class="alert">${trouble}</p>` : nothing}</div>
    <div role="status" class="notices">
      ${session.offline ? html`<p class="note">${t.offline}</p>` : chat.note ? html`<p class="note">${chat.note}</p>` : nothing}
    </div>
  `;
}

function asideView(chat) {
  const { t } = chat;
  const view = { t, chat, session: chat.session, memory: chat.memory };
  const restart = { ask: t.restartAsk, note: t.restartNote, yes: t.yesRestart, action: () => chat.restart() };
  const remove = { ask: t.deleteAsk, note: t.deleteNote, yes: t.yesDelete, danger: true, action: () => chat.remove() };
  if (chat.page === "menu") return menuView(view);
  if (chat.page === "rate") return ratingView(view);
  if (chat.page === "telegram") return linkView(view, chat.link);
  return confirmView(view, chat.page === "delete" ? remove : restart);
}

function talkView(chat) {
  const { session, t, lang, following } = chat;
  const items = itemsOf(session.rows, session.outbox, (at) => dayOf(at, lang));
  const ended = items.length > 0 && items.some(({ row }) => row.parts?.end);
  const asked = items.findLast((item) => item.asksDate)?.row.parts.date_input;
  const view = {
    t,
    lang,
    endpoint: chat.options.endpoint,
    offline: session.offline,
    grown: () => following.down(true),
    choose: ({ title, payload }) => chat.say(title, payload),
  };
  return html`
    <div class="log" role="log" aria-label=${t.log} aria-live=${chat.live} aria-relevant="additions" tabindex="0" @scroll=${() => following.look()}>
      <p class="intro">${chat.options.greeting} ${t.intro}</p>
      ${repeat(items, ({ key }) => key, (item) => messageView(item, view))}
      ${ended && !session.writing
        ? html`<p class="after"><button type="button" class="secondary" @click=${() => chat.show("rate")}>${t.rate}</button></p>`
        : nothing}
    </div>
    <div class="below">
      ${following.long
        ? html`<button type="button" class="more ${following.more ? "" : "out"}" @click=${() => following.readOn()}>
            ${t.more}
          </button>`
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
          <button type="button" class="primary" @click=${() => chat.startNew()}>${t.startNew}</button>
        </div>`
      : composerView({ t, lang, chat, length: chat.length, asked })}
  `;
}
