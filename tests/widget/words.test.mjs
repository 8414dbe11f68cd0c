// Which language is asked for, files and transcripts.
import assert from "node:assert/strict";
import { test } from "node:test";

import { moment, transcript } from "../../channels/web/widget/transcript.mjs";
import { fault, prepared } from "../../channels/web/widget/upload.mjs";
import { Words, wishes } from "../../channels/web/widget/words.mjs";

test("the citizen's choice comes first, then the page's, then the browser's languages", () => {
  assert.equal(wishes("zgh", "ar", ["en-GB", "fr"]), "zgh,ar,en-GB,fr");
  assert.equal(wishes(null, "ar_MA", undefined), "ar-MA");
});

test("what is no language tag is not asked for", () => {
  assert.equal(wishes("<b>", "fr&x=1", ["", "a", "toolonglanguage", "ary-Latn"]), "ary-Latn");
});

test("a word that the gateway does not have is its own name; a direction is one of two", () => {
  const words = new Words({ locale: "fr", dir: "ltr", texts: { send: "Envoyer" } });
  assert.deepEqual([words.say("send"), words.say("other")], ["Envoyer", "other"]);
  assert.equal(new Words({ locale: "fr", dir: "\"><b>" }).dir, "ltr");
});

test("photos and PDF may be attached, nothing else, and nothing empty or too large", () => {
  const limits = { media_types: ["image/jpeg", "application/pdf"], media_bytes: 1000 };
  const file = (type, size) => ({ type, size });
  assert.equal(fault(file("image/jpeg", 500), limits), null);
  assert.equal(fault(file("image/heic", 500), limits), null); // the browser may be able to draw it again
  assert.equal(fault(file("image/jpeg", 5000), limits), null); // it is made smaller
  assert.equal(fault(file("application/pdf", 5000), limits), "attach-large");
  for (const type of ["image/svg+xml", "text/html", "application/zip", ""]) assert.equal(fault(file(type, 5), limits), "attach-type");
  assert.equal(fault(file("image/jpeg", 0), limits), "attach-type");
});

test("a document goes as it is", async () => {
  const file = { type: "application/pdf", size: 10 };
  assert.equal(await prepared(file), file);
});

test("a picture that this browser cannot draw goes as it is", async () => {
  const file = { type: "image/jpeg", size: 10000000 };
  assert.equal(await prepared(file), file);
});

test("a transcript says who said what, and what could be chosen", () => {
  const words = new Words({ locale: "fr", dir: "ltr", texts: { you: "Vous", assistant: "Chobbak", "location-shared": "Ma position", document: "Document" } });
  const items = [
    { mine: true, text: "combien ?", at: "2026-12-01T04:31:07Z" },
    { text: "500 DH", buttons: [{ title: "Papiers" }], files: [{ name: "rendez-vous.ics" }] },
    { mine: true, text: "", location: true, media: [{ id: "x" }] },
  ];
  const text = transcript(items, words, "Commune");
  assert.match(text, /^Commune\n\nVous \(01\/12\/2026.*\)\ncombien \?\n\nChobbak\n500 DH\nrendez-vous.ics\n\[Papiers\]\n\nVous\nMa position\nDocument\n$/);
});

test("a moment is written with the digits of Morocco, in every locale", () => {
  for (const locale of ["fr", "ar", "ary", "ary-Latn", "zgh", "zgh-Latn", "en"]) assert.match(moment("2026-12-01T04:31:07Z", locale), /2026|26/);
  assert.equal(moment("yesterday", "fr"), "");
  assert.equal(moment(undefined, "fr"), "");
});
