// Turns the rows of a conversation into what is shown: which buttons still count, what was chosen, where a day begins.

/** Items in order: {key, row, choices: "open"|"done"|"", chosen, asksDate, day, follows}; `follows`: same speaker again. */
export function itemsOf(rows, outbox, dayOf) {
  const all = [...rows, ...outbox.map((entry) => ({ ...entry, role: "worker", chosen: entry.payload, unsent: true }))];
  const items = [];
  let open = [];
  let day = "";
  for (const row of all) {
    const item = { key: row.client_id ?? `s${row.seq}`, row, chosen: "", choices: "", asksDate: false, day: "", follows: false };
    const today = dayOf(row.at);
    if (today !== day) item.day = day = today;
    const before = items.at(-1)?.row;
    item.follows = !item.day && before?.role === row.role && before?.at?.slice(0, 16) === row.at?.slice(0, 16);
    if (row.role === "worker") {
      for (const asked of open) {
        asked.choices = asked.choices && "done";
        asked.asksDate = false;
        asked.chosen = (asked.row.parts.buttons ?? []).find((b) => isChosen(b, row))?.payload ?? "";
      }
      open = [];
    } else if (row.parts) {
      item.choices = row.parts.buttons?.length ? "open" : "";
      if (row.parts.date_input) {
        for (const asked of open) asked.asksDate = false;
        item.asksDate = true;
      }
      open.push(item);
    }
    items.push(item);
  }
  return items;
}

const isChosen = (button, row) =>
  row.chosen ? button.payload === row.chosen : button.title.toLowerCase() === row.text.toLowerCase();

/** Text as parts: strings and {href} for web addresses. */
export function withLinks(text) {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/)
    .map((part, index) => (index % 2 ? { href: part } : part));
}

/** An address within the gateway's own host, or "" for any other. */
export function ownAddress(url, endpoint) {
  try {
    const found = new URL(url, `${endpoint}/`);
    return found.origin === new URL(endpoint).origin ? found.href : "";
  } catch {
    return "";
  }
}
