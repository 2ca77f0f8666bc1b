// Entry of the script tag: reads its options, defines the element once, puts it into the page.
import { VroegwijzerChat } from "./chat.js";
import { readOptions } from "./options.js";

const TAG = "vroegwijzer-chat";
const script = document.currentScript;
const options = readOptions(script);

// Where adoptedStyleSheets is missing Lit writes a <style>; a strict policy then wants the page's nonce on it.
if (options.nonce) window.litNonce = options.nonce;
if (!customElements.get(TAG)) customElements.define(TAG, VroegwijzerChat);

function place() {
  const chat = document.createElement(TAG).configure(options);
  const target = options.target && document.querySelector(options.target);
  if (target) target.append(chat);
  else if (options.mode === "inline" && script?.isConnected) script.after(chat);
  else document.body.append(chat);
  // Any link or button of the page may open the chat.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-vroegwijzer-open]");
    if (!opener || options.mode === "inline") return;
    event.preventDefault();
    chat.openChat();
  });
}

if (document.body) place();
else document.addEventListener("DOMContentLoaded", place, { once: true });
