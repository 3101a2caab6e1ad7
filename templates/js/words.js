// The words of the article: what one stands for, by a click or a key, and the list of the rarer.
Object.assign(STRINGS.en, {
  words: "Words",
  "key-words": "The rarer words of the article",
  word: "Next word of the sentence: what it means",
  "word-back": "The word before",
  "word-none": "Not in the lexicon",
  "word-form": "form of {0}",
  "words-title": "The rarer words of this article",
  "words-sort": "Order",
  "words-by-rarity": "Rarest first",
  "words-by-place": "As in the text",
  "words-mark": "Mark them in the text",
  "words-click": "A click on an Italian word says what it means",
  "words-more": "also in:",
});
Object.assign(STRINGS.it, {
  words: "Parole",
  "key-words": "Le parole meno comuni dell’articolo",
  word: "La parola seguente della frase: che cosa significa",
  "word-back": "La parola precedente",
  "word-none": "Non è nel lessico",
  "word-form": "forma di {0}",
  "words-title": "Le parole meno comuni di questo articolo",
  "words-sort": "Ordine",
  "words-by-rarity": "Prima le più rare",
  "words-by-place": "Come nel testo",
  "words-mark": "Segnale nel testo",
  "words-click": "Un clic su una parola italiana dice che cosa significa",
  "words-more": "anche in:",
  noun: "sostantivo",
  verb: "verbo",
  adjective: "aggettivo",
  adverb: "avverbio",
  pronoun: "pronome",
  preposition: "preposizione",
  determiner: "determinante",
  conjunction: "congiunzione",
  interjection: "interiezione",
  numeral: "numerale",
  expression: "espressione",
});

// Words stand in the text as the data keys them (pipeline/page_words.py): a run of letters, hyphens
// inside; an elided one ends in its apostrophe and is a word of its own.
const WORD = /[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*['’‘]?/gu;
const MOST_WORDS = 5;

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const wordsOf = (sentence) =>
  [...sentence.matchAll(WORD)].map(({ 0: form, index }) => ({
    start: index,
    end: index + form.length,
    key: form.replace(/[’‘]/g, "'").toLowerCase(),
  }));

// The key of neighbouring words, or "" where a comma or the like stands between them.
function keyOf(sentence, words) {
  let key = words[0].key;
  for (const [n, word] of words.slice(1).entries()) {
    if (sentence.slice(words[n].end, word.start).trim()) return "";
    key += (key.endsWith("'") ? "" : " ") + word.key;
  }
  return key;
}

// What the data say of the word at `place`, alone or as part of the longest expression around it:
// the entry, the words that it is about, and from which on they are its own. What stands elided
// before a word is about that word.
function lookUp(sentence, words, place) {
  for (let count = MOST_WORDS; count > 0; count--)
    for (let first = Math.max(0, place - count + 1); first <= place; first++) {
      const some = words.slice(first, first + count);
      const key = some.length === count ? keyOf(sentence, some) : "";
      // A closing quotation mark looks like the apostrophe of an elided word.
      const entry = data.words[key] ?? data.words[key.replace(/'$/, "")];
      if (entry) return { first, own: first, last: first + count - 1, entry };
    }
  if (isElided(words, place)) return { ...lookUp(sentence, words, place + 1), first: place };
  return { first: place, own: place, last: place, entry: null };
}

const isElided = (words, place) =>
  words[place]?.key.endsWith("'") && words[place + 1]?.start === words[place].end;

// Letters `start` to `end` of an element's text, however many nodes hold it.
function rangeOf(element, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let before = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (start >= before) range.setStart(node, Math.min(start - before, node.length));
    if (end <= before + node.length) {
      range.setEnd(node, end - before);
      break;
    }
    before += node.length;
  }
  return range;
}

// Which letter of an element's text is under the pointer; null where none is.
function letterAt(element, x, y) {
  const position = document.caretPositionFromPoint?.(x, y);
  const caret = position ? null : document.caretRangeFromPoint?.(x, y);
  const node = position?.offsetNode ?? caret?.startContainer;
  if (!node || !element.contains(node)) return null;
  const range = document.createRange();
  range.setStart(element, 0);
  range.setEnd(node, position?.offset ?? caret.startOffset);
  return range.toString().length;
}

const inBox = ({ left, right, top, bottom }, x, y) =>
  x >= left && x <= right && y >= top && y <= bottom;

const wordPanel = find("#word");
const canMark = "highlights" in CSS;
let shown = null; // the pair whose word is or was looked up, and its first and last word

function showWord(pair, words, place) {
  const sentence = pair.it.textContent;
  const found = lookUp(sentence, words, place);
  const [start, end] = [words[found.first].start, words[found.last].end];
  const range = rangeOf(pair.it, start, end);
  const form = sentence.slice(words[found.own].start, end);
  const alone = found.last > found.first ? lookUp(sentence, [words[place]], 0).entry : null;
  const entries = [[form, found.entry]];
  if (alone) entries.push([sentence.slice(words[place].start, words[place].end), alone]);
  find("#word-entries").replaceChildren(...entries.map(([word, entry]) => entryOf(word, entry)));
  wordPanel.setAttribute("aria-label", form);
  wordPanel.showPopover();
  placeWord(range.getBoundingClientRect());
  if (canMark) CSS.highlights.set("looked-up", new Highlight(range));
  announce(`${form}: ${found.entry ? found.entry[2].join(", ") : text("word-none")}`);
  shown = { pair, ...found };
  emit("word");
}

function entryOf(form, entry) {
  const [lemma, part, senses] = entry ?? ["", "", []];
  const about = [];
  if (lemma && lemma !== form.toLowerCase().replace(/[’‘]/g, "'"))
    about.push(text("word-form", lemma));
  if (part) about.push(part.split(", ").map((name) => text(name)).join(", "));
  if (!entry) about.push(text("word-none"));
  return make(
    "div",
    { className: "entry" },
    make("p", {}, make("b", { lang: "it", textContent: form }), ` ${about.join(" · ")}`),
    make("ul", { lang: "en" }, ...senses.map((sense) => make("li", { textContent: sense }))),
  );
}

// Above the word on a wide screen, because the sentence's buttons are below; on a narrow one the style makes a sheet at the bottom, and the
// word must not be under it.
function placeWord(word) {
  const gap = 6;
  const { offsetWidth: width, offsetHeight: height } = wordPanel;
  const left = Math.max(gap, Math.min(word.left, root.clientWidth - width - gap));
  const top = word.top > height + 2 * gap ? word.top - height - gap : word.bottom + gap;
  wordPanel.style.setProperty("--left", `${left + scrollX}px`);
  wordPanel.style.setProperty("--top", `${top + scrollY}px`);
  const covered = word.bottom + gap - wordPanel.getBoundingClientRect().top;
  if (getComputedStyle(wordPanel).position === "fixed" && covered > 0) scrollBy(0, covered);
}

const closeWord = () => wordPanel.hidePopover();
const wordIsOpen = () => wordPanel.matches(":popover-open");
action("word-close", closeWord);
// Before, not after: "toggle" comes a moment later than the panel goes.
wordPanel.addEventListener("beforetoggle", ({ newState }) => {
  if (newState === "closed" && canMark) CSS.highlights.delete("looked-up");
});
// Escape closes what is on top and nothing else.
window.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !wordIsOpen()) return;
    closeWord();
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

// The word of a sentence that is under the pointer, as its number; -1 beside the words.
function wordUnder(cell, words, { clientX, clientY }) {
  const letter = letterAt(cell, clientX, clientY);
  if (letter === null) return -1;
  return words.findIndex(
    ({ start, end }) =>
      start <= letter &&
      letter <= end &&
      [...rangeOf(cell, start, end).getClientRects()].some((box) => inBox(box, clientX, clientY)),
  );
}

setting("words-click", true, () => {});
// The panel closes before the click comes, so what was open is noted earlier.
let openBefore = null;
window.addEventListener("pointerdown", () => (openBefore = wordIsOpen() ? shown : null), true);

// A click on a word keeps its sentence pinned while words are looked up; a second click on the same
// word leaves it to the sentence, which lets go. Before the sentence, but after a covered one, hears
// of it.
find("main").addEventListener(
  "click",
  (event) => {
    const cell = event.target.closest(".pair > .it");
    if (!cell || !settings.get("words-click").value || !getSelection().isCollapsed) return;
    const pair = pairOf(cell);
    const words = wordsOf(cell.textContent);
    const place = wordUnder(cell, words, event);
    const again = openBefore?.pair === pair && openBefore.first <= place && place <= openBefore.last;
    if (place < 0 || again) return;
    event.stopPropagation();
    pinPair(pair);
    showWord(pair, words, place);
  },
  true,
);

function stepWords(by) {
  const pair = chosenPair();
  const words = pair ? wordsOf(pair.it.textContent) : [];
  if (!words.length) return false;
  const goes = shown?.pair === pair;
  let next = by > 0 ? (goes ? shown.last + 1 : 0) : (goes ? shown.first : 0) - 1;
  next = (next + words.length) % words.length;
  if (by < 0 && isElided(words, next - 1)) next -= 1;
  showWord(pair, words, next);
  return true;
}
action("word", () => stepWords(1), { key: "w" });
action("word-back", () => stepWords(-1), { key: "W" });

// The list of the rarer words. The same word may stand elsewhere in another form.
const rareWords = data.rare.map(([form, lemma, part, numbers, rarity]) => ({
  form,
  lemma,
  part,
  rarity,
  pairs: numbers.map((number) => pairs[number]),
}));

function placesOf({ form, lemma }, sentence) {
  return wordsOf(sentence).filter(
    ({ key }) => key === form || (data.words[key]?.[0] === lemma && lemma),
  );
}

function rareItem(word) {
  const entry = data.words[word.form];
  const item = entryOf(word.form, entry ?? [word.lemma, word.part, []]);
  const [first, ...others] = word.pairs;
  const sentence = first.it.textContent;
  const [{ start, end } = { start: 0, end: 0 }] = placesOf(word, sentence);
  const link = make(
    "a",
    { href: `#${first.id}` },
    sentence.slice(0, start),
    make("mark", { textContent: sentence.slice(start, end) }),
    sentence.slice(end),
  );
  const where = make("p", { lang: "it" }, link);
  if (others.length) {
    where.append(make("span", { lang: language, textContent: ` ${text("words-more")}` }));
    for (const { id } of others) where.append(" ", make("a", { href: `#${id}`, textContent: id }));
  }
  item.append(where);
  return make("li", {}, item);
}

function listRareWords(order) {
  const list = [...rareWords];
  if (order === "rarity") list.sort((a, b) => b.rarity - a.rarity);
  find("#words-list").replaceChildren(...list.map(rareItem));
}

setting("words-order", "place", (order) => {
  if (find("#words").open) listRareWords(order);
});
action("words", () => {
  openDialog("words");
  listRareWords(settings.get("words-order").value);
});
find("#words-list").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  find("#words").close();
  goToPair(pairs.find(({ id }) => `#${id}` === link.hash));
});

// Marks are highlights: the nodes of the text stay whole for the other parts.
setting("words-mark", false, (marked) => {
  if (!canMark) return;
  CSS.highlights.delete("rare");
  if (!marked) return;
  const ranges = rareWords.flatMap((word) =>
    word.pairs.flatMap(({ it }) =>
      placesOf(word, it.textContent).map(({ start, end }) => rangeOf(it, start, end)),
    ),
  );
  CSS.highlights.set("rare", new Highlight(...ranges));
});
for (const control of findAll(".words-marks")) control.hidden = !canMark;
find('[data-action="words"]').hidden = !rareWords.length;
