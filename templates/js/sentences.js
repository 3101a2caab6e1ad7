// The sentences: which one is chosen, going from one to the next, and what can be done with one.
// Partners light up together by style alone, because they share one wrapper.
Object.assign(STRINGS.en, {
  toolbar: "Reading",
  sentence: "Sentence {0} of paragraph {1}",
  paragraph: "Paragraph {0}",
  row: "What to do with this sentence",
  next: "Next sentence",
  previous: "Previous sentence",
  "next-paragraph": "Next paragraph",
  "previous-paragraph": "Previous paragraph",
  pin: "Keep the sentence lit, with its buttons, or let it go",
  release: "Let the sentence go; close what is open",
  copy: "Copy",
  "key-copy": "Copy the sentence with its partner",
  "copy-paragraph": "Copy paragraph",
  "copy-all": "Copy all",
  "key-copy-all": "Copy the whole text",
  link: "Copy link",
  copied: "Copied",
  "copied-not": "Could not be copied",
});
Object.assign(STRINGS.it, {
  toolbar: "Lettura",
  sentence: "Frase {0} del paragrafo {1}",
  paragraph: "Paragrafo {0}",
  row: "Che cosa fare con questa frase",
  next: "Frase seguente",
  previous: "Frase precedente",
  "next-paragraph": "Paragrafo seguente",
  "previous-paragraph": "Paragrafo precedente",
  pin: "Tieni accesa la frase, con i suoi pulsanti, o lasciala",
  release: "Lascia la frase; chiudi ciò che è aperto",
  copy: "Copia",
  "key-copy": "Copia la frase con la sua compagna",
  "copy-paragraph": "Copia il paragrafo",
  "copy-all": "Copia tutto",
  "key-copy-all": "Copia tutto il testo",
  link: "Copia il link",
  copied: "Copiato",
  "copied-not": "Impossibile copiare",
});

const blocks = [...new Set(pairs.map((pair) => pair.block))];
const pairsOfBlock = new Map(blocks.map((block) => [block, []]));
for (const pair of pairs) pairsOfBlock.get(pair.block).push(pair);

// From this the style guesses the height of a paragraph that was not laid out yet.
for (const [block, own] of pairsOfBlock) {
  const longest = own.map(({ it, en }) => Math.max(it.textContent.length, en.textContent.length));
  block.style.setProperty("--letters", longest.reduce((sum, letters) => sum + letters, 0));
}

let pinned = null;
let reachable = null; // the one sentence that the Tab key stops at; the arrows move it

const inControl = (element) => element.closest?.("a, button, input, select, label, [contenteditable]");

// The first of `elements`, which follow each other down the page, that ends below `line`.
function firstBelow(elements, line) {
  let [low, high] = [0, elements.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (elements[middle].getBoundingClientRect().bottom > line) high = middle;
    else low = middle + 1;
  }
  return low;
}

// How far below the top of the window a paragraph stands that was scrolled to, and a bit.
const topLine = () => 2 + parseFloat(getComputedStyle(blocks[0] ?? root).scrollMarginBlockStart);

// The first sentence that ends below `line`, in pixels from the top of the window.
function pairAt(line = topLine()) {
  const block = blocks[firstBelow(blocks, line)];
  const own = pairsOfBlock.get(block) ?? [];
  return own[firstBelow(own.map((pair) => pair.element), line)];
}

const focusedPair = () => pairOf(document.activeElement);

// The sentence that a key is about: the one with the focus, else the pinned, else the topmost.
const chosenPair = () => focusedPair() ?? pinned ?? pairAt();

function makeReachable(pair) {
  if (!pair || pair === reachable) return;
  const before = reachable;
  reachable = pair;
  pair.element.tabIndex = 0;
  pair.element.setAttribute("role", "group");
  nameReachable();
  for (const name of before ? ["tabindex", "role", "aria-label"] : [])
    before.element.removeAttribute(name);
}

function nameReachable() {
  const [, paragraph, sentence] = /^p(\d+)s(\d+)$/.exec(reachable.id);
  reachable.element.setAttribute("aria-label", text("sentence", sentence, paragraph));
}

// Scrolls to an element. What was never shown has a guessed height and is measured on the way, so
// the goal moves: the next frames put it right.
function bring(element, place = "start", again = 3) {
  element.scrollIntoView({ block: place, behavior: "instant" });
  if (again) requestAnimationFrame(() => bring(element, place, again - 1));
}

// Brings a sentence into view and gives it the focus.
function focusPair(pair) {
  if (!pair) return false;
  pair.element.tabIndex = 0;
  pair.element.focus({ preventScroll: true });
  makeReachable(pair);
  pair.element.scrollIntoView({ block: "nearest", behavior: "instant" });
  return true;
}

function goToPair(pair) {
  focusPair(pair);
  bring(pair.element, "center");
  pinPair(pair);
}

// Buttons of the pinned sentence, in the order in which the parts register them.
const row = document.createElement("span");
row.className = "row";
row.setAttribute("role", "group");
row.dataset.labelText = "row";
row.dataset.interface = "";
const rowButtons = [];

// Registers a button. `name` names its words in STRINGS; as a function it gets the pair and returns
// the name. `shown` tells whether a pair has it; `run` gets the pair and the button.
function pairButton(name, run, { shown = () => true } = {}) {
  const button = document.createElement("button");
  button.type = "button";
  button.addEventListener("click", async () => {
    const pair = pinned;
    const message = await run(pair, button);
    if (pinned !== pair) return;
    fillRow();
    if (typeof message === "string") flash(button, message);
  });
  rowButtons.push({ name, shown, button });
  return button;
}

function fillRow() {
  if (!pinned) return;
  for (const { name, shown, button } of rowButtons) {
    button.dataset.text = typeof name === "function" ? name(pinned) : name;
    button.textContent = text(button.dataset.text);
    button.hidden = !shown(pinned);
    if (!button.isConnected || button.parentElement !== row) row.append(button);
  }
  row.lang = language;
  row.setAttribute("aria-label", text("row"));
}

// Says on a button, for a moment, what came of it.
function flash(button, message) {
  announce(message);
  button.textContent = message;
  setTimeout(() => (button.textContent = text(button.dataset.text)), 1500);
}

function pinPair(pair) {
  if (pair === pinned) return;
  const hadFocus = row.contains(document.activeElement);
  pinned?.element.removeAttribute("aria-current");
  row.remove();
  const before = pinned;
  pinned = pair ?? null;
  if (pinned) {
    makeReachable(pinned);
    pinned.element.setAttribute("aria-current", "true");
    fillRow();
    pinned.element.append(row);
  } else if (hadFocus) focusPair(before);
  emit("pinned", pinned);
}

const togglePin = (pair) => pinPair(pair === pinned ? null : pair);

document.addEventListener("click", (event) => {
  const pair = pairOf(event.target);
  if (!pair || inControl(event.target) || row.contains(event.target)) return;
  // Who has selected words wants to copy them.
  if (getSelection().isCollapsed) togglePin(pair);
});

function followFragment() {
  const pair = pairs.find(({ id }) => `#${id}` === location.hash);
  if (pair) pinPair(pair);
  const block = pair?.element ?? blocks.find(({ id }) => `#${id}` === location.hash);
  if (block) bring(block);
}
addEventListener("hashchange", followFragment);
addEventListener("load", followFragment);
function nameAnchors() {
  for (const anchor of findAll(".anchor"))
    anchor.setAttribute("aria-label", text("paragraph", anchor.textContent));
}

listen("language", () => {
  nameAnchors();
  if (reachable) nameReachable();
  fillRow();
});

function step(by) {
  const from = focusedPair() ?? pinned;
  return focusPair(from ? pairs[from.number + by] : pairAt());
}

function stepParagraph(by) {
  const from = focusedPair() ?? pinned;
  if (!from) return focusPair(pairAt());
  return focusPair(pairsOfBlock.get(blocks[blocks.indexOf(from.block) + by])?.[0]);
}

// Arrows scroll the page as ever unless a sentence has the focus.
const unlessScrolling = (event) => !event.key.startsWith("Arrow") || focusedPair();
action("next", (_, event) => (unlessScrolling(event) ? step(1) : false), { key: "j ArrowDown" });
action("previous", (_, event) => (unlessScrolling(event) ? step(-1) : false), {
  key: "k ArrowUp",
});
action("next-paragraph", () => stepParagraph(1), { key: "n" });
action("previous-paragraph", () => stepParagraph(-1), { key: "p" });
action(
  "pin",
  (_, event) => {
    const pair = focusedPair();
    if (!pair || event.target !== pair.element) return false;
    if (!revealPair(pair)) togglePin(pair);
    return true;
  },
  { key: "Enter" },
);
action(
  "release",
  () => {
    if (!pinned || find("dialog[open]")) return false;
    pinPair(null);
    return true;
  },
  { key: "Escape" },
);

// Copying: the sides that are shown, each sentence or paragraph on a line of its own.
const linesOf = (some) =>
  sidesInView().map((side) => some.map((pair) => pair[side].textContent.trim()).join(" "));
const allLines = () => blocks.map((block) => linesOf(pairsOfBlock.get(block)).join("\n"));

// Puts `copy` on the clipboard and returns what to say about it.
async function copyText(copy) {
  try {
    await navigator.clipboard.writeText(copy);
  } catch {
    if (!copyBySelection(copy)) return text("copied-not");
  }
  return text("copied");
}

// Where a page from the disk has no clipboard. The field stands in the open dialog, if there is
// one, because nothing outside it can have the focus.
function copyBySelection(copy) {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = copy;
  field.className = "unseen";
  (find("dialog[open]") ?? document.body).append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  focused?.focus({ preventScroll: true });
  return copied;
}

async function copyLink(pair) {
  const address = location.href.replace(/#.*/, "");
  try {
    history.replaceState(null, "", `#${pair.id}`);
  } catch {
    // Some browsers do not let a page from the disk change its own address.
  }
  return copyText(`${address}#${pair.id}`);
}

const copyPair = (pair) => copyText(linesOf([pair]).join("\n"));
const copyParagraph = (pair) => copyText(linesOf(pairsOfBlock.get(pair.block)).join("\n"));
const copyAll = () => copyText(allLines().join("\n\n") + "\n");

pairButton("copy", copyPair);
pairButton("copy-paragraph", copyParagraph);
pairButton("link", copyLink);
action("copy", async () => announce(await copyPair(chosenPair())), { key: "c" });
action(
  "copy-all",
  async (button) => {
    const message = await copyAll();
    if (button) flash(find("[data-text]", button) ?? button, message);
    else announce(message);
  },
  { key: "C" },
);

makeReachable(pairs[0]);
if (language !== "en") nameAnchors(); // the page has the English
