// Which locale to speak, and the words of the interface in it. The gateway negotiates and sends them in one request.

/** Language tags by preference: the citizen's choice, what the page speaks or asks for, the browser's languages. */
export const wishes = (chosen, page, browsers = []) =>
  [chosen, page, ...browsers].filter((tag) => /^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$/.test(tag ?? "")).slice(0, 10).join(",").replaceAll("_", "-");

/** The words of one locale; a word that the gateway does not have is its own name, so that nothing is ever empty. */
export class Words {
  constructor(page) {
    Object.assign(this, { locale: String(page.locale), dir: page.dir === "rtl" ? "rtl" : "ltr", page });
  }

  say = (name) => String(this.page.texts?.[name] ?? name);
}
