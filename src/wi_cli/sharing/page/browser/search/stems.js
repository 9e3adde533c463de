// As wi_cli.german.stems.

const VOWELS = "aeiouyäöü";
const isVowel = (/** @type {string} */ letter) => letter !== "" && VOWELS.includes(letter);
/** The stem of a German word by Snowball 3 (https://snowballstem.org/algorithms/german/stemmer.html). @param {string} word */
const snowball = (word) => {
  const letters = [...word];
  letters.forEach((letter, n) => {
    if ("uy".includes(letter) && isVowel(letters[n - 1] ?? "") && isVowel(letters[n + 1] ?? "")) letters[n] = letter.toUpperCase();
  });
  let stem = letters.join("").replace(/qu|ae|oe|ue|ß/g, (two) => ({ ae: "ä", oe: "ö", ue: "ü", ß: "ss" })[two] ?? two);
  const behind = (/** @type {number} */ from) => {
    let place = from;
    while (place < stem.length && !isVowel(stem[place])) place += 1;
    while (place < stem.length && isVowel(stem[place])) place += 1;
    return place < stem.length ? place + 1 : stem.length + 1;
  };
  const size = stem.length;
  const first = size < 3 ? size + 1 : behind(0);
  const second = first > size ? size : Math.min(size, behind(first));
  const [one, two] = [first > size ? size : Math.max(3, first), second];
  /** @type {(endings: RegExp) => string} */
  const ending = (endings) => endings.exec(stem)?.[0] ?? "";
  const cut = (/** @type {number} */ count) => {
    stem = stem.slice(0, stem.length - count);
  };
  const within = (/** @type {string} */ end, /** @type {number} */ region) => end !== "" && region <= stem.length - end.length;

  let end = ending(/(?:erinnen|erin|lns|ern|em|en|er|es|ln|e|s)$/);
  if (within(end, one)) {
    const before = stem.slice(0, -end.length);
    if (end === "ln" || end === "lns") stem = before + "l";
    else if (end === "s") stem = /[bdfghklmnrt]$/.test(before) ? before : stem;
    else if (end !== "em" || !before.endsWith("syst")) stem = before;
    if (["e", "en", "es"].includes(end) && stem.endsWith("niss")) cut(1);
  }
  end = ending(/(?:est|en|er|et|st)$/);
  if (within(end, one)) {
    const before = stem.slice(0, -end.length);
    if (end === "st" ? /...[bdfghklmnt]$/.test(before) : end !== "et" || (/[Udfgklmnrstzä]$/.test(before) && !/(?:tick|plan|geordn|intern|tr)$/.test(before))) stem = before;
  }
  end = ending(/(?:end|ung|lich|isch|heit|keit|ig|ik)$/);
  if (within(end, two)) {
    const before = stem.slice(0, -end.length);
    if (!["ig", "ik", "isch"].includes(end) || !before.endsWith("e")) stem = before;
    if (["end", "ung"].includes(end) && /(?<!e)ig$/.test(stem) && two <= stem.length - 2) cut(2);
    if (["lich", "heit"].includes(end) && /e[rn]$/.test(stem) && one <= stem.length - 2) cut(2);
    const more = end === "keit" ? ending(/(?:lich|ig)$/) : "";
    if (within(more, two)) cut(more.length);
  }
  return stem.replace(/[äöüUY]/g, (letter) => ({ ä: "a", ö: "o", ü: "u", U: "u", Y: "y" })[letter] ?? letter);
};
/** @type {Map<string, string>} */
const stems = new Map();
/** The stem of a word: Schule and Schulen, Praktikum and Praktika. @param {string} word */
const stemOf = (word) => {
  if (size(word) < rules.inflected) return word;
  let found = stems.get(word);
  if (found === undefined) {
    found = snowball(word.replace(/(?<=er)in(?:nen)?$/, ""));
    for (let n = 0; n < 2; n += 1) found = found.replace(/(?<=[aiouy])s$|(?<=[\p{L}\p{N}]{3})(?<!a)um$|(?<=[\p{L}\p{N}]{3})a$/u, "");
    stems.set(word, found);
  }
  return found;
};
