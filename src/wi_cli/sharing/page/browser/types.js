// What the parts of the script hand each other.

/**
 * @typedef {[string, number, number, number[], number | null, string, number]} Entry  id, Land, kind, topics, population, since, left
 * @typedef {{states: [string, string][], kinds: string[], topics: [string, string][], indicators: [string, string, number][], members: Entry[], unplaced: number[], rules: Rules}} Index
 * @typedef {{q: string, land: string[], art: string[], thema: string[], mitglied: string[], ordnung: string, ansicht: string}} Wish
 * @typedef {{n: number, found: () => Node[]}} Hit
 * @typedef {{kinds: string[], sorts: string[], least: number, below: number}} PlaceKind
 * @typedef {{letters: Object<string, string>, district: string[], town: string[], titles: Object<string, string>, joining: string[], sorts: [string, string][], weights: Object<string, number>, names: string[], forgiving: string[], qualities: Object<string, number>, tiers: string[], phrase: number, part: number, respelt: number, inside: number, most: number, initials: number, densest: number, subsequence: number, inflected: number, letter: number, city: number, longest: number, labels: Object<string, string>, without: string[], never: string[], abbreviations: Object<string, string>, states: Object<string, string>, places: Object<string, PlaceKind>, scores: [number, number]}} Rules
 * @typedef {{id: string, official: string[], population: number | null, state: string, kind: string, sort: string, declared: string, left: boolean, network: boolean, texts: [string, string][]}} Searched
 * @typedef {{text: number, kind: string, start: number, end: number, raw?: boolean}} Place  a span of letters of a text's line, or of the `raw` text
 * @typedef {{text: string, written: boolean, shortened: boolean}} Spelling
 * @typedef {{field: string, text: string, spans: [number, number][]}} Match
 * @typedef {{n: number, tier: string, score: number, matches: () => Match[]}} Found
 * @typedef {{hits: Found[], without: string[], nowhere: string[], elsewhere: string[], most: boolean}} Answer  `elsewhere`: places where nobody is; `most`: nobody has all of the words
 */
