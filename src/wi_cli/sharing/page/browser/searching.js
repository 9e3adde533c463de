// The field for a search, and what is said of what was found.

const field = /** @type {HTMLInputElement} */ (byId("_frage"));

/** What is to be said where the best of what was found is but like what was typed. @type {Object<string, string>} */
const NEAR = { dropped: "genau so heißt kein Mitglied", typo: "genau so heißt kein Mitglied", "text-typo": "ähnlich geschrieben" };
const WIDTH = 90;
/**
 * About as much of a text as a line has room for, around what was found in it.
 * @param {Match} match
 * @returns {Node[]}
 */
const excerpt = ({ text, spans }) => {
  let from = Math.max(0, Math.min(spans[0][0] - WIDTH / 3, text.length - WIDTH));
  if (from) from = text.indexOf(" ", from) < spans[0][0] && text.indexOf(" ", from) >= 0 ? text.indexOf(" ", from) + 1 : spans[0][0];
  let to = Math.min(text.length, Math.max(from + WIDTH, spans[0][1]));
  if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), spans[0][1]);
  /** @type {Node[]} */
  const parts = [document.createTextNode(from ? "… " : "")];
  let place = from;
  spans.filter(([start, end]) => start >= from && end <= to).forEach(([start, end]) => {
    parts.push(document.createTextNode(text.slice(place, start)), make("mark", {}, text.slice(start, end)));
    place = end;
  });
  return [...parts, document.createTextNode(text.slice(place, to) + (to < text.length ? " …" : ""))];
};
/**
 * @param {string} words
 * @returns {{hits: Hit[], said: string}}
 */
const search = (words) => {
  const { hits, without, nowhere, elsewhere, most } = answer(words);
  const said = [
    without.length ? `ohne: ${without.join(", ")}` : "",
    nowhere.length ? `steht nirgends: ${nowhere.join(", ")}` : "",
    elsewhere.length ? `niemand davon gehört zu: ${elsewhere.join(", ")}` : "",
    most ? "niemand hat alle Wörter, diese die meisten" : "",
    NEAR[hits[0]?.tier] ?? "",
  ].filter(Boolean).join("; ");
  return {
    said,
    hits: hits.map((hit) => ({
      n: hit.n,
      found: () => hit.matches().filter((match) => !["name", "id"].includes(match.field)).slice(0, 2).map((match) => make("p", {}, make("b", {}, `${index.rules.labels[match.field]}: `), ...excerpt(match))),
    })),
  };
};

let later = 0;
field.oninput = () => {
  wish = { ...wish, q: field.value.trim() };
  most = MOST_TILES;
  showList();
  // The address follows when the typing rests: browsers count how often it changes.
  clearTimeout(later);
  later = setTimeout(settle, 500);
};
/** Write what was typed into the address, before anything leads away from here. */
const settle = () => {
  if (!later) return;
  clearTimeout(later);
  later = 0;
  history.replaceState(null, "", addressOf(wish));
  lastList = addressOf(wish);
};
addEventListener("click", settle, true);
addEventListener("pagehide", settle);
byId("_suche").onsubmit = (event) => {
  event.preventDefault();
  settle();
  byId({ tabelle: "_tabelle", karte: "_orte" }[wish.ansicht] ?? "_kacheln").querySelector("a")?.focus();
};
