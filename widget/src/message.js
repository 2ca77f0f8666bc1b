// One message of the conversation: words, picture, file, progress, choices.
import { html, nothing } from "lit";
import { check, fileIcon } from "./icons.js";
import { clockTime } from "./strings.js";
import { ownAddress, withLinks } from "./talk.js";

const EVENTS = {
  delayed: (t) => t.slow,
  silent: (t) => t.silent,
  person_joined: (t, row) => t.joined(row.parts.name),
  person_left: (t, row) => t.left(row.parts.name),
  moved: (t) => t.moved,
};

/** `view` is {t, lang, endpoint, offline, choose, grown}. */
export function messageView(item, view) {
  const { row } = item;
  const day = item.day ? html`<p class="day"><span>${item.day}</span></p>` : nothing;
  if (row.role === "event") {
    const words = EVENTS[row.text]?.(view.t, row);
    return words ? html`${day}<p class="event">${words}</p>` : day;
  }
  const mine = row.role === "worker";
  const who = mine ? view.t.you : row.role === "person" ? view.t.person : view.t.assistant;
  return html`${day}
    <div class="message ${mine ? "mine" : "theirs"} ${row.role}">
      ${item.follows
        ? nothing
        : html`<p class="meta">
            <span class="who">${who}</span> <time datetime=${row.at}>${clockTime(row.at, view.lang)}</time>
          </p>`}
      ${row.text ? html`<div class="bubble"><p class="words">${wordsView(row.text, view)}</p>${partsView(row, view)}</div>` : partsView(row, view)}
      ${row.unsent && !row.sent ? html`<p class="state">${view.offline ? view.t.kept : view.t.sending}</p>` : nothing}
      ${item.choices ? choicesView(item, view) : nothing}
    </div>`;
}

const wordsView = (text, view) =>
  withLinks(text).map((part) =>
    part.href
      ? html`<a href=${part.href} target="_blank" rel="noopener noreferrer"
          >${part.href.replace(/^https?:\/\/(www\.)?/, "")}<span class="unseen"> (${view.t.newTab})</span></a
        >`
      : part,
  );

function partsView({ parts = {} }, view) {
  const { image, file, progress, handover } = parts;
  const picture = image && ownAddress(image.url, view.endpoint);
  const address = file && ownAddress(file.url, view.endpoint);
  return html`
    ${picture ? html`<img class="picture" src=${picture} alt=${image.alt ?? ""} @load=${view.grown} />` : nothing}
    ${address
      ? html`<a class="file" href=${address} download=${file.name ?? ""}
          >${fileIcon}<span>${view.t.download} ${file.name}</span></a
        >`
      : nothing}
    ${progress?.total
      ? html`<div class="progress">
          <progress max=${progress.total} value=${progress.done} aria-label=${view.t.progress(progress.done, progress.total)}></progress>
          <span aria-hidden="true">${view.t.progress(progress.done, progress.total)}</span>
        </div>`
      : nothing}
    ${handover ? html`<p class="event">${view.t.joining}</p>` : nothing}
  `;
}

function choicesView(item, view) {
  const done = item.choices === "done";
  return html`<div class="choices" role="group" aria-label=${view.t.choices}>
    ${item.row.parts.buttons.map((button) => {
      const chosen = done && button.payload === item.chosen;
      return html`<button
        type="button"
        class="choice ${chosen ? "chosen" : ""}"
        ?disabled=${done}
        @click=${() => view.choose(button)}
      >
        ${chosen ? check : nothing}<span>${button.title}</span>${chosen
          ? html`<span class="unseen">(${view.t.chosen})</span>`
          : nothing}
      </button>`;
    })}
  </div>`;
}
