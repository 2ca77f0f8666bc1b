// Speech input, where the browser has it. The browser may send the voice to its maker, so the first press only says so.

const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;

export class Speech {
  static get offered() {
    return Boolean(Recognition);
  }

  on = false;
  #told = false;
  #recognition = null;

  /** `chat` hears through complain(note), fillIn(text) and requestUpdate(). */
  constructor(chat) {
    this.chat = chat;
  }

  toggle() {
    const { t } = this.chat;
    if (this.on) return this.#recognition.stop();
    if (!this.#told) {
      this.#told = true;
      return this.chat.tell(t.speakNote);
    }
    const recognition = new Recognition();
    this.#recognition = recognition;
    recognition.lang = this.chat.lang === "en" ? "en-GB" : "nl-NL";
    recognition.interimResults = false;
    recognition.onresult = (event) =>
      this.chat.fillIn(Array.from(event.results, (result) => result[0].transcript).join(" "));
    recognition.onerror = () => this.chat.complain(t.speakFailed);
    recognition.onend = () => this.#set(false);
    try {
      recognition.start();
      this.#set(true);
    } catch {
      this.chat.complain(t.speakFailed);
    }
  }

  #set(on) {
    this.on = on;
    this.chat.requestUpdate();
  }
}
