// The beginning: what the address says is shown.

// The address stays what it was: it says what is shown.
/** @type {HTMLElement} */ (document.querySelector(".skip")).onclick = (event) => {
  event.preventDefault();
  byId("_inhalt").focus();
};

/** The address that the browser's own back left too soon, and what was typed there. @type {string[]} */
let unwritten = [];
addEventListener("hashchange", ({ oldURL, newURL }) => {
  if (later) {
    lastList = addressOf(wish);
    unwritten = [oldURL, lastList];
  } else if (newURL === unwritten[0]) {
    history.replaceState(null, "", unwritten[1]);
    unwritten = [];
  }
  clearTimeout(later);
  later = 0;
  route();
});
route();
