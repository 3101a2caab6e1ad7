// Correcting the English in place. Edits stay in this browser until they are downloaded as a table,
// which `bilingue run --edits` takes up by the rows' keys.
Object.assign(STRINGS.en, {
  edit: "Correct",
  "key-edit": "Correct the English",
  "edit-undo": "Undo correction",
  "key-edit-undo": "Undo the correction of the English",
  "edit-save": "Save",
  "edit-cancel": "Cancel",
  "edit-field": "English sentence, correct it",
  "edit-saved": "Corrected",
  "edit-undone": "The correction is undone",
  "edit-mark": "Corrected by you",
  "edit-mark-new": "Corrected by you, not downloaded yet",
  "edit-offer": "You had corrected an earlier English of this sentence: “{0}”",
  "edit-lost": "No longer in the article: “{0}”",
  "edit-use": "Use it",
  "edit-discard": "Discard",
  "hint-use": "Use the suggestion",
  "key-hint-use": "Correct the English, beginning with the memory’s suggestion",
  edits: "Corrections",
  "edits-none": "Correct an English sentence with the button of its sentence or the key e.",
  "edits-some": "Corrected: {0}; not downloaded yet: {1}. The corrected table goes back into the pages with",
  "edits-count": "Corrections not downloaded: {0}",
  "edits-forgotten": "This browser keeps nothing: download the table before you close the page.",
  "export-edits": "Corrected table (TSV)",
});
Object.assign(STRINGS.it, {
  edit: "Correggi",
  "key-edit": "Correggi l’inglese",
  "edit-undo": "Annulla la correzione",
  "key-edit-undo": "Annulla la correzione dell’inglese",
  "edit-save": "Salva",
  "edit-cancel": "Annulla",
  "edit-field": "Frase inglese, da correggere",
  "edit-saved": "Corretta",
  "edit-undone": "La correzione è annullata",
  "edit-mark": "Corretta da te",
  "edit-mark-new": "Corretta da te, non ancora scaricata",
  "edit-offer": "Avevi corretto un inglese precedente di questa frase: «{0}»",
  "edit-lost": "Non più nell’articolo: «{0}»",
  "edit-use": "Usala",
  "edit-discard": "Scarta",
  "hint-use": "Usa il suggerimento",
  "key-hint-use": "Correggi l’inglese, partendo dal suggerimento della memoria",
  hint: "Suggerita da una memoria di traduzione, somiglianza {0}\u00a0%",
  "hint-unmeasured": "Suggerita da una memoria di traduzione",
  edits: "Correzioni",
  "edits-none": "Correggi una frase inglese con il pulsante della frase o con il tasto e.",
  "edits-some": "Corrette: {0}; non ancora scaricate: {1}. La tabella corretta torna nelle pagine con",
  "edits-count": "Correzioni non scaricate: {0}",
  "edits-forgotten": "Questo browser non conserva nulla: scarica la tabella prima di chiudere la pagina.",
  "export-edits": "Tabella corretta (TSV)",
});

let editing = null; // { pair, buttons, back } while a sentence is being corrected

// What is kept: row key → { was, en, downloaded }. `was` is the English that a person saw when
// correcting: where the page's English is another by now, the edit is offered and not applied.
// Storage may hold anything.
const keptEdits = () =>
  Object.fromEntries(
    Object.entries(store.get(ofArticle("edits")) ?? {}).filter(
      ([, edit]) => typeof edit?.en === "string" && typeof edit.was === "string",
    ),
  );
const pairOfKey = new Map(pairs.map((pair) => [sentenceKey(pair), pair]));
const sameWords = (a, b) => a.split(/\s+/).join(" ").trim() === b.split(/\s+/).join(" ").trim();
const isPairEdited = (pair) => pair.english !== pair.written;
const isEdited = () => pairs.some(isPairEdited);

// Changes one entry of what is kept: another window may have changed the others.
function keepEdit(key, edit) {
  const all = keptEdits();
  for (const other of Object.keys(all))
    if (withoutCheck(other) === withoutCheck(key)) delete all[other];
  if (edit) all[key] = edit;
  store.set(ofArticle("edits"), all);
}

function setEnglish(pair, words) {
  const edited = words && !sameWords(words, pair.written);
  pair.english = edited ? words : pair.written;
  pair.edit = edited ? { was: pair.written, en: words, downloaded: false } : null;
  pair.offer = null;
  keepEdit(pair.key || pair.id, pair.edit);
  showEdits([pair]);
  fillRow();
  emit("edited", pair);
}

function undoEdit(pair) {
  if (!pair || !isPairEdited(pair)) return false;
  setEnglish(pair, pair.written);
  announce(text("edit-undone"));
  return true;
}

// What was kept when the page was open before.
function takeUpEdits() {
  for (const [key, edit] of Object.entries(keptEdits())) {
    const pair = pairOfKey.get(withoutCheck(key));
    if (!pair) continue;
    if (sameWords(edit.en, pair.written)) keepEdit(key, null); // it has arrived in the page
    else if (sameWords(edit.was, pair.written)) Object.assign(pair, { english: edit.en, edit });
    else pair.offer = edit;
  }
}

const lostEdits = () =>
  Object.entries(keptEdits()).filter(([key]) => !pairOfKey.has(withoutCheck(key)));
const newEdits = () => pairs.filter(({ edit }) => edit && !edit.downloaded);

const smallButton = (name, run) => {
  const button = make("button", { type: "button", textContent: text(name) });
  button.addEventListener("click", run);
  return button;
};

function showEdits(changed = pairs.filter(({ edit, offer }) => edit || offer)) {
  for (const pair of changed) showEdit(pair);
  const edited = pairs.filter(isPairEdited);
  const [count, lost] = [newEdits().length, lostEdits()];
  showCount("edited", "✎", count, text("edits-count", count));
  const [note, command] = [find("#edits-note"), find("#edits-command")];
  note.textContent = edited.length ? text("edits-some", edited.length, count) : text("edits-none");
  command.hidden = !edited.length;
  find('[data-action="export-edits"]').hidden = !edited.length;
  find("#edits-forgotten").hidden = store.kept || !count;
  find("#edits-list").replaceChildren(...edited.map(editItem), ...lost.map(lostItem));
  guardLeaving();
}

function editItem(pair) {
  const link = make("a", { href: `#${pair.id}`, lang: "en", textContent: pair.english });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    find("#reuse").close();
    goToPair(pair);
  });
  return make("li", {}, link, " ", smallButton("edit-undo", () => undoEdit(pair)));
}

function lostItem([key, edit]) {
  const discard = () => {
    keepEdit(key, null);
    showEdits();
  };
  return make("li", {}, text("edit-lost", edit.en), " ", smallButton("edit-discard", discard));
}

const warnOfEdits = (event) => event.preventDefault();
const guardLeaving = () =>
  window[newEdits().length || editing ? "addEventListener" : "removeEventListener"](
    "beforeunload",
    warnOfEdits,
  );

// The sentence and what is said under it.
function showEdit(pair) {
  const { element, en, edit, offer } = pair;
  if (editing?.pair !== pair && en.textContent !== pair.english) en.textContent = pair.english;
  element.classList.toggle("edited", Boolean(edit));
  find(".mark.own", element)?.remove();
  if (!edit && !offer) return;
  const mark = make(en.localName, { className: "mark own", lang: language });
  (findAll(".mark", element).at(-1) ?? en).after(mark);
  if (edit) mark.textContent = text(edit.downloaded ? "edit-mark" : "edit-mark-new");
  else
    mark.append(
      text("edit-offer", offer.en),
      " ",
      smallButton("edit-use", () => setEnglish(pair, offer.en)),
      smallButton("edit-discard", () => setEnglish(pair, pair.written)),
    );
}

function startEditing(pair) {
  if (!pair || editing?.pair === pair) return false;
  finishEditing(true);
  revealPair(pair);
  const { en } = pair;
  if (!en.checkVisibility()) return false;
  try {
    en.contentEditable = "plaintext-only";
  } catch {
    en.contentEditable = "true"; // then formatting and pasted markup are kept out below
  }
  en.setAttribute("role", "textbox");
  en.setAttribute("aria-label", text("edit-field"));
  const buttons = make(
    en.localName,
    { className: "editing", lang: language },
    smallButton("edit-save", () => finishEditing(true)),
    smallButton("edit-cancel", () => finishEditing(false)),
  );
  buttons.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus
  en.after(buttons);
  editing = { pair, buttons, back: document.activeElement };
  en.focus();
  getSelection().selectAllChildren(en);
  getSelection().collapseToEnd();
  guardLeaving();
  return true;
}

// What a memory suggests is for a similar sentence, so it is where the correcting begins.
function startFromHint(pair) {
  if (!hasHint(pair) || !startEditing(pair)) return false;
  document.execCommand("selectAll");
  document.execCommand("insertText", false, cleanText(pair.hint)); // the browser can undo it
  return true;
}

const hasHint = (pair) =>
  Boolean(pair && find(".mark.hint", pair.element)) && !sameWords(pair.hint, pair.english);

function finishEditing(save, refocus = true) {
  if (!editing) return;
  const { pair, buttons, back } = editing;
  const { en } = pair;
  editing = null;
  for (const line of findAll("br", en)) line.replaceWith(" ");
  const words = cleanText(en.textContent);
  en.removeAttribute("contenteditable");
  en.removeAttribute("role");
  en.removeAttribute("aria-label");
  en.textContent = pair.english;
  buttons.remove();
  // Who began with a click on the sentence had the focus nowhere.
  makeReachable(pair);
  if (refocus) (back === document.body ? pair.element : back).focus({ preventScroll: true });
  if (save && !sameWords(words, pair.english)) {
    setEnglish(pair, words);
    announce(text("edit-saved"));
  }
  guardLeaving();
}

const editor = (event) => editing?.pair.en.contains(event.target);

document.addEventListener(
  "keydown",
  (event) => {
    if (!editor(event)) return;
    event.stopPropagation(); // its keys are letters
    if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    finishEditing(event.key === "Enter");
  },
  true,
);
for (const name of ["click", "dblclick"])
  document.addEventListener(name, (event) => editor(event) && event.stopPropagation(), true);

document.addEventListener("beforeinput", (event) => {
  if (!editor(event)) return;
  const { inputType } = event;
  // Keyboards of phones make no Enter key event.
  if (/^insert(?:Paragraph|LineBreak)$/.test(inputType)) finishEditing(true);
  else if (!/^format|^insertFromDrop$/.test(inputType)) return;
  event.preventDefault();
});
document.addEventListener("paste", (event) => {
  if (!editor(event)) return;
  event.preventDefault();
  // The only way to paste that the browser can undo.
  document.execCommand("insertText", false, cleanText(event.clipboardData.getData("text/plain")));
});
document.addEventListener("focusout", (event) => {
  // Another window in front is no end of the work.
  if (editor(event) && document.activeElement !== event.target)
    if (!editing.buttons.contains(event.relatedTarget)) finishEditing(true, false);
});
addEventListener("pagehide", () => finishEditing(true, false));

listen("downloaded", () => {
  for (const pair of newEdits()) {
    pair.edit = { ...pair.edit, downloaded: true };
    keepEdit(pair.key || pair.id, pair.edit);
  }
  showEdits();
});
listen("language", () => showEdits());
listen("view", fillRow);

action("edit", () => startEditing(chosenPair()), { key: "e" });
action("hint-use", () => startFromHint(chosenPair()), {
  key: "h",
  offered: () => pairs.some(hasHint),
});
action("edit-undo", () => undoEdit(chosenPair()), { key: "u" });
action("export-edits", () => actions.get("export-tsv").run());
pairButton("edit", (pair) => void startEditing(pair), { shown: () => sidesInView().includes("en") });
pairButton("hint-use", (pair) => void startFromHint(pair), {
  shown: (pair) => hasHint(pair) && sidesInView().includes("en"),
});
pairButton("edit-undo", (pair) => void undoEdit(pair), { shown: isPairEdited });
takeUpEdits();
showEdits();
