// Follows the talk down as it grows, and knows whether there is more below.
const SLACK = 24; // pixels
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Following {
  /** `host`: the element whose shadow root holds the log; it is drawn again when `more` changes. */
  constructor(host) {
    this.host = host;
    this.more = false;
    this.long = false;
  }

  get log() {
    return this.host.renderRoot.querySelector(".log");
  }

  /** Keeps the beginning of the last answer in sight: it is read from its first line. */
  down(atOnce) {
    const { log } = this;
    if (!log) return;
    const said = [...log.querySelectorAll(".mine")].at(-1);
    const above = (row) => row.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop;
    const start = said ? above(said) - 8 : this.host.session.rows.length > 12 ? Infinity : 0;
    log.scrollTo({ top: Math.min(start, log.scrollHeight), behavior: atOnce || calm() ? "instant" : "smooth" });
    this.look();
  }

  readOn() {
    const { log } = this;
    log.focus({ preventScroll: true });
    log.scrollBy({ top: log.clientHeight - 48, behavior: calm() ? "instant" : "smooth" });
  }

  /** A long talk keeps the room for 'read on', so that nothing moves under a finger when it comes or goes. */
  look() {
    const { log } = this;
    const beyond = log.scrollHeight - log.clientHeight;
    const more = beyond - log.scrollTop > SLACK;
    const long = beyond > SLACK || (this.long && beyond > 0);
    if (more === this.more && long === this.long) return;
    this.more = more;
    this.long = long;
    this.host.requestUpdate();
  }
}
