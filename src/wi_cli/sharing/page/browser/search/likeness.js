// As wi_cli.finding.likeness.

const squeezed = (/** @type {string} */ form) => form.replaceAll(" ", "");
const namesOf = members.map((member) => member.texts.filter(([field]) => ["name", "alias"].includes(field)).map(([, text]) => text));
/** @type {Map<string, Set<number>>} */
const byName = new Map();
/** @type {Map<string, Set<number>>} */
const bySqueezed = new Map();
const note = (/** @type {Map<string, Set<number>>} */ all, /** @type {string} */ form, /** @type {number} */ n) => all.set(form, (all.get(form) ?? new Set()).add(n));
members.forEach((member, n) =>
  [...namesOf[n], member.id].forEach((name) => [...standardForms(name), written(name)].forEach((form) => {
    note(byName, form, n);
    note(bySqueezed, squeezed(form), n);
  })));
const nameForms = [...byName.keys()].map((form) => /** @type {[string, number]} */ ([form, bits(form)]));
/** @type {Spelling[][]} */
const spellingsOf = [];
const allSpellings = (/** @type {number} */ n) =>
  (spellingsOf[n] ??= namesOf[n].flatMap((name) => [...new Set([name, withoutAddition(name)])].flatMap((said) =>
    [...new Set([...standardForms(said), written(said)])].map((form) => ({ text: form, written: form === written(said), shortened: said !== name })))));
const same = (/** @type {string} */ asked) => {
  const found = new Set(members.flatMap((member, n) => (member.official.includes(asked.trim()) ? [n] : [])));
  for (const form of typedForms(asked)) [...(byName.get(form) ?? []), ...(bySqueezed.get(squeezed(form)) ?? [])].forEach((n) => found.add(n));
  return found;
};
const beginning = (/** @type {string} */ asked) => {
  const found = new Set();
  for (const form of typedForms(asked).filter(Boolean)) {
    const joined = squeezed(form);
    byName.forEach((owners, name) => name.startsWith(form) && owners.forEach((n) => found.add(n)));
    if (size(joined) >= rules.part) bySqueezed.forEach((owners, name) => name.startsWith(joined) && owners.forEach((n) => found.add(n)));
  }
  return found;
};
const near = (/** @type {string} */ asked) => new Set(typedForms(asked).flatMap((form) => fewSlipsAway(form, nameForms)).flatMap(([name]) => [...(byName.get(name) ?? [])]));
const mostly = (/** @type {number} */ n, /** @type {string} */ asked) => {
  const typed = squeezed(written(asked));
  return allSpellings(n).some((form) => form.written && squeezed(form.text).startsWith(typed) && typed.length >= rules.most * squeezed(form.text).length);
};
const butOne = (/** @type {number} */ n, /** @type {string} */ asked) => typedForms(asked).some((typed) => allSpellings(n).some((form) => leftOut(typed, form.text)));
const closeness = (/** @type {number} */ n, /** @type {string} */ asked, /** @type {string} */ tier) => {
  const measure = ["dropped", "typo"].includes(tier) ? slip : tier === "words" ? (/** @type {string} */ a, /** @type {string} */ b) => ratio(sorted(a), sorted(b)) : ratio;
  const begins = ["start", "beginning"].includes(tier);
  let best = 0;
  for (const typed of typedForms(asked)) {
    for (const form of allSpellings(n)) {
      const loss = (typed !== written(asked) || !form.written ? rules.respelt : 0) + (form.shortened ? 1 : 0);
      const inside = begins && !form.text.startsWith(typed) ? rules.inside : 0;
      best = Math.max(best, measure(typed, form.text) - loss - inside);
    }
  }
  return best;
};
/** Who is called so where kinds, additions and abbreviations are read: Kr. Göttingen, Frankfurt/Main. @type {(asked: string, among: Set<number>) => number[]} */
const called = (asked, among) => {
  const typed = placeNames(fold(asked));
  return [...among].filter((n) => typed.some((said) => namesOf[n].flatMap(placeNames).some((known) => means(said, known) && ["", members[n].sort, known.kind].includes(said.kind))));
};
/** @type {Map<string, Set<number>>} */
const byInitials = new Map();
byName.forEach((owners, name) => {
  const all = name.split(" ");
  if (all.length >= rules.initials) owners.forEach((n) => note(byInitials, all.map((word) => word[0]).join(""), n));
});
const begins = (/** @type {number} */ n, /** @type {string} */ asked) => typedForms(asked).some((typed) => allSpellings(n).some((form) => form.text.startsWith(typed)));
const nearestName = (/** @type {number} */ n, /** @type {string} */ asked) => {
  /** @type {(name: string) => [number, number]} */
  const like = (name) => {
    const pairs = typedForms(asked).flatMap((typed) => standardForms(name).map((form) => [typed, form]));
    return [Math.max(...pairs.map(([one, other]) => slip(one, other))), Math.max(...pairs.map(([one, other]) => slip(squeezed(one), squeezed(other))))];
  };
  const isNearer = (/** @type {string} */ name, /** @type {string} */ best) => compared(like(name), like(best)) > 0;
  return namesOf[n].reduce((best, name) => (isNearer(name, best) ? name : best));
};
