// Portraits, and what can be done with them.

const ready = new Set();
/**
 * @param {HTMLElement} article
 * @param {number} source
 */
const showArticle = (article, source) => {
  const was = article === current;
  if (!ready.has(article)) prepare(article);
  ready.add(article);
  const back = article.querySelector(".back");
  if (back) back.setAttribute("href", lastList);
  show(article, textOf(article.querySelector("h2")), article.id === "_netz" ? "network" : "");
  if (source) {
    const line = all(article, ".sources li")[source - 1];
    all(article, ".here").forEach((one) => one.classList.remove("here"));
    line?.classList.add("here");
    line?.scrollIntoView({ block: "center" });
    line?.setAttribute("tabindex", "-1");
    line?.focus({ preventScroll: true });
  } else if (!was) {
    scrollTo({ top: 0, behavior: "instant" });
    article.querySelector("h2")?.focus({ preventScroll: true });
  }
};

/**
 * What a portrait has for those with a script: links to its sources, and what can be done with its contacts.
 * @param {HTMLElement} article
 */
const prepare = (article) => {
  const head = /** @type {HTMLElement} */ (article.querySelector("header"));
  head.prepend(make("a", { className: "back", href: "#" }, "← Alle Mitglieder"));
  all(article, ".figures tr:not(.note) td:last-child").forEach((cell) => cell.replaceChildren(make("sup", {}, textOf(cell))));
  all(article, "sup").forEach((sup) => {
    const links = [...textOf(sup).matchAll(/\d+/g)].flatMap(([number], n) => [n ? ", " : "", make("a", { href: `#${article.id}_q${number}`, "aria-label": `Quelle ${number}` }, number)]);
    sup.replaceChildren("[", ...links, "]");
  });
  const n = numbers.get(article.id);
  article.setAttribute("aria-label", textOf(article.querySelector("h2")));
  article.querySelector("h2")?.setAttribute("tabindex", "-1");
  article.querySelector(".topics")?.setAttribute("aria-label", "Themen");
  all(article, ".wide").forEach((wide) => {
    for (const [name, value] of [["role", "region"], ["tabindex", "0"], ["aria-label", "Zahlen"]]) wide.setAttribute(name, value);
  });
  const print = make("button", { type: "button" }, "Drucken");
  print.onclick = () => window.print();
  const contacts = /** @type {HTMLElement | null} */ (article.querySelector(".contacts h3"));
  const jump = make("button", { type: "button", className: "jump" }, "Zum Kontakt");
  jump.onclick = () => {
    contacts?.setAttribute("tabindex", "-1");
    contacts?.scrollIntoView();
    contacts?.focus({ preventScroll: true });
  };
  head.append(make("div", { className: "acts" }, ...(article.querySelector(".card") ? [jump] : []), print, ...(n === undefined ? [] : [picker(article.id, names[n])])));
  if (n !== undefined) {
    all(article, ".topics li").forEach((one, place) => {
      const topic = index.topics[index.members[n][3][place]];
      if (topic) one.replaceChildren(make("a", { href: addressOf({ ...NO_WISH, thema: [topic[0]] }) }, textOf(one)));
    });
  }
  all(article, ".card").forEach((card) => {
    all(card, "a[href^=tel], a[href^=mailto]").forEach((way) => way.after(" ", copier("kopieren", textOf(way), "copy")));
    const lines = all(card, "h4, p:not(.age)").map(textOf);
    const acts = [copier("Anschrift kopieren", lines.join("\n"))];
    const place = cards.indexOf(card);
    if (place >= 0 && packed && "DecompressionStream" in window) {
      const save = make("button", { type: "button", className: "first" }, "Karte speichern");
      save.onclick = async () => download((await vcards())[place], `${article.id}-${place - cards.findIndex((one) => article.contains(one)) + 1}.vcf`);
      acts.unshift(save);
    }
    card.append(make("div", { className: "acts" }, ...acts));
  });
};
