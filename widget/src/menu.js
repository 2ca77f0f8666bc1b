// Everything beside the talk itself: begin again, keep, delete, language, colours, letters, rating.
import { html, nothing } from "lit";

/** `view` is {t, chat, session, memory}; `chat` is the element that carries the actions out. */
export function menuView(view) {
  const { t, chat, session, memory } = view;
  const talking = Boolean(session.talk);
  const item = (label, action, extra = nothing) =>
    html`<li><button type="button" class="item" @click=${action}><span>${label}</span>${extra}</button></li>`;
  const toggle = (label, on, action) =>
    html`<li>
      <button type="button" class="item" role="switch" aria-checked=${on ? "true" : "false"} @click=${action}>
        <span>${label}</span><span class="onoff">${on ? t.on : t.off}</span>
      </button>
    </li>`;
  return html`<div class="page">
    <ul class="menu">
      ${talking ? item(t.restart, () => chat.show("restart")) : nothing}
      ${talking ? item(t.transcript, () => chat.saveTranscript()) : nothing}
      ${talking ? item(t.rate, () => chat.show("rate")) : nothing}
      ${session.talk?.continue_in?.includes("telegram") ? item(t.telegram, () => chat.makeLink()) : nothing}
      <li>
        <button type="button" class="item" lang=${chat.lang === "nl" ? "en" : "nl"} @click=${() => chat.switchLanguage()}>
          <span>${t.language}</span>
        </button>
      </li>
      ${toggle(t.larger, chat.larger, () => chat.setLarger(!chat.larger))}
      ${toggle(t.remember, memory.remember === "device", () => chat.setRemember(memory.remember !== "device"))}
      <li class="note">${t.rememberNote}</li>
    </ul>
    <fieldset class="themes">
      <legend>${t.theme}</legend>
      ${Object.entries(t.themes).map(
        ([name, label]) =>
          html`<label
            ><input type="radio" name="theme" .checked=${chat.theme === name} @change=${() => chat.setTheme(name)} />${label}</label
          >`,
      )}
    </fieldset>
    ${talking
      ? html`<button type="button" class="item danger" @click=${() => chat.show("delete")}>${t.delete}</button>`
      : nothing}
    ${backView(view)}
  </div>`;
}

export const backView = ({ t, chat }) =>
  html`<button type="button" class="plain" @click=${() => chat.show("talk")}>${t.back}</button>`;

export function confirmView(view, { ask, note, yes, danger, action }) {
  return html`<div class="page">
    <h3 id="ask" tabindex="-1">${ask}</h3>
    <p>${note}</p>
    <div class="pair">
      <button type="button" class=${danger ? "danger solid" : "primary"} @click=${action}>${yes}</button>
      <button type="button" class="secondary" @click=${() => view.chat.show("talk")}>${view.t.cancel}</button>
    </div>
  </div>`;
}

export function linkView(view, link) {
  return html`<div class="page">
    <h3 id="ask" tabindex="-1">${view.t.telegram}</h3>
    <p>${view.t.telegramNote}</p>
    <p>
      <a class="file" href=${link} target="_blank" rel="noopener noreferrer"
        ><span>${view.t.telegramOpen}<span class="unseen"> (${view.t.newTab})</span></span></a
      >
    </p>
    ${backView(view)}
  </div>`;
}

export function ratingView(view) {
  const { t, chat } = view;
  const send = (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    chat.rate(Number(form.get("stars")), String(form.get("comment") ?? ""));
  };
  return html`<form class="page" @submit=${send} novalidate>
    <fieldset class="stars">
      <legend id="ask" tabindex="-1">${t.rateAsk}</legend>
      ${t.stars.map((label, index) => html`<label><input type="radio" name="stars" value=${index + 1} />${label}</label>`)}
    </fieldset>
    <label class="field"><span>${t.rateComment}</span><textarea name="comment" rows="3" maxlength="1000"></textarea></label>
    <div class="pair">
      <button type="submit" class="primary">${t.rateSend}</button>
      <button type="button" class="secondary" @click=${() => chat.show("talk")}>${t.cancel}</button>
    </div>
  </form>`;
}
