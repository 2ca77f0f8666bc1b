// Where the worker answers: a text field that is always there, a date picker where a date is asked, speech on request.
import { html, nothing } from "lit";
import { microphone, sendIcon } from "./icons.js";
import { dateInWords } from "./strings.js";

export const LONGEST = 2000;
const WARN_AT = 1800;

/** `view` is {t, lang, chat, length, asked}; `asked` is the date_input in force, if any. */
export function composerView(view) {
  const { t, chat, length, asked } = view;
  const onKey = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  };
  const submit = (event) => {
    event.preventDefault();
    chat.sendTyped();
  };
  return html`
    ${asked ? dateView(view) : nothing}
    <form class="composer" @submit=${submit}>
      <div class="above">
        <label class="label" for="input">${t.input}</label>
        ${chat.speech ? speechView(view) : nothing}
      </div>
      <div class="row">
        <textarea
          id="input"
          rows="1"
          autocomplete="off"
          enterkeyhint="send"
          aria-describedby="count"
          @input=${(event) => chat.typed(event.target)}
          @keydown=${onKey}
        ></textarea>
        <button type="submit" class="primary send">${sendIcon}<span>${t.send}</span></button>
      </div>
      <p id="count" class="hint">${length > WARN_AT && length <= LONGEST ? t.left2(LONGEST - length) : nothing}</p>
    </form>
  `;
}

function dateView({ t, lang, chat, asked }) {
  const submit = (event) => {
    event.preventDefault();
    const field = event.target.elements.date;
    const { value } = field;
    const { min, max } = asked;
    if (!value) return chat.complain(t.noDate, field);
    if (min && value < min) return chat.complain(t.dateFrom(dateInWords(min, lang)), field);
    if (max && value > max) return chat.complain(t.dateUntil(dateInWords(max, lang)), field);
    return chat.say(dateInWords(value, lang));
  };
  return html`<form class="date" @submit=${submit} novalidate>
    <label class="label" for="date">${t.date}</label>
    <div class="row">
      <input id="date" name="date" type="date" min=${asked.min ?? "1950-01-01"} max=${asked.max ?? "2099-12-31"} aria-describedby="dateor" />
      <button type="submit" class="secondary">${t.useDate}</button>
    </div>
    <p id="dateor" class="hint">${t.dateOr}</p>
  </form>`;
}

const speechView = ({ t, chat }) =>
  html`<button type="button" class="plain speak" aria-pressed=${chat.speech.on ? "true" : "false"} @click=${() => chat.speech.toggle()}>
    ${microphone}<span>${chat.speech.on ? t.speaking : t.speak}</span>
  </button>`;
