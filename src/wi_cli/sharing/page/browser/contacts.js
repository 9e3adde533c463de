// Contacts: cards to save, texts to copy, addresses for a mailing.

// The cards lie in the page in the order in which it shows the contacts.
const packed = document.getElementById("_karten");
const cards = all(document, "article:not(#_netz) .card");
/** @returns {Promise<string[]>} */
const vcards = async () => {
  const bytes = Uint8Array.from(atob(textOf(packed)), (character) => character.charCodeAt(0));
  const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
  return text.split(/(?<=END:VCARD\r\n)/);
};

/**
 * @param {string} text
 * @param {string} name
 */
const download = (text, name) => {
  const address = URL.createObjectURL(new Blob([text], { type: "text/vcard" }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};

/**
 * A button that copies a text, and says so.
 * @param {string} words
 * @param {string | (() => string)} text
 * @param {string} [className]
 */
const copier = (words, text, className = "") => {
  const button = make("button", { type: "button", className }, words);
  const say = (/** @type {string} */ shown, /** @type {string} */ done) => {
    button.textContent = shown;
    if (className) button.setAttribute("aria-label", `${text} ${done}`);
  };
  say(words, "kopieren");
  button.onclick = async () => {
    const done = await copy(typeof text === "string" ? text : text()) ? "kopiert" : "nicht kopiert";
    say(done, done);
    tell(done === "kopiert" ? "Kopiert" : "Der Browser lässt nicht kopieren: bitte den Text von Hand markieren");
    setTimeout(() => say(words, "kopieren"), 1600);
  };
  return button;
};

/** Whether a text could be copied. @param {string} text */
const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    // Where a page was not fetched over https, browsers have only the old way.
    const area = make("textarea", { value: text });
    (document.querySelector("dialog[open]") ?? document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus({ preventScroll: true });
    return done;
  }
};

const write = document.getElementById("_schreiben");
if (write) {
  write.onclick = () => {
    const hits = passing().map((hit) => articles[hit.n]);
    const addresses = [...new Set(hits.flatMap((article) => all(article, MAIL).map(textOf)))];
    const without = hits.filter((article) => !article.querySelector(MAIL)).length;
    const area = make("textarea", { readOnly: true, value: addresses.join("; "), "aria-label": "E-Mail-Adressen" });
    const close = make("button", { type: "button" }, "Schließen");
    const saved = hits.flatMap((article) => all(article, ".card")).map((card) => cards.indexOf(card));
    const save = make("button", { type: "button" }, `${saved.length} Karten speichern`);
    save.onclick = async () => {
      const every = await vcards();
      download(saved.map((place) => every[place]).join(""), "kontakte.vcf");
    };
    const dialog = make("dialog", { "aria-labelledby": "_adressen" },
      make("h2", { id: "_adressen" }, `${addresses.length} ${addresses.length === 1 ? "E-Mail-Adresse" : "E-Mail-Adressen"}`),
      make("p", { className: "none" }, without ? `${without} ${without === 1 ? "Mitglied hat" : "Mitglieder haben"} keine im Verzeichnis.` : "Durch Semikolon getrennt, wie Outlook sie nimmt."),
      area,
      make("div", { className: "acts" }, copier("Adressen kopieren", () => area.value), ...(packed && saved.length && "DecompressionStream" in window ? [save] : []), close));
    close.onclick = () => dialog.close();
    dialog.onclose = () => {
      document.body.append(byId("_meldung"));
      dialog.remove();
      write.focus();
    };
    // Outside of an open dialog nothing is read out.
    dialog.append(byId("_meldung"));
    document.body.append(dialog);
    dialog.showModal();
    area.select();
  };
}
