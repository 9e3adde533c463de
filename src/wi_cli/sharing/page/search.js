
/**
 * @param {string} asked
 * @returns {{n: number, found: Node[]}[] | null}
 */
const search = (asked) => null;
