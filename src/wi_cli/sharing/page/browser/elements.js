// Elements of the document: found, read, made.

/** @type {(id: string) => HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @type {(root: ParentNode, selector: string) => HTMLElement[]} */
const all = (root, selector) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);
/** @type {(one: Element | null | undefined) => string} */
const textOf = (one) => (one && one.textContent ? one.textContent.trim() : "");

/**
 * An element with its properties, attributes and children.
 * @param {string} tag
 * @param {Object<string, any>} [properties]
 * @param {...(Node | string)} children
 * @returns {any}
 */
const make = (tag, properties = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) Object.assign(made, { [name]: value });
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
};

/** Have something read out that is seen elsewhere. @param {string} words */
const tell = (words) => byId("_meldung").replaceChildren(words);

/** @type {(count: number) => string} */
const written = (count) => String(count).replace(/\B(?=(?:\d{3})+$)/g, ".");
/** Between words on a line: what begins another doesn't begin with it. */
const DOT = "\u00a0· ";
