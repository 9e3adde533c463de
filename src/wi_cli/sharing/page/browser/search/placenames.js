// As wi_cli.german.placenames.

/** @type {Object<string, string>} */
const WRITTEN_OUT = { st: "sankt", ...Object.fromEntries(rules.district.map((word) => [word, "kreis"])) };
const standard = (/** @type {string} */ folded) => {
  if (!folded.includes(" ")) return WRITTEN_OUT[folded] ?? folded;
  const said = folded.replace(/ a m(?:ain)?$/, " am main").replace(/ i br?$/, " im breisgau").replaceAll(" a d ", " an der ");
  return said.split(" ").map((word) => WRITTEN_OUT[word] ?? word).join(" ");
};
const named = (/** @type {string} */ form) => {
  const said = standard(form);
  const [first, ...rest] = said.split(" ");
  return rest.length && rules.town.includes(first) ? rest.join(" ") : said;
};
const standardForms = (/** @type {string} */ name) => [...new Set(forms(name).map(named))];
const typedForms = (/** @type {string} */ asked) => [...new Set([...standardForms(fold(asked)), written(asked)])];
const ADDITION = /[(/,]|\s(?:[abiov]\.(?=\S)|(?:a\.|i\.|b\.|am|an|auf|bei|der|im|in|ob|vor|unter|unterm|zu|zum|zur)(?:\s|$))/i;
const withoutAddition = (/** @type {string} */ name) => {
  const addition = ADDITION.exec(name);
  return addition ? name.slice(0, addition.index).trimEnd() || name : name;
};
const BEFORE_TITLES = ["grosse", "kreisfreie", "kreisangehoerige", "kreisangehorige", "freie", "und"];
/** @typedef {{kind: string, words: string[], core: number}} PlaceName */
/** @type {(words: string[]) => [string, string[]]} */
const withoutTitles = (words) => {
  let count = 0;
  while (count < words.length && (words[count] in rules.titles || BEFORE_TITLES.includes(words[count]))) count += 1;
  const kind = words.slice(0, count).find((word) => word in rules.titles);
  return kind && words[count] !== "der" ? [rules.titles[kind], words.slice(count)] : ["", words];
};
/** @type {(form: string) => [string, string[]]} */
const parsed = (form) => {
  let all = form.split(" ").filter(Boolean).map((word) => (word === "st" ? "sankt" : word));
  const part = all.indexOf("ot", 1);
  if (part > 0) all = all.slice(0, part);
  const [kind, behind] = withoutTitles(all);
  let [said, before] = withoutTitles([...behind].reverse());
  before = [...before].reverse();
  if (before.slice(1, -1).includes("kreis")) {
    said = "district";
    before = before.filter((word) => word !== "kreis");
  }
  const own = before.filter((word, n) => {
    const isLetter = n > 0 && word.length === 1;
    if (isLetter && n === before.length - 1) return true;
    return !(rules.joining.includes(word) || (isLetter && before.slice(n, n + 2).includes("d")));
  });
  return [kind || said, own.length ? own : before];
};
/** What a name says, with umlauts written out, then with bare vowels. @param {string} name @returns {PlaceName[]} */
const placeNames = (name) => {
  const core = parsed(fold(withoutAddition(name)))[1].length;
  return [...new Set([fold(name), bare(name)])].map(parsed).filter(([, all]) => all.length).map(([kind, all]) => ({ kind, words: all, core: Math.min(core, all.length) || 1 }));
};
const abbreviates = (/** @type {string} */ word, /** @type {string} */ other) => {
  if (word === other || word.length > 4) return other.startsWith(word);
  let place = -1;
  return word[0] === other[0] && [...word].every((letter) => (place = other.indexOf(letter, place + 1)) >= 0);
};
/** Whether a known place is called so. @type {(said: PlaceName, known: PlaceName) => boolean} */
const means = (said, known) => {
  const root = /^([\p{L}\p{N}_]{3,}?)(?:land)?kreis$/u.exec(known.words[known.words.length - 1])?.[1];
  const called = [known.words, ...(said.kind === "district" && root ? [[...known.words.slice(0, -1), root]] : [])];
  return known.core <= said.words.length && said.words.length <= known.words.length && called.some((all) => said.words.every((word, n) => (n < known.core ? word === all[n] : abbreviates(word, all[n]) || abbreviates(all[n], word))));
};
