// Word links: pointing at a word, or looking one up, shows what it became on the other side.
Object.assign(STRINGS.en, { links: "Under the pointer, show what a word became" });
Object.assign(STRINGS.it, { links: "Sotto il puntatore, mostra che cosa è diventata una parola" });

// As pipeline/word_links.py packs the links and word_evidence.py divides sentences into words.
const LINK_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LINK_WORDS = (() => {
  const [number, letters, rest] = ["\\p{Nd}+(?:[.,:]\\p{Nd}+)*", "[\\p{L}\\p{Nl}\\p{No}]+", "[\\p{L}\\p{N}_]"];
  const whole = `${letters}(?:-${letters})*`;
  const short = `n['’]t(?!${rest})`;
  return {
    it: new RegExp(`${number}|${whole}['’‘]?|${rest}+`, "gu"),
    en: new RegExp(
      `${number}|${letters}?(?=${short})|${short}|['’](?:s|re|ve|ll|d|m)(?!${rest})|${whole}|${rest}+`,
      "giu",
    ),
  };
})();

const linkWordsOf = (side, sentence) =>
  [...sentence.matchAll(LINK_WORDS[side])].map(({ 0: form, index }) => ({
    start: index,
    end: index + form.length,
  }));

// The numbers of an Italian word and of an English one, for each link of a sentence.
function linksOf({ links = "" }) {
  let [it, en] = [0, 0];
  return (links.match(/../g) ?? []).map(([on, across]) => {
    it += LINK_ALPHABET.indexOf(on);
    en += LINK_ALPHABET.indexOf(across) - LINK_ALPHABET.length / 2;
    return { it, en };
  });
}

let linkShown = ""; // which word's links are shown

function hideLinks() {
  linkShown = "";
  CSS.highlights.delete("linked");
}

// Shows the links of the words that stand in letters `start` to `end` of one side of a pair.
function showLinks(pair, side, start, end) {
  const name = `${pair.id} ${side} ${start}`;
  if (name === linkShown) return;
  hideLinks();
  // A corrected sentence is another one.
  if (pair.en.textContent !== pair.written) return;
  const other = side === "it" ? "en" : "it";
  const [own, others] = [side, other].map((one) => linkWordsOf(one, pair[one].textContent));
  const inside = (word) => word && word.start < end && word.end > start;
  const partners = linksOf(pair)
    .filter((link) => inside(own[link[side]]))
    .map((link) => others[link[other]])
    .filter(Boolean);
  linkShown = name;
  if (!partners.length) return;
  const ranges = partners.map((word) => rangeOf(pair[other], word.start, word.end));
  CSS.highlights.set("linked", new Highlight(rangeOf(pair[side], start, end), ...ranges));
}

function pointAtLinks(event) {
  const cell = event.target.closest?.(".pair > .it, .pair > .en");
  if (!cell || !settings.get("links").value) return hideLinks();
  const side = cell.classList.contains("it") ? "it" : "en";
  const words = linkWordsOf(side, cell.textContent);
  const word = words[wordUnder(cell, words, event)];
  if (word) showLinks(pairOf(cell), side, word.start, word.end);
  else hideLinks();
}

// The word in the panel, whether it was clicked, tapped or reached by a key.
function showLinksOfShown() {
  if (!wordIsOpen()) return;
  const words = wordsOf(shown.pair.it.textContent);
  showLinks(shown.pair, "it", words[shown.first].start, words[shown.last].end);
}

setting("links", true, () => {});
for (const control of findAll(".links")) control.hidden = !canMark;
if (canMark) {
  let waiting = null;
  document.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    waiting ??= requestAnimationFrame(() => {
      waiting = null;
      pointAtLinks(event);
    });
  });
  listen("word", showLinksOfShown);
  wordPanel.addEventListener("toggle", ({ newState }) => {
    if (newState === "closed") hideLinks();
  });
}
