// Figures of some members side by side.

/** What is noted below a row of figures. @param {HTMLElement | null} row */
const noteOf = (row) => (row?.nextElementSibling?.classList.contains("note") ? textOf(row.nextElementSibling) : "");

/**
 * Figures side by side: of each indicator the latest value, as the portraits mark it.
 * @param {string[]} ids
 */
const compare = (ids) => {
  const wanted = [...new Set(ids)].filter((id) => numbers.has(id)).slice(0, MOST_COMPARED);
  chosen = wanted;
  showChosen();
  const part = byId("_vergleich");
  const compared = wanted.map((id) => byId(id));
  /** @type {Map<string, number>} */
  const sources = new Map();
  /** @type {Map<string, Node[]>} */
  const read = new Map();
  /**
   * @param {HTMLElement} article
   * @param {HTMLElement | null} row
   * @param {number} largest
   * @param {string} said
   */
  const cell = (article, row, largest, said) => {
    if (!row) return make("td", { className: "none" }, "–");
    const [value, date, refs] = all(row, "td");
    const lines = all(article, ".sources li");
    const cited = [...textOf(refs).matchAll(/\d+/g)].map(([number]) => {
      const line = lines[Number(number) - 1];
      const source = textOf(line);
      if (!sources.has(source)) {
        sources.set(source, sources.size + 1);
        read.set(source, [...line.cloneNode(true).childNodes]);
      }
      return sources.get(source);
    });
    const size = sizeOf(row);
    const bar = make("span", { className: "bar" });
    bar.style.width = `${Math.max(1, (100 * size) / largest)}%`;
    const note = noteOf(row);
    const stand = textOf(date);
    return make("td", {}, make("b", {}, textOf(value.querySelector("b"))), ...(largest > 0 ? [bar] : []),
      make("small", {}, `${/^\d|Quartal|jahr/.test(stand) ? "Stand " : ""}${stand} [${cited.join(", ")}]`), ...(note && note !== said ? [make("small", {}, note)] : []));
  };
  /**
   * The number that a row shows, of a range the lower end.
   * @param {HTMLElement | null} row
   */
  const sizeOf = (row) => Number((/-?[\d.]+(,\d+)?/.exec(textOf(row?.querySelector("b")))?.[0] ?? "0").replaceAll(".", "").replace(",", "."));
  /** @type {HTMLElement[][]} */
  const groups = [[], []];
  index.indicators.forEach(([words, unit, depth], number) => {
    for (const kind of ["i", "z"]) {
      const found = compared.map((article) => /** @type {HTMLElement | null} */ (article.querySelector(`tr[data-${kind}="${number}"]`)));
      const present = found.filter((row) => row !== null);
      if (!present.length) continue;
      const sizes = present.map((row) => sizeOf(row));
      const largest = present.length > 1 && Math.min(...sizes) >= 0 ? Math.max(...sizes) : 0;
      // What is noted of all of them is said once.
      const notes = [...new Set(present.map(noteOf))];
      const said = present.length > 1 && notes.length === 1 ? notes[0] : "";
      const head = make("th", { scope: "row", className: depth ? `d${Math.min(depth, 2)}` : "" }, words, kind === "z" ? " (Ziel)" : "", unit ? make("small", {}, ` ${unit}`) : "", ...(said ? [make("small", { className: "said" }, said)] : []));
      groups[present.length > 1 ? 0 : 1].push(make("tr", {}, head, ...compared.map((article, n) => cell(article, found[n], largest, said))));
    }
  });
  const columns = compared.map((article) => make("th", { scope: "col" }, make("a", { href: `#${article.id}` }, textOf(article.querySelector("h2"))), make("small", {}, ` ${textOf(article.querySelector("header .kind"))}`)));
  const table = (/** @type {HTMLElement[]} */ lines, /** @type {string} */ caption) => {
    const made = make("table", {}, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Kennzahl"), ...columns.map((head) => head.cloneNode(true)))), make("tbody", {}, ...lines));
    made.style.minWidth = `${9 + 8.5 * columns.length}rem`;
    return make("div", { className: "wide", role: "region", tabIndex: 0, "aria-label": caption }, made);
  };
  const single = make("details", {}, make("summary", {}, `${groups[1].length} ${groups[1].length === 1 ? "Kennzahl" : "Kennzahlen"}, die nur ein Mitglied hat`), table(groups[1], "Kennzahlen, die nur ein Mitglied hat"));
  const list = make("ol", {}, ...[...read.values()].map((nodes) => make("li", {}, ...nodes)));
  const enough = compared.length > 1;
  part.replaceChildren(
    make("a", { className: "back", href: lastList }, "← Alle Mitglieder"),
    make("h2", { id: "_gegenueber", tabIndex: -1 }, enough ? compared.map((article) => textOf(article.querySelector("h2"))).join(DOT) : "Vergleich"),
    make("p", { className: "lead" }, !enough ? "Zwei bis vier Mitglieder in der Übersicht ankreuzen, dann stehen ihre Zahlen hier nebeneinander." : groups[0].length ? "Von jeder Kennzahl der jüngste Wert, mit seinem Stand und seiner Quelle. Werte verschiedener Jahre sind nur bedingt vergleichbar." : "Diese Mitglieder haben keine Kennzahl gemeinsam."),
    ...(enough && groups[0].length ? [table(groups[0], "Gemeinsame Kennzahlen")] : []),
    ...(enough && groups[1].length ? [single] : []),
    ...(enough && read.size ? [make("section", { className: "sources" }, make("h3", {}, "Quellen"), list)] : []));
  show(part, "Vergleich", "");
  scrollTo({ top: 0, behavior: "instant" });
  byId("_gegenueber").focus({ preventScroll: true });
};
