// The map of the overview.

const map = byId("_karte");
const svg = "http://www.w3.org/2000/svg";
/** The dots as links, by the ids of members. @type {Map<string, Element>} */
const dots = new Map();
/** @type {{link: Element, x: number, y: number}[]} */
const spots = [];
/** Where many are drawn as one path, the links take a moment: they are made when there is time, or somebody looks. */
const placeDots = () => {
  if (dots.size) return;
  const path = byId("_punkte").querySelector(".dots");
  const places = [...(path?.getAttribute("d") ?? "").matchAll(/\d+ \d+/g)].map(([place]) => place.split(" "));
  const unplaced = new Set(index.unplaced);
  const links = index.members.filter((_, n) => !unplaced.has(n)).slice(0, places.length).map(([id], n) => {
    const [link, circle] = [document.createElementNS(svg, "a"), document.createElementNS(svg, "circle")];
    // The list beside the map says the same with fewer stops.
    for (const [name, value] of [["href", `#${id}`], ["tabindex", "-1"]]) link.setAttribute(name, value);
    for (const [name, value] of [["cx", places[n][0]], ["cy", places[n][1]], ["r", "7"]]) circle.setAttribute(name, value);
    link.append(circle);
    return link;
  });
  path?.replaceWith(...links);
  all(map, "svg a").forEach((link) => {
    const id = String(link.getAttribute("href")).slice(1);
    dots.set(id, link);
    const circle = link.querySelector("circle");
    spots.push({ link, x: Number(circle?.getAttribute("cx")), y: Number(circle?.getAttribute("cy")) });
    // The script says the name better than the browser's own tip, which comes late and twice.
    link.setAttribute("aria-label", names[numbers.get(id) ?? 0]);
    link.querySelector("title")?.remove();
  });
};
("requestIdleCallback" in window ? requestIdleCallback : setTimeout)(placeDots);
/** @param {Hit[]} hits */
const showMap = (hits) => {
  placeDots();
  const shown = new Set(hits.map((hit) => hit.n));
  dots.forEach((link, id) => {
    const n = numbers.get(id) ?? 0;
    link.classList.toggle("off", !shown.has(n));
    link.classList.toggle("left", Boolean(index.members[n][6]));
  });
  const located = hits.filter((hit) => dots.has(index.members[hit.n][0])).length;
  byId("_lagen").textContent = located < hits.length ? `: ${written(located)} von ${written(hits.length)}` : "";
  all(map, "path[data-s]").forEach((path) => {
    path.classList.toggle("on", wish.land.includes(String(path.dataset.s)));
    // What is drawn last is drawn over its neighbours.
    if (path.classList.contains("on")) path.parentNode?.append(path);
  });
  /** @type {Map<string, HTMLElement[]>} */
  const groups = new Map();
  const why = new Map(hits.slice(0, MOST_EXPLAINED).map((hit) => [hit.n, hit.found()]));
  hits.map((hit) => hit.n).sort(ORDERS.land).forEach((n) => {
    const entry = index.members[n];
    const group = index.states[entry[1]]?.[1] ?? "Ohne Land";
    const line = make("li", {}, make("span", {}, make("a", { href: `#${entry[0]}` }, names[n]), entry[6] ? make("small", {}, " ehemalig") : ""), make("small", {}, populationOf(n)[0] ?? ""));
    if (why.get(n)?.length) line.append(make("div", { className: "found" }, ...(why.get(n) ?? [])));
    line.onmouseenter = () => label(dots.get(entry[0]));
    line.onmouseleave = () => label(undefined);
    groups.set(group, [...(groups.get(group) ?? []), line]);
  });
  if (found) groups.set("Netzwerk", [make("li", {}, networkLink(), make("div", { className: "found" }, ...found.found()))]);
  byId("_orte").replaceChildren(...[...groups].flatMap(([group, lines]) => [make("h3", {}, group), make("ul", {}, ...lines)]));
};
/**
 * Write a dot's name beside it; no dot, no name.
 * @param {Element | null | undefined} link
 */
const label = (link) => {
  const sign = byId("_schild");
  sign.replaceChildren();
  const circle = link?.querySelector("circle");
  if (!link || !circle) return;
  const [x, y] = [Number(circle.getAttribute("cx")), Number(circle.getAttribute("cy"))];
  const text = document.createElementNS(svg, "text");
  const anchor = x < 250 ? "start" : x > 750 ? "end" : "middle";
  for (const [name, value] of [["x", x], ["y", y < 80 ? y + 48 : y - 26], ["text-anchor", anchor]]) text.setAttribute(String(name), String(value));
  text.textContent = names[numbers.get(String(link.getAttribute("href")).slice(1)) ?? 0];
  sign.append(text);
};
const linkAt = (/** @type {Event} */ event) => /** @type {Element} */ (event.target).closest("svg a");
const drawing = /** @type {SVGSVGElement} */ (map.querySelector("svg"));
/** The dot that is meant: of those within a fingertip the nearest, and what passes before what doesn't. @param {MouseEvent} event */
const meant = (event) => {
  const place = drawing.getScreenCTM();
  if (!place) return null;
  const far = spots.map(({ link, x, y }) => Math.hypot(x * place.a + place.e - event.clientX, y * place.a + place.f - event.clientY) + (link.classList.contains("off") ? 4 : 0));
  const least = far.reduce((one, other) => Math.min(one, other), FINGERTIP);
  return spots[far.indexOf(least)]?.link ?? null;
};
drawing.onpointermove = (event) => {
  const link = meant(event);
  drawing.style.cursor = link ? "pointer" : "";
  label(link);
};
drawing.onpointerleave = () => label(null);
drawing.onclick = (event) => {
  const link = meant(event);
  // From the keyboard it is the link that has the focus.
  if (!event.detail || !link || link === linkAt(event)) return;
  event.preventDefault();
  location.hash = String(link.getAttribute("href"));
};
map.addEventListener("focusin", (event) => label(linkAt(event)));
map.addEventListener("focusout", () => label(null));
