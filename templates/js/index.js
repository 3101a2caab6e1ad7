// The list of articles: find by title, sort, and how far each was read. Where there are too many
// for one page, the first one lists folders, to be found by their names.
Object.assign(STRINGS.en, { found: "{0} of {1}", read: "{0} % read" });
Object.assign(STRINGS.it, {
  find: "Trova un titolo",
  "find-folder": "Trova una cartella",
  "folder-main": "Cartella principale",
  "month-1": "gennaio {0}",
  "month-2": "febbraio {0}",
  "month-3": "marzo {0}",
  "month-4": "aprile {0}",
  "month-5": "maggio {0}",
  "month-6": "giugno {0}",
  "month-7": "luglio {0}",
  "month-8": "agosto {0}",
  "month-9": "settembre {0}",
  "month-10": "ottobre {0}",
  "month-11": "novembre {0}",
  "month-12": "dicembre {0}",
  "month-none": "senza data",
  number: "{0}",
  pages: "Pagina precedente e seguente",
  "part-title": "{0} – articoli italiani con il loro inglese",
  "more-failed": "Altri non tradotti",
  order: "Ordine",
  "order-run": "Come nel lavoro",
  "order-title": "Per titolo",
  "order-date": "Prima i più recenti",
  "order-words": "Prima i più lunghi",
  "order-flags": "Prima i più dubbi",
  found: "{0} di {1}",
  read: "letto: {0} %",
  "index-title": "Articoli italiani con il loro inglese",
  "count-failed": "{0} non riuscito|{0} non riusciti",
  failed: "Non tradotti",
  empty:
    "Nessun articolo è stato ancora tradotto. Metti dei testi italiani in una cartella ed esegui",
});

const list = document.querySelector(".articles");
const panel = document.querySelector("#articles-panel");
const fold = (title) =>
  title
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[‘’]/g, "'");

// Shows a panel whose field leaves only those of the items that hold what is written there.
function startFinding(panel, items) {
  const field = panel.querySelector("input");
  const count = panel.querySelector("output");
  function filter() {
    const wanted = fold(field.value.trim());
    for (const { element, folded } of items) element.hidden = !folded.includes(wanted);
    const left = items.filter(({ element }) => !element.hidden).length;
    count.textContent = wanted ? text("found", left, items.length) : "";
  }
  field.addEventListener("input", filter);
  filter();
  panel.hidden = false;
}

function startFolders(panel) {
  const lines = document.querySelectorAll(".folders > li");
  const name = (line) => line.querySelector(".name").textContent;
  startFinding(panel, [...lines].map((element) => ({ element, folded: fold(name(element)) })));
}

function startList() {
  const order = panel.querySelector("select");
  const items = [...list.children].map((element, place) => {
    const { date, words: length, flags, key } = element.dataset;
    const title = element.querySelector("bdi").textContent;
    const numbers = { words: Number(length), flags: Number(flags) };
    return { element, place, title, folded: fold(title), date, key, ...numbers };
  });

  const collator = new Intl.Collator("it", { numeric: true });
  const orders = {
    run: (a, b) => a.place - b.place,
    title: (a, b) => collator.compare(a.title, b.title),
    // Dates are as sources write them; years first sort rightly, the unknown come last.
    date: (a, b) => Number(!a.date) - Number(!b.date) || collator.compare(b.date, a.date),
    words: (a, b) => b.words - a.words,
    flags: (a, b) => b.flags - a.flags,
  };

  function sort() {
    items.sort((a, b) => orders[order.value](a, b) || a.place - b.place);
    list.append(...items.map(({ element }) => element));
  }

  // Some browsers give every file a storage of its own: then nothing is known here, or said.
  function showProgress() {
    for (const { element, key } of items) {
      const percent = store.get(`${key}:progress`);
      const mark = element.querySelector(".read");
      mark.hidden = !Number.isInteger(percent);
      mark.lang = language;
      if (!mark.hidden) mark.textContent = text("read", percent);
    }
  }

  order.querySelector("[value=date]").hidden = !items.some(({ date }) => date);
  // A link to a month leads to its first article, which only the order of the run keeps there.
  const isAtMonth = document.getElementById(location.hash.slice(1))?.parentElement === list;
  const kept = isAtMonth ? "run" : store.get("order");
  if (kept in orders && kept !== "run") {
    order.value = kept;
    sort();
  }
  showProgress();
  startFinding(panel, items);

  order.addEventListener("change", () => {
    store.set("order", order.value);
    sort();
  });
  // Back from an article, the page may come out of the browser's memory as it was.
  addEventListener("pageshow", showProgress);
}

translateInterface();
if (list) startList();
const folders = document.querySelector("#folders-panel");
if (folders) startFolders(folders);
