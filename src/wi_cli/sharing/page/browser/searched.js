// What of the members is searched: the texts of their portraits.

/** The text of an element without the numbers of its sources, and what else is not its own. @param {Element | null | undefined} one */
const ownText = (one) => {
  let text = "";
  for (let node = one?.firstChild; node; node = node.nextSibling) if (!["SUP", "BUTTON", "B"].includes(node.nodeName)) text += node.textContent;
  return text.trim();
};
/**
 * What can be found of a member, as wi_cli.finding.texts has it: in which field, and the text.
 * @param {number} n
 * @returns {Searched}
 */
const searched = (n) => {
  const article = articles[n] ?? byId("_netz");
  /** @type {Partial<Entry>} */
  const [id = "network", state = -1, kind = -1, topics = [], population = null, since = "", left = 0] = index.members[n] ?? [];
  const network = !index.members[n];
  /** @type {[string, string][]} */
  const texts = [];
  /** @type {(field: string, text: string | null | undefined) => void} */
  const say = (field, text) => void (text && texts.push([field, text]));
  const head = article.querySelector("header");
  const parts = all(article, "section");
  // Two steps, a name and then tags, are much faster than one selector.
  const inside = (/** @type {string} */ part, /** @type {string} */ tags) => parts.filter((one) => one.className === part).flatMap((one) => all(one, tags));
  const facts = new Map(inside("facts", "dt").map((term) => [textOf(term), term.nextElementSibling]));
  const fact = (/** @type {string} */ name) => facts.get(index.rules.labels[name]);
  const official = ["ags", "ars"].map((name) => textOf(fact(name)));

  say("name", textOf(article.querySelector("h2")));
  if (network) say("alias", textOf(head?.querySelector(".kind")));
  for (const one of fact("alias")?.children ?? []) say("alias", textOf(one));
  say("id", id);
  say("ags", official[0]);
  say("ars", official[1]);
  inside("contacts", ".card").forEach((card) => say("contact", all(card, "h4, p:not([class]), dd").map(ownText).join(", ")));
  topics.forEach((topic) => say("topic", index.topics[topic][1]));
  say("state", index.states[state]?.[1]);
  say("district", textOf(fact("district")));
  say("kind", index.kinds[kind]);
  say("summary", textOf(head?.querySelector(".lead")));
  inside("passage", "h3, p, li").forEach((one) => say("section", ownText(one)));
  inside("events", "li").forEach((event) => say("milestone", `${textOf(event.querySelector("b"))}: ${ownText(event)}`));
  let label = "";
  inside("figures wide", "tbody tr:not(.note)").forEach((row) => {
    label = row.querySelector("th")?.firstChild?.textContent?.trim() ?? label;
    const date = textOf(all(row, "td")[1]).replace(/^für /, "");
    say("figure", [label, date === "undatiert" ? "" : date, noteOf(row)].filter(Boolean).join(", "));
  });
  inside("links", "li").forEach((line) => {
    const link = line.querySelector("a");
    say("link", textOf(link) || textOf(line));
    say("link", link?.getAttribute("href"));
  });
  say("link", fact("website")?.querySelector("a")?.getAttribute("href") ?? textOf(fact("website")));
  const belonging = ownText(fact("membership"));
  const until = /bis ([^,;]+)/.exec(belonging)?.[1];
  say("membership", [belonging.includes("Gründungsmitglied") ? "Gründungsmitglied" : "", since ? `Mitglied seit ${longDate(since)}` : "", until ? `Mitglied bis ${until}` : ""].filter(Boolean).join(", "));
  inside("sources", "cite").forEach((title) => say("source", textOf(title)));
  return { id, official: official.filter(Boolean), population, network, left: Boolean(left), state: index.states[state]?.[0] ?? "", kind: index.kinds[kind] ?? "", sort: index.rules.sorts[kind]?.[0] ?? "", declared: index.rules.sorts[kind]?.[1] ?? "", texts };
};
const MONTH = new Intl.DateTimeFormat("de-DE", { month: "long" });
const longDate = (/** @type {string} */ date) => {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date);
  const month = found?.[2] ? MONTH.format(new Date(2000, Number(found[2]) - 1)) : "";
  return found ? [found[3] ? `${Number(found[3])}.` : "", month, found[1]].filter(Boolean).join(" ") : date;
};
// Made before the overview is shown, so that no key has to wait for it.
const answer = finder(index.rules, [...index.members.keys(), ...(document.getElementById("_netz") ? [index.members.length] : [])].map(searched));
