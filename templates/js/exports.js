// Taking the sentences along: files made here, without a server, and marks for study.
Object.assign(STRINGS.en, {
  reuse: "Reuse",
  "key-reuse": "Files, marks and corrections",
  mark: "Mark for study",
  unmark: "Remove the mark",
  "key-mark": "Mark the sentence for study, or take the mark away",
  "reuse-title": "Use the sentences elsewhere",
  "reuse-all": "The whole article",
  "reuse-all-note":
    "The table opens in a spreadsheet. The translation memory is for translators’ programs and says which sentences are a machine’s.",
  "export-tsv": "Table (TSV)",
  "export-tmx": "Translation memory (TMX)",
  "reuse-study": "For study",
  "export-anki": "Flash cards (Anki)",
  "export-marked": "Table of the marked (TSV)",
  "marked-clear": "Remove all marks",
  "marked-none": "No sentence is marked for study, so the cards hold all {0}. Mark one with its button or the key m.",
  "marked-some": "Marked for study, and on the cards: {0}.",
  "marked-count": "{0} marked for study",
  "marked-yes": "Marked for study",
  "marked-no": "No longer marked",
  downloaded: "{0} is downloaded",
});
Object.assign(STRINGS.it, {
  reuse: "Riusa",
  "key-reuse": "File, segni e correzioni",
  mark: "Segna per lo studio",
  unmark: "Togli il segno",
  "key-mark": "Segna la frase per lo studio, o togli il segno",
  "reuse-title": "Usare le frasi altrove",
  "reuse-all": "L’articolo intero",
  "reuse-all-note":
    "La tabella si apre in un foglio di calcolo. La memoria di traduzione è per i programmi dei traduttori e dice quali frasi sono di una macchina.",
  "export-tsv": "Tabella (TSV)",
  "export-tmx": "Memoria di traduzione (TMX)",
  "reuse-study": "Per lo studio",
  "export-anki": "Schede (Anki)",
  "export-marked": "Tabella delle segnate (TSV)",
  "marked-clear": "Togli tutti i segni",
  "marked-none": "Nessuna frase è segnata per lo studio: le schede le contengono tutte, {0}. Segnane una con il suo pulsante o con il tasto m.",
  "marked-some": "Segnate per lo studio, e sulle schede: {0}.",
  "marked-count": "{0} segnate per lo studio",
  "marked-yes": "Segnata per lo studio",
  "marked-no": "Non più segnata",
  downloaded: "{0} è scaricato",
});

const KINDS =
  "title heading paragraph caption list-item quote table-cell footnote cue".split(" ");
const COLUMNS =
  "paragraph sentence kind it en origin score flags key hint hint_score".split(" ");

// The English as the page came and as it stands: edits change the second (see edits.js).
for (const pair of pairs) {
  pair.written = pair.en.textContent;
  pair.english = pair.written;
}

// What finds a sentence again in a page that was made anew: its key without the part that stands
// for the English.
const withoutCheck = (key) => key.replace(/\.[^.]*$/, "");
const sentenceKey = ({ key, id }) => withoutCheck(key || id);
const isMachine = (pair) => (pair.origin ?? "mt") === "mt" && pair.english === pair.written;

// The same as clean_text in pipeline/article.py and write_tsv in pipeline/exports/tsv.py: the table
// is the one that the command writes, byte for byte.
const LINE_CHARACTERS = /[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+/g;
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]/gu;
const EDGES = /^[^\S\ufeff]+|[^\S\ufeff]+$/g;
const cleanText = (words) =>
  words.replace(LINE_CHARACTERS, " ").replace(FORBIDDEN, "").normalize("NFC").replace(EDGES, "");
const decimal = (value) => (value == null ? "" : value.toFixed(3).replace("-0.000", "0.000"));
const numbersOf = ({ id }) => id.match(/\d+/g).map(Number);

function rowOf(pair) {
  return [
    ...numbersOf(pair),
    KINDS.find((kind) => pair.block.classList.contains(kind)),
    cleanText(pair.it.textContent),
    cleanText(pair.english),
    pair.origin ?? "mt",
    decimal(pair.score),
    (pair.flags ?? []).join(" "),
    pair.key,
    cleanText(pair.hint ?? ""),
    decimal(pair.hint_score),
  ];
}

const inOrder = (some) =>
  [...some].sort((a, b) => {
    const [[blockA, sentenceA], [blockB, sentenceB]] = [numbersOf(a), numbersOf(b)];
    return blockA - blockB || sentenceA - sentenceB;
  });

const tableOf = (some) =>
  [COLUMNS, ...inOrder(some).map(rowOf)].map((row) => `${row.join("\t")}\n`).join("");

const markup = (words) =>
  words.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

// TMX 1.4b, as pipeline/exports/tmx.py writes it. Programs know a machine's segment by the creator
// MT!; a sentence that is translated in several ways carries what OmegaT tells them apart by: the
// file and the neighbours, even where there are none, and no tuid, which OmegaT would compare with
// an id of its own. No DOCTYPE: parsers would look for a DTD that is not there.
function memoryOf(some) {
  const all = inOrder(some);
  const units = all.filter(({ english }) => english.trim());
  const ways = new Map();
  for (const { it, english } of units)
    ways.set(it.textContent, (ways.get(it.textContent) ?? new Set()).add(english));
  const property = (type, value) => `<prop type="${type}">${markup(value)}<\/prop>`;
  const segment = (words) => `<seg>${markup(cleanText(words))}<\/seg>`;
  const neighbour = (pair, step) => cleanText(all[all.indexOf(pair) + step]?.it.textContent ?? "");
  const unit = (pair) => {
    const machine = isMachine(pair);
    const several = ways.get(pair.it.textContent).size > 1;
    const context = several
      ? property("file", data.name) +
        property("prev", neighbour(pair, -1)) +
        property("next", neighbour(pair, 1))
      : "";
    const score = decimal(pair.score);
    const flags = (pair.flags ?? []).join(" ");
    const doubts = machine
      ? (score && property("x-score", score)) + (flags && property("x-flags", flags))
      : "";
    return `<tu${several ? "" : ` tuid="${markup(sentenceKey(pair))}"`}>${context}
<tuv xml:lang="it">${segment(pair.it.textContent)}<\/tuv>
<tuv xml:lang="en"${machine ? ' creationid="MT!"' : ""}>${doubts}${segment(pair.english)}<\/tuv>
<\/tu>
`;
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="bilingue" creationtoolversion="${markup(data.version)}" segtype="sentence" o-tmf="bilingue" adminlang="en" srclang="it" datatype="plaintext"/>
<body>
${units.map(unit).join("")}<\/body>
<\/tmx>
`;
}

// Anki's text import, as pipeline/exports/anki.py writes it. The key is the note's GUID, so that a
// second import corrects the first. Of the note types the last that Anki has counts.
function cardsOf(some) {
  const head = [
    "#separator:tab",
    "#html:true",
    "#notetype:Basic",
    "#notetype:Basic (and reversed card)",
    "#notetype:Bilingue",
    `#deck:Bilingue::${cleanText(data.title).replace(/:{2,}/g, ":")}`,
    "#tags:bilingue",
    "#guid column:1",
  ];
  const field = (words) => markup(cleanText(words));
  const notes = inOrder(some)
    .filter(({ english }) => english.trim())
    .map((pair) =>
      [sentenceKey(pair), field(pair.it.textContent), field(pair.english)].join("\t"),
    );
  return [...head, ...notes].map((line) => `${line}\n`).join("");
}

// Where the panel is open, what is outside of it is not read out.
const tell = (message) => {
  find("#reuse-status").textContent = message;
};

function download(ending, type, content) {
  const name = `${data.name.split("/").at(-1)}.${ending}`;
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  tell(text("downloaded", name));
}

// Marks for study: the keys of sentences, so that they hold when the page is made anew.
const keptMarks = () => new Set([store.get(ofArticle("marked"), [])].flat());
let marks = keptMarks();
const isMarked = (pair) => marks.has(sentenceKey(pair));
const markedPairs = () => pairs.filter(isMarked);

function showMarks() {
  for (const pair of pairs) pair.element.classList.toggle("marked", isMarked(pair));
  const count = markedPairs().length;
  showCount("marked", "★", count, text("marked-count", count));
  find("#marked-note").textContent = count
    ? text("marked-some", count)
    : text("marked-none", pairs.length);
  for (const name of ["export-marked", "marked-clear"])
    find(`[data-action="${name}"]`).hidden = !count;
}

// A number on the button of the toolbar, with words for those who do not see the sign.
function showCount(name, sign, count, words) {
  const button = find('[data-action="reuse"]');
  find(`.count.${name}`, button)?.remove();
  if (!count) return;
  button.append(
    make(
      "span",
      { className: `count ${name}` },
      make("span", { ariaHidden: "true", textContent: `${sign} ${count}` }),
      make("span", { className: "unseen", textContent: words }),
    ),
  );
}

function setMarks(some, marked) {
  marks = keptMarks(); // another window may have changed them
  for (const pair of some) marks[marked ? "add" : "delete"](sentenceKey(pair));
  store.set(ofArticle("marked"), [...marks]);
  showMarks();
  fillRow();
}

function toggleMark(pair) {
  if (!pair) return false;
  setMarks([pair], !isMarked(pair));
  announce(text(isMarked(pair) ? "marked-yes" : "marked-no"));
  return true;
}

action("mark", () => toggleMark(chosenPair()), { key: "m" });
pairButton((pair) => (isMarked(pair) ? "unmark" : "mark"), toggleMark);

const TSV = "text/tab-separated-values";
action("reuse", () => {
  tell("");
  openDialog("reuse");
});
action("export-tsv", () => {
  download(isEdited() ? "edited.tsv" : "tsv", TSV, tableOf(pairs));
  emit("downloaded");
});
action("export-tmx", () => download("tmx", "application/xml", memoryOf(pairs)));
action("export-anki", () => {
  const marked = markedPairs();
  download("anki.txt", "text/plain", cardsOf(marked.length ? marked : pairs));
});
action("export-marked", () => download("marked.tsv", TSV, tableOf(markedPairs())));
action("marked-clear", () => setMarks(markedPairs(), false));
listen("language", showMarks);
showMarks();
