// Where the reader is, and how far the reader has come: kept on this device only.
Object.assign(STRINGS.en, { progress: "Read: {0} %" });
Object.assign(STRINGS.it, { progress: "Letto: {0} %" });

const bar = find("#progress");
let percent = Number(store.get(ofArticle("progress"), 0)) || 0;

function showProgress() {
  bar.value = percent;
  bar.title = text("progress", percent);
  bar.setAttribute("aria-label", bar.title);
}

// A sentence is read when it has passed the upper third of the window; all are when the last one
// is in sight. Going back takes nothing away.
function readSoFar() {
  if (pairs.at(-1).element.getBoundingClientRect().bottom <= innerHeight) return 100;
  return Math.floor((100 * pairAt(innerHeight / 3).number) / pairs.length);
}

function noteProgress() {
  if (!pairs.length) return;
  const now = Math.min(100, Math.max(percent, readSoFar()));
  if (now === percent) return;
  percent = now;
  store.set(ofArticle("progress"), percent);
  showProgress();
}

function notePosition() {
  const block = pairAt()?.block;
  if (!block || block === blocks[0]) store.remove(ofArticle("position"));
  else store.set(ofArticle("position"), block.id);
}

let due = 0;
addEventListener(
  "scroll",
  () => {
    clearTimeout(due);
    due = setTimeout(() => {
      noteProgress();
      notePosition();
    }, 150);
  },
  { passive: true },
);
addEventListener("pagehide", () => {
  noteProgress();
  notePosition();
});

// An address with a fragment says itself where to begin; a reload is the browser's own business.
listen("ready", () => {
  showProgress();
  const block = blocks.find(({ id }) => id === store.get(ofArticle("position")));
  const [entry] = performance.getEntriesByType("navigation");
  if (!block || location.hash || (entry && entry.type !== "navigate")) return;
  bring(block);
});
listen("language", showProgress);
