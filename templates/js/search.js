// Finding words in both languages, with or without their accents.
Object.assign(STRINGS.en, {
  search: "Search",
  "key-search": "Search in both languages",
  "search-label": "Search in both languages; accents are optional",
  "search-next": "Next",
  "search-previous": "Previous",
  "search-count": "{0} of {1}",
  "search-none": "Nothing found",
});
Object.assign(STRINGS.it, {
  search: "Cerca",
  "key-search": "Cerca nelle due lingue",
  "search-label": "Cerca nelle due lingue; gli accenti sono facoltativi",
  "search-next": "Seguente",
  "search-previous": "Precedente",
  "search-count": "{0} di {1}",
  "search-none": "Nessun risultato",
});

const searchForm = find("#search");
const searchField = find("input", searchForm);
const searchCount = find("output", searchForm);
const MOST_MARKED = 2000; // more marks than anybody looks at slow a large page down
let results = [];
let result = -1;
let searched = "";

// One way to write a text: no accents, no capitals, straight quotation marks, plain spaces.
const fold = (words) =>
  words
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/\s/g, " ");

// Where each letter of the folded text stands in `words`, and its end.
function places(words) {
  const found = [];
  let at = 0;
  for (const letter of words) {
    for (let n = fold(letter).length; n > 0; n--) found.push(at);
    at += letter.length;
  }
  return [...found, at];
}

const folded = new WeakMap(); // by cell: its text, and the text folded
function foldedText(cell) {
  const words = cell.textContent;
  const known = folded.get(cell);
  if (known?.[0] === words) return known[1];
  folded.set(cell, [words, fold(words)]);
  return folded.get(cell)[1];
}

function resultsIn(pair, side, wanted) {
  const found = [];
  const words = foldedText(pair[side]);
  let map = null;
  for (let at = words.indexOf(wanted); at >= 0; at = words.indexOf(wanted, at + wanted.length)) {
    map ??= places(pair[side].textContent);
    found.push({ pair, side, start: map[at], end: map[at + wanted.length] });
  }
  return found;
}

// Firefox before 140 and Safari before 17.2 cannot mark words: there the sentence alone lights up.
function markResults() {
  if (!globalThis.Highlight) return;
  const rangesOf = (some) => some.map(({ pair, side, start, end }) => rangeOf(pair[side], start, end));
  CSS.highlights.set("found", new Highlight(...rangesOf(results.slice(0, MOST_MARKED))));
  const current = new Highlight(...rangesOf(results.slice(result, result + 1)));
  current.priority = 1;
  CSS.highlights.set("found-now", current);
}

function showResult(number) {
  results[result]?.pair.element.classList.remove("found");
  result = results.length ? (number + results.length) % results.length : -1;
  const current = results[result];
  searchCount.textContent = current
    ? text("search-count", result + 1, results.length)
    : searched && text("search-none");
  if (current) {
    current.pair.element.classList.add("found");
    bring(current.pair[current.side], "center");
  }
  markResults();
}

function searchFor(words) {
  const wanted = fold(words.trim());
  if (wanted === searched) return;
  searched = wanted;
  const from = results[result]?.pair ?? pairAt();
  results[result]?.pair.element.classList.remove("found");
  result = -1;
  const sides = sidesInView();
  results = wanted
    ? pairs.flatMap((pair) => sides.flatMap((side) => resultsIn(pair, side, wanted)))
    : [];
  // The first one from here on, not the first of the page.
  const first = results.findIndex(({ pair }) => pair.number >= (from?.number ?? 0));
  showResult(Math.max(0, first));
}

function closeSearch() {
  const { pair } = results[result] ?? {};
  searchForm.hidden = true;
  find(".toolbar").hidden = false;
  searchField.value = "";
  searchFor("");
  // On to where the search led, or back to where it began.
  if (pair) focusPair(pair);
  else find('[data-action="search"]').focus();
  return true;
}

action(
  "search",
  () => {
    searchForm.hidden = false;
    find(".toolbar").hidden = true;
    searchField.focus();
    searchField.select();
  },
  { key: "/" },
);
action("search-next", () => showResult(result + 1));
action("search-previous", () => showResult(result - 1));
action("search-close", closeSearch);
action("search-escape", () => (searchForm.hidden || find("dialog[open]") ? false : closeSearch()), {
  key: "Escape",
});

let pending = 0;
searchField.addEventListener("input", () => {
  clearTimeout(pending);
  pending = setTimeout(() => searchFor(searchField.value), 120);
});
searchForm.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeSearch();
  else if (event.key === "Enter" && event.target === searchField) {
    clearTimeout(pending);
    if (fold(searchField.value.trim()) !== searched) searchFor(searchField.value);
    else showResult(result + (event.shiftKey ? -1 : 1));
  } else return;
  event.preventDefault();
  event.stopPropagation();
});
// What is no longer shown cannot be found.
listen("view", () => {
  if (!searched) return;
  searched = "";
  searchFor(searchField.value);
});
