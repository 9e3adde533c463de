// The members, what is wished for, and who passes.

const NO_WISH = { q: "", land: [], art: [], thema: [], mitglied: [], ordnung: "name", ansicht: "kacheln" };
const VIEWS = [["kacheln", "Kacheln"], ["tabelle", "Tabelle"], ["karte", "Landkarte"]];
const MOST_COMPARED = 4;
const MOST_TILES = 30;
const MOST_EXPLAINED = 100;
const MAIL = ".card a[href^=mailto]";
/** How far from a dot's middle it is hit, in px. */
const FINGERTIP = 16;

/** @type {Index} */
const index = JSON.parse(textOf(byId("_index")));
const articles = index.members.map((entry) => byId(entry[0]));
const rows = all(byId("_tabelle"), "tbody tr");
const names = articles.map((article) => textOf(article.querySelector("h2")));
const numbers = new Map(index.members.map((entry, n) => [entry[0], n]));
const title = document.title;
const links = all(document, "nav a");
/** The part of the page in sight. @type {HTMLElement | undefined} */
let current;
/** @type {string[]} */
let chosen = [];
/** @type {Wish} */
let wish = { ...NO_WISH };
let lastList = "#";
let listScroll = 0;
let most = MOST_TILES;

const FACETS = [
  { key: "land", head: "Land", values: index.states, of: (/** @type {Entry} */ e) => [index.states[e[1]]?.[0]], every: false },
  { key: "art", head: "Art", values: index.kinds.map((kind) => [kind, kind]).sort((a, b) => a[0].localeCompare(b[0], "de")), of: (/** @type {Entry} */ e) => [index.kinds[e[2]]], every: false },
  { key: "mitglied", head: "Mitgliedschaft", values: [["aktuell", "aktuell"], ["ehemalig", "ehemalig"]], of: (/** @type {Entry} */ e) => [e[6] ? "ehemalig" : "aktuell"], every: false },
  { key: "thema", head: "Thema", values: index.topics, of: (/** @type {Entry} */ e) => e[3].map((n) => index.topics[n][0]), every: true },
].filter((facet) => facet.key !== "mitglied" || index.members.some((entry) => entry[6]));

/**
 * Whether a member passes all facets, or all but one: several values of a facet are alternatives, topics must all be there.
 * @param {Entry} entry
 * @param {string} [but]
 */
const passes = (entry, but) =>
  FACETS.every((facet) => {
    const wanted = wish[/** @type {"land"} */ (facet.key)];
    if (facet.key === but || !wanted.length) return true;
    const has = facet.of(entry);
    return facet.every ? wanted.every((one) => has.includes(one)) : wanted.some((one) => has.includes(one));
  });

/** @type {Object<string, (a: number, b: number) => number>} */
const ORDERS = {
  name: (a, b) => a - b,
  einwohner: (a, b) => (index.members[b][4] ?? -1) - (index.members[a][4] ?? -1) || a - b,
  seit: (a, b) => (index.members[a][5] || "9").localeCompare(index.members[b][5] || "9") || a - b,
  land: (a, b) => (index.members[a][1] + 1 || 99) - (index.members[b][1] + 1 || 99) || a - b,
};

const filtered = () => FACETS.some((facet) => wish[/** @type {"land"} */ (facet.key)].length);
let said = "";
/** Who has what is searched for, whatever the filters say. @type {Set<number>} */
let asked = new Set();
/** The network itself, if it was found and no filter asks for members. @type {Hit | undefined} */
let found;
/** @returns {Hit[]} */
const passing = () => {
  const everybody = index.members.map((_, n) => n);
  [said, found, asked] = ["", undefined, new Set(everybody)];
  if (wish.q) {
    const answer = search(wish.q);
    said = answer.said;
    asked = new Set(answer.hits.map((hit) => hit.n));
    found = filtered() ? undefined : answer.hits.find((hit) => !index.members[hit.n]);
    return answer.hits.filter((hit) => index.members[hit.n] && passes(index.members[hit.n]));
  }
  const order = everybody.filter((n) => passes(index.members[n]));
  return order.sort(ORDERS[wish.ordnung]).map((n) => ({ n, found: () => [] }));
};
