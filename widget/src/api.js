// Talks to the gateway. A problem it reports becomes a `Problem`; no usable answer becomes `Offline`.

export class Offline extends Error {}

export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.detail || "");
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may succeed later. */
  get passing() {
    return this.status === 429 || this.status >= 500;
  }
}

export class Api {
  constructor(endpoint, language) {
    this.root = `${endpoint}/api/conversations`;
    this.language = language;
  }

  begin = (body) => this.#json("POST", "", null, body);
  send = (talk, body) => this.#json("POST", `/${talk.id}/messages`, talk, body);
  restart = (talk, body) => this.#json("POST", `/${talk.id}/restart`, talk, body);
  rate = (talk, body) => this.#json("POST", `/${talk.id}/rating`, talk, body);
  link = (talk) => this.#json("POST", `/${talk.id}/link`, talk, {});
  setLanguage = (talk, language) => this.#json("PUT", `/${talk.id}/language`, talk, { language });
  delete = (talk) => this.#json("DELETE", `/${talk.id}`, talk);
  look = (talk, after, wait, signal) =>
    this.#json("GET", `/${talk.id}/messages?after=${after}&wait=${wait}`, talk, null, signal, (wait + 15) * 1000);

  async transcript(talk) {
    return (await this.#ask("GET", `/${talk.id}/transcript`, talk)).blob();
  }

  async #json(...request) {
    const response = await this.#ask(...request);
    return response.status === 204 ? null : response.json();
  }

  async #ask(method, path, talk, body, signal, patience = 20000) {
    const headers = { "Accept-Language": this.language };
    if (talk) headers.Authorization = `Bearer ${talk.token}`;
    if (body) headers["Content-Type"] = "application/json";
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), patience);
    const stop = () => limit.abort();
    signal?.addEventListener("abort", stop);
    try {
      const response = await fetch(this.root + path, {
        method,
        headers,
        body: body ? JSON.stringify(body) : undefined,
        signal: limit.signal,
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "origin",
      });
      if (response.ok) return response;
      const found = await response.json().catch(() => ({}));
      throw new Problem(response.status, found, Number(response.headers.get("Retry-After")) || 0);
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw new Offline(error.message);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    }
  }
}
