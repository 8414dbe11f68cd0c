// Server-sent events out of the body of a `fetch`: EventSource cannot send a token in a header.

/** Yields `{event, id, data}` for every event of a stream of bytes; `alive()` is called whenever anything arrives. */
export async function* events(body, alive = () => {}) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      alive();
      text += decoder.decode(value, { stream: true });
      const whole = text.split(/\r?\n\r?\n/);
      text = whole.pop();
      for (const one of whole) {
        const event = parsed(one);
        if (event) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parsed(text) {
  const fields = { event: "message", id: null, data: [] };
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = /^([a-z]+): ?(.*)$/.exec(line) ?? [];
    if (name === "data") fields.data.push(value);
    else if (name === "event" || name === "id") fields[name] = value;
  }
  if (!fields.data.length) return null;
  try {
    return { ...fields, data: JSON.parse(fields.data.join("\n")) };
  } catch {
    return null; // not ours
  }
}
