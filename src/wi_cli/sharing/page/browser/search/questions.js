// As wi_cli.finding.questions.

/** @typedef {{state: string, kind: PlaceKind | null, typed: string}} Asked  a Land by its code, or a kind of places */
/** How well a member is such a place, 0 if it is none. @type {(place: Asked, n: number) => number} */
const placeScore = (place, n) => {
  const { state, kind, declared, population } = members[n];
  if (!place.kind) return state === place.state ? rules.scores[0] : 0;
  const { kinds, sorts, least, below } = place.kind;
  const holds = (kinds.includes(kind) || sorts.includes(declared)) && (!least || (population !== null && least <= population && population < (below || population + 1)));
  return holds ? rules.scores[1] - (kind === kinds[0] ? 0 : 1) : 0;
};
/** @type {(typed: string[]) => {words: string[], places: Asked[], without: string[]}} */
const read = (typed) => {
  /** @type {{words: string[], places: Asked[], without: string[]}} */
  const said = { words: [], places: [], without: [] };
  const rest = [...typed];
  while (rest.length) {
    let count = Math.min(3, rest.length);
    /** @type {Asked | undefined} */
    let place;
    for (; count; count -= 1) {
      const asked = rest.slice(0, count).join(" ");
      for (const form of [fold(asked), bare(asked)]) {
        // In brackets, too: Kiel (SH).
        const typed = /^[^\p{L}\p{N}_]*([A-Z]{2})[^\p{L}\p{N}_]*$/u.exec(asked)?.[1] ?? "";
        const code = rules.states[form] ?? (Object.values(rules.states).includes(typed) ? typed : "");
        if (!place && code) place = { state: code, kind: null, typed: asked };
        else if (!place && form in rules.places) place = { state: "", kind: rules.places[form], typed: asked };
      }
      if (place) break;
    }
    const word = rest[0].replace(/(?:[/:*_]-?|\()(?:in|innen)\)?$/i, "") || rest[0];
    if (place) said.places.push(place);
    else if (rules.without.includes(fold(word))) said.without.push(word);
    else if (fold(word)) said.words.push(word);
    rest.splice(0, count || 1);
  }
  return said;
};
/** Of several Länder one is meant, and of several kinds. @param {Asked[]} places */
const alternatives = (places) => [places.filter((place) => !place.kind), places.filter((place) => place.kind)].filter((group) => group.length);
/** All places, then the Länder alone, the kinds alone, none. @param {Asked[]} places @returns {Asked[][]} */
const fewer = (places) => {
  const groups = alternatives(places);
  return [groups.flat(), ...(groups.length > 1 ? groups : []), ...(groups.length ? [[]] : [])];
};
