// Reads the options of the script tag. Must run while the script itself runs: later `currentScript` is gone.

const one = (value, known, otherwise) => (known.includes(value) ? value : otherwise);

export function readOptions(script) {
  const data = script?.dataset ?? {};
  const endpoint = new URL(data.endpoint || ".", script?.src || location.href);
  if (!data.endpoint) endpoint.pathname = "/";
  return {
    endpoint: endpoint.href.replace(/\/$/, ""),
    lang: one(data.lang, ["nl", "en"], document.documentElement.lang.startsWith("en") ? "en" : "nl"),
    mode: one(data.mode, ["floating", "inline"], "floating"),
    theme: one(data.theme, ["light", "dark", "auto"], "auto"),
    remember: one(data.remember, ["tab", "device"], "tab"),
    region: (data.region || "").slice(0, 64),
    topic: data.startTopic || "",
    greeting: data.greeting || "",
    label: data.label || "",
    target: data.target || "",
    nonce: script?.nonce || "",
  };
}
