// The conversation as a text file, made in the browser: nothing is asked of the gateway.

/** What was said, who said it and when. The marks that keep mixed lines in order stay. */
export function transcript(items, words, title) {
  const { say } = words;
  const one = (item) => {
    const who = item.mine ? say("you") : item.name || say("assistant");
    const things = [item.text, item.location && say("location-shared"), ...(item.media ?? []).map(() => say("document")), ...(item.files ?? []).map((file) => file.name)];
    const when = moment(item.at, words.locale);
    return [`${who}${when && ` (${when})`}`, ...things.filter(Boolean), ...(item.buttons ?? []).map((choice) => `[${choice.title}]`)].join("\n");
  };
  return [title, ...items.map(one)].join("\n\n") + "\n";
}

export function moment(at, locale) {
  const date = new Date(at ?? NaN);
  if (Number.isNaN(date.getTime())) return "";
  const shape = { dateStyle: "short", timeStyle: "short", numberingSystem: "latn" };
  return new Intl.DateTimeFormat([locale === "ary-Latn" ? "fr-MA" : locale === "ary" ? "ar-MA" : locale, "fr-MA"], shape).format(date);
}

/** Gives the citizen a file to keep. */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
