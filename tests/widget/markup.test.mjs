// Answers as data: what a text becomes, and that nothing but http(s) is ever a link.
import assert from "node:assert/strict";
import { test } from "node:test";

import { blocks, fileUrl, plain, safeUrl } from "../../channels/web/widget/markup.mjs";

test("a procedure's answer is a title, labelled paragraphs, a list and a source", () => {
  const text = "Passeport (adulte)\nPrix : \u2068500 DH.\u2069\nDocuments :\n• la CNIE\n• une photo\n\nSource : idarati.ma";
  assert.deepEqual(blocks(text), [
    { title: ["Passeport (adulte)"] },
    { text: [{ strong: "Prix :" }, " \u2068500 DH.\u2069"], gap: false },
    { text: [{ strong: "Documents :" }], gap: false },
    { list: [["la CNIE"], ["une photo"]] },
    { text: [{ strong: "Source :" }, " idarati.ma"], gap: true },
  ]);
});

test("a line alone is no title, and a sentence is none either", () => {
  assert.deepEqual(blocks("Passeport"), [{ text: ["Passeport"], gap: false }]);
  assert.deepEqual(blocks("Bonjour.\nQue voulez-vous ?")[0], { text: ["Bonjour."], gap: false });
});

test("what comes with files is a card: its first line is a title, its labels stand out", () => {
  assert.deepEqual(blocks("C’est réservé.\nNuméro : RV-2026-ABC123", true), [{ title: ["C’est réservé."] }, { text: [{ strong: "Numéro :" }, " RV-2026-ABC123"], gap: false }]);
});

test("a label that would tear an isolated value apart stays as it is", () => {
  assert.deepEqual(blocks("T\n\u2068A: b\u2069")[1].text, ["\u2068A: b\u2069"]);
  assert.deepEqual(blocks("T\n(Exemple : b)")[1].text, ["(Exemple : b)"]);
});

test("links end where they end: before punctuation and before the marks around values", () => {
  const link = (text) => blocks(text)[0].text.find((part) => part.href)?.href;
  assert.equal(link("Voir https://www.passeport.ma."), "https://www.passeport.ma/");
  assert.equal(link("\u2068https://www.idarati.ma/a?b=1\u2069, vérifié"), "https://www.idarati.ma/a?b=1");
  assert.equal(link("«https://cnie.ma»"), "https://cnie.ma/");
  assert.equal(link("شوف https://cnie.ma، دابا"), "https://cnie.ma/");
});

test("no other scheme, no credentials, nothing that only looks like an address is a link", () => {
  for (const text of ["javascript:alert(1)", "data:text/html,<b>", "vbscript:x", "ftp://a.b", "https://", "https://a@b.ma", "//evil.example", "JAVASCRIPT:https://x"]) {
    const parts = blocks(text).flatMap((block) => block.text);
    assert.equal(parts.some((part) => part.href && !part.href.startsWith("https://x")), false, text);
  }
  for (const address of ["javascript:alert(1)", " jAvAscript:alert(1)", "data:image/svg+xml,x", "blob:https://a/b", "https://user:pass@a.ma"]) {
    assert.equal(safeUrl(address, "https://ma.example/"), null, address);
  }
  assert.equal(safeUrl("./a", "https://ma.example/x/"), "https://ma.example/x/a");
});

test("hostile texts come out as the same characters", () => {
  for (const text of ["<img src=x onerror=alert(1)>", "</textarea><script>alert(1)</script>", "{{7*7}}", "${alert(1)}", "\u202egnp.exe"]) {
    assert.equal(blocks(text).flatMap((block) => block.text).map((part) => part.text ?? part.strong ?? part).join(""), text);
  }
  assert.deepEqual(blocks(null), []);
  assert.deepEqual(blocks({ toString: () => "x" }), [{ text: ["x"], gap: false }]);
});

test("copied text has no invisible marks", () => {
  assert.equal(plain("\u2068500\u2069 DH\u200f"), "500 DH");
  assert.equal(plain(undefined), "");
});

test("a long line without any end is taken in linear time", () => {
  const begun = performance.now();
  blocks(`T\n${"a".repeat(200000)}\n${"https://a.ma/".repeat(5000)}\n${" :".repeat(50000)}`);
  assert.ok(performance.now() - begun < 1000);
});

test("a file's address is below the gateway's or none", () => {
  const base = "https://bot.ma/assistant/";
  assert.equal(fileUrl("/files/a.ics?signature=x", base), "https://bot.ma/assistant/files/a.ics?signature=x");
  for (const path of ["//evil.example/x", "/\\evil.example", ":javascript:alert(1)", "https://evil.example", null, "\thttps://evil.example"]) {
    assert.ok(fileUrl(path, base)?.startsWith(base) ?? true, path);
  }
  for (const path of ["/../x", "/a/../../x", "./x", "/%2e%2e/x"]) assert.equal(fileUrl(path, base), null, path);
});
