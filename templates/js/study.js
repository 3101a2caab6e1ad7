// What is shown: both languages or one; and studying with one side covered.
Object.assign(STRINGS.en, {
  view: "View",
  "key-view": "Choose which languages are shown",
  "view-both": "Italian and English",
  "view-it": "Italian only",
  "view-en": "English only",
  study: "Study",
  "key-study": "Cover one side, to guess before you look",
  "study-off": "Nothing",
  "study-en": "The English",
  "study-it": "The Italian",
  "study-side": "Cover",
  "study-cover": "How",
  "cover-hide": "Hidden",
  "cover-blur": "Blurred",
  "study-how":
    "Click a covered sentence to see it. Its buttons cover it again or show its paragraph.",
  "cover-again": "Cover all again",
  cover: "Cover",
  reveal: "Show",
  "key-reveal": "Show what is covered of the sentence, or cover it again",
  "reveal-paragraph": "Show paragraph",
  "cover-paragraph": "Cover paragraph",
  "key-reveal-paragraph": "The same for its paragraph",
});
Object.assign(STRINGS.it, {
  view: "Vista",
  "key-view": "Scegli le lingue da mostrare",
  "view-both": "Italiano e inglese",
  "view-it": "Solo italiano",
  "view-en": "Solo inglese",
  study: "Studio",
  "key-study": "Copri un lato, per indovinare prima di guardare",
  "study-off": "Niente",
  "study-en": "L’inglese",
  "study-it": "L’italiano",
  "study-side": "Copri",
  "study-cover": "Come",
  "cover-hide": "Nascosto",
  "cover-blur": "Sfocato",
  "study-how":
    "Fai clic su una frase coperta per vederla. I suoi pulsanti la coprono di nuovo o mostrano il paragrafo.",
  "cover-again": "Copri di nuovo tutto",
  cover: "Copri",
  reveal: "Mostra",
  "key-reveal": "Mostra ciò che è coperto della frase, o coprilo di nuovo",
  "reveal-paragraph": "Mostra il paragrafo",
  "cover-paragraph": "Copri il paragrafo",
  "key-reveal-paragraph": "Lo stesso per il suo paragrafo",
});

const SIDES = ["it", "en"];
// Storage may hold anything: what is not a choice is the usual state.
const setChoice = (name, value, choices) => {
  if (choices.includes(value)) root.dataset[name] = value;
  else delete root.dataset[name];
};
const sidesInView = () => SIDES.filter((side) => (root.dataset.view ?? side) === side);

// Which side is covered, or undefined.
const coveredSide = () => root.dataset.study;
const isCovered = (pair) => Boolean(coveredSide()) && !pair.element.classList.contains("revealed");

// A choice of both languages or one keeps the place in the text.
function keepingPlace(change) {
  const pair = pairAt();
  const top = pair?.element.getBoundingClientRect().top;
  change();
  if (pair && scrollY > 0) scrollBy({ top: pair.element.getBoundingClientRect().top - top, behavior: "instant" });
}

const view = setting("view", "both", (value) => {
  keepingPlace(() => setChoice("view", value, SIDES));
  if (root.dataset.view && coveredSide()) study.change("off");
  emit("view", value);
});

const study = setting("study", "off", (value) => {
  setChoice("study", value, SIDES);
  if (coveredSide() && root.dataset.view) view.change("both");
  coverAll();
  fillRow();
});

setting("cover", "hide", (value) => setChoice("cover", value, ["blur"]));

function coverAll() {
  for (const element of findAll(".pair.revealed")) element.classList.remove("revealed");
}

const setRevealed = (some, revealed) => {
  for (const { element } of some) element.classList.toggle("revealed", revealed);
  fillRow();
};

// Shows the covered side of a sentence; tells whether there was anything to show.
function revealPair(pair) {
  if (!isCovered(pair)) return false;
  setRevealed([pair], true);
  announce(pair[coveredSide()].textContent);
  return true;
}

const paragraphCovered = (pair) => pairsOfBlock.get(pair.block).some(isCovered);
function toggleParagraph(pair) {
  const revealed = paragraphCovered(pair);
  setRevealed(pairsOfBlock.get(pair.block), revealed);
  if (revealed)
    announce(pairsOfBlock.get(pair.block).map((each) => each[coveredSide()].textContent).join(" "));
}

// Before all others hear of it: who clicks a covered sentence wants to see it, nothing else.
document.addEventListener(
  "click",
  (event) => {
    const pair = coveredSide() && pairOf(event.target);
    if (!pair || inControl(event.target)) return;
    if (event.target.closest(`.pair > .${coveredSide() === "en" ? "it" : "en"}`)) return;
    if (revealPair(pair)) {
      makeReachable(pair);
      event.stopPropagation();
    }
  },
  true,
);

const whileStudying = { shown: () => Boolean(coveredSide()) };
const togglePair = (pair) => revealPair(pair) || setRevealed([pair], false);
pairButton((pair) => (isCovered(pair) ? "reveal" : "cover"), (pair) => void togglePair(pair), whileStudying);
pairButton(
  (pair) => (paragraphCovered(pair) ? "reveal-paragraph" : "cover-paragraph"),
  toggleParagraph,
  whileStudying,
);

const ifStudying = (run) => () => {
  const pair = coveredSide() && chosenPair();
  if (!pair) return false;
  run(pair);
  return true;
};
action("view", () => openDialog("view"), { key: "v" });
for (const [number, value] of ["both", ...SIDES].entries())
  action(`view-${value}`, () => view.change(value), { key: String(number + 1) });
action("study", () => openDialog("study"), { key: "s" });
action("reveal", ifStudying(togglePair), { key: "x" });
action("reveal-paragraph", ifStudying(toggleParagraph), { key: "X" });
action("cover-again", () => {
  coverAll();
  fillRow();
});
