// As wi_cli.finding.search.

const ADDRESS = /^(?:https?:\/\/(?:www\.)?|www\.)([^\s/?#:]+)(?:[/?#:]\S*)?$/i;
const LABEL = /^(?:tel|telefon|fax|mailto|e-?mail)\s*[.:]+\s*/i;
const NAMED = rules.tiers.slice(0, rules.tiers.indexOf("start"));
/** One answer for each step, better ones first. @param {string[]} asked @returns {Generator<Answer>} */
const answers = function* (asked) {
  // Weinheim is no slip of Mannheim.
  const exact = same(phraseOf(asked)).size > 0;
  const plain = looked([], exact);
  const literal = plain.withAll(asked, []);
  let question = read(asked);
  // "in Sachsen" asks for the Land, though a text may say so, too.
  const isPlace = question.places.length && !question.words.length;
  if (literal.some((hit) => NAMED.includes(hit.tier)) || (asked.length > 1 && !isPlace && plain.placesOf(phraseOf(asked)).size)) yield { hits: literal, without: [], nowhere: [], elsewhere: [], most: false };
  if (dialled(asked.join(" "))) {
    yield { hits: literal, without: [], nowhere: [], elsewhere: [], most: false };
    return;
  }
  /** @type {(hits: Found[], places?: Asked[], nowhere?: string[], most?: boolean) => Answer} */
  const said = (hits, places = question.places, nowhere = [], most = false) => ({ hits, without: question.without, nowhere, elsewhere: question.places.filter((place) => !places.includes(place)).map((place) => place.typed), most });
  for (const places of fewer(question.places)) {
    if (places.length || (question.without.length && !question.places.length)) yield said(plain.withAll(question.words, places), places);
  }
  yield { ...said(literal, []), without: [] };
  const parts = asked.flatMap((word) => word.split(/[\s,;]+/).filter(Boolean));
  if (parts.length !== asked.length || parts.some((part, n) => part !== asked[n])) {
    question = read(parts);
    yield said(plain.withAll(question.words, question.places));
  }
  const out = question.words.map((word) => (plain.placesOf(word).size ? word : (rules.abbreviations[fold(word)] ?? word)));
  const nowhereYet = out.filter((word) => !plain.placesOf(word).size);
  const forgiving = nowhereYet.length && !exact ? looked(nowhereYet, false) : plain;
  yield said(forgiving.withAll(out, question.places));
  const known = out.filter((word) => forgiving.placesOf(word).size);
  if (known.length) {
    const nowhere = out.filter((word) => !known.includes(word));
    for (const places of fewer(question.places)) yield said(forgiving.withAll(known, places), places, nowhere);
    yield said(forgiving.withMost(known), [], nowhere, true);
  }
};

/**
 * What answers some words: who was found, best first, and what of the words was not asked.
 * @param {string} typed
 * @returns {Answer}
 */
const answer = (typed) => {
  const said = (typed.match(/"[^"]+"|„[^“”]+[“”]|\S+/g) ?? []).map((word) => word.replace(/^["„]|["“”]$/g, "").replace(LABEL, "")).map((word) => (ADDRESS.exec(word)?.[1] ?? word).slice(0, rules.longest)).filter((word) => fold(word)).slice(0, 50);
  const asked = phraseOf(said);
  for (const answer of answers(dialled(asked) ? [asked] : said)) if (answer.hits.length) return answer;
  return { hits: [], without: [], nowhere: [], elsewhere: [], most: false };
};
