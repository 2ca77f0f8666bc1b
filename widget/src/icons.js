// Small pictures drawn here; decorative, so hidden from assistive technology.
import { svg, html } from "lit";

const icon = (paths) =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths}</svg>`;

export const bubble = icon(
  svg`<path d="M4 5.5A2.5 2.5 0 0 1 6.5 3h11A2.5 2.5 0 0 1 20 5.5v8a2.5 2.5 0 0 1-2.5 2.5H11l-4.6 4.1c-.5.5-1.4.1-1.4-.6V16A2.5 2.5 0 0 1 4 13.5z"/>`,
);
// A sun that rises over the horizon: early.
export const mark = icon(
  svg`<path d="M12 9a6 6 0 0 1 6 6H6a6 6 0 0 1 6-6z"/><path class="line" d="M2.5 18.5h19M12 3v2.5M4.2 7.2 6 9M19.800 7.2 18 9"/>`,
);
export const sendIcon = icon(svg`<path d="M3.4 20.6 21.500 12 3.400 3.400 3.300 10l11 2-11 2z"/>`);
export const fileIcon = icon(svg`<path class="line" d="M12 4v10m0 0 4-4m-4 4-4-4M5 19h14"/>`);
export const check = icon(svg`<path class="line" d="m5 12.500 4.500 4.500L19 7.500"/>`);
export const microphone = icon(
  svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path class="line" d="M5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3"/>`,
);
