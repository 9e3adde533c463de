// Which address shows what.

/** @param {Wish} wanted */
const addressOf = (wanted) => {
  const said = new URLSearchParams();
  for (const [key, value] of Object.entries(wanted)) {
    if (Array.isArray(value)) value.forEach((one) => said.append(key, one));
    else if (value !== NO_WISH[/** @type {"q"} */ (key)]) said.set(key, value);
  }
  return "#" + said.toString();
};

/**
 * @param {string} hash
 * @returns {Wish}
 */
const wishOf = (hash) => {
  const said = new URLSearchParams(hash);
  /** @param {string} key */
  const known = (key) => said.getAll(key).filter((one) => FACETS.some((facet) => facet.key === key && facet.values.some((value) => value[0] === one)));
  const order = said.get("ordnung") || "";
  const view = said.get("ansicht") || "";
  return {
    q: said.get("q") || "",
    land: known("land"), art: known("art"), thema: known("thema"), mitglied: known("mitglied"),
    ordnung: Object.hasOwn(ORDERS, order) ? order : NO_WISH.ordnung,
    ansicht: VIEWS.some(([key]) => key === view) ? view : NO_WISH.ansicht,
  };
};

/** The address, if it is one that this page doesn't have. */
const unknown = () => {
  const keys = [...new URLSearchParams(location.hash.slice(1)).keys()];
  return keys.length && !keys.some((key) => Object.hasOwn(NO_WISH, key) || document.getElementById(key)) ? keys[0] : "";
};

/** @param {Partial<Wish>} change */
const want = (change) => {
  most = MOST_TILES;
  settle();
  location.hash = addressOf({ ...wish, ...change });
};

/**
 * Show one part of the page.
 * @param {HTMLElement} part
 * @param {string} name
 * @param {string} of
 */
const show = (part, name, of) => {
  if (part !== current) {
    current?.classList.remove("on");
    part.classList.add("on");
    current = part;
    showChosen();
  }
  document.title = name ? `${name} – ${title}` : title;
  links.forEach((link) => {
    if (link.dataset.view === of) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
};

const route = () => {
  const hash = location.hash.slice(1);
  const [owner, mark] = hash.split("_q");
  if (current === byId("_liste")) listScroll = scrollY;
  if (hash.startsWith("vergleich=")) return compare(hash.slice("vergleich=".length).split(/,|%2C/));
  if (hash === "_seite" || hash === "_inhalt") {
    if (!current) showList();
    byId(hash).scrollIntoView();
    return byId(hash).focus();
  }
  const article = numbers.has(owner) || owner === "_netz" ? byId(owner) : null;
  if (article) return showArticle(article, Number(mark));
  const from = current;
  wish = wishOf(location.hash.slice(1));
  lastList = location.hash || "#";
  // A blank at the end may be the one before the next word.
  if (field.value.trim() !== wish.q) field.value = wish.q;
  showList();
  if (!from || from === byId("_liste")) return;
  // Who comes back is where they went away.
  const [left] = all(byId("_liste"), `a[href="#${CSS.escape(from.id)}"]`).filter((link) => link.checkVisibility());
  (left ?? byId("_titel")).focus({ preventScroll: true });
  scrollTo({ top: listScroll, behavior: "instant" });
};
