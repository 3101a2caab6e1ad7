// The help sheet: all that can be done by a key, from the actions that the parts registered.
Object.assign(STRINGS.en, {
  help: "Help",
  "key-help": "This sheet",
  "key-settings": "Colours, size of the text, language",
  "help-title": "Keys and help",
  "help-keys": "Keys",
  "help-mouse":
    "Click or tap a sentence to keep it lit and to see its buttons. The number of a paragraph is a link to it.",
  "help-marks": "Marks",
  "help-doubt-is":
    "the translation may be wrong here, for the reason that stands beside the mark. The reasons:",
  "help-human-is": "this English was written or corrected by a person.",
  "help-memory-is": "a person translated this sentence elsewhere.",
  "help-device": "On this device",
  "help-device-is":
    "The page asks for nothing from the network. Settings, your place in the text and what you have read are kept by this browser on this device. Reading aloud uses only voices of this device: others would send the text away.",
});
Object.assign(STRINGS.it, {
  help: "Aiuto",
  "key-help": "Questo foglio",
  "key-settings": "Colori, dimensione del testo, lingua",
  "help-title": "Tasti e aiuto",
  "help-keys": "Tasti",
  "help-mouse":
    "Fai clic o tocca una frase per tenerla accesa e vedere i suoi pulsanti. Il numero di un paragrafo è un link al paragrafo.",
  "help-marks": "Segni",
  "mark-doubt": "Dubbia",
  "help-doubt-is":
    "qui la traduzione può essere sbagliata, per il motivo che sta accanto al segno. I motivi:",
  "mark-human": "Corretta da una persona",
  "help-human-is": "questo inglese è stato scritto o corretto da una persona.",
  "mark-memory": "Da una memoria di traduzione",
  "help-memory-is": "una persona ha tradotto questa frase altrove.",
  "mark-missing": "Manca il testo inglese",
  "help-hint": "Suggerita",
  "help-hint-is":
    "una persona ha tradotto così una frase simile; il suo pulsante ti dà queste parole da correggere.",
  "help-device": "Su questo dispositivo",
  "help-device-is":
    "La pagina non chiede nulla alla rete. Le impostazioni, il punto in cui sei e quanto hai letto restano in questo browser, su questo dispositivo. La lettura ad alta voce usa solo voci di questo dispositivo: le altre manderebbero via il testo.",
  "reason-split": "tradotta a pezzi; le giunture possono vedersi",
  "reason-cut-off": "può mancare la fine",
  "reason-untranslated": "non tradotta",
  "reason-repetition": "si ripetono parole che in italiano non si ripetono",
  "reason-length": "molto più breve o più lunga del previsto",
  "reason-number": "i numeri non corrispondono",
  "reason-name": "un nome può mancare o essere sbagliato",
  "reason-copied": "parole italiane lasciate come sono",
  "reason-not-english": "può non essere inglese",
  "reason-low-score": "il modello era incerto",
  "reason-all-caps": "italiano in maiuscolo; i nomi possono essere sbagliati",
  "reason-protected":
    "un link, un indirizzo o un codice è stato rimesso secondo una regola; le parole intorno possono non accordarsi",
  "reason-glossary": "un termine del glossario non si è potuto usare",
  "reason-inconsistent": "questo nome o termine è tradotto altrimenti altrove nell’articolo",
  "reason-ambiguous": "questa frase è stata tradotta da persone in modi diversi",
  "reason-hint-repaired":
    "i numeri del suggerimento sono stati cambiati secondo una regola; da controllare",
});
// About the page: its last lines.
Object.assign(STRINGS.it, {
  made: "Informazioni sulla pagina",
  "made-edited":
    "L’inglese è stato tradotto da una macchina, tranne {0} frase scritta o corretta da una persona.|L’inglese è stato tradotto da una macchina, tranne {0} frasi scritte o corrette da una persona.",
  "made-by-machine": "L’inglese è stato tradotto da una macchina e nessuno l’ha corretto.",
  "made-trust": "Dove i due non concordano, fa fede l’italiano.",
  "made-marked": "Segnate come",
  "made-marked-why": ", con il motivo:",
  "made-words": "Parole",
  "made-counts": "{0} italiane, {1} inglesi",
  "made-model": "Modello di traduzione",
  "made-hash": "Hash del modello",
  "made-with": "Fatta con",
  "made-reading": "Impronta della lettura",
  "made-translation": "Impronta della traduzione",
  "made-rendering": "Impronta della pagina",
});

const KEYS = { Escape: "Esc", ArrowUp: "↑", ArrowDown: "↓" };

function listKeys() {
  const isListed = ([name, { key, offered }]) =>
    key && (STRINGS.en[`key-${name}`] ?? STRINGS.en[name]) && offered();
  const lines = [...actions].filter(isListed).map(([name, { key }]) => {
    const [term, meaning] = [document.createElement("dt"), document.createElement("dd")];
    for (const each of key.split(" ")) {
      const cap = document.createElement("kbd");
      cap.textContent = KEYS[each] ?? each;
      term.append(cap, " ");
    }
    meaning.textContent = text(STRINGS.en[`key-${name}`] ? `key-${name}` : name);
    const line = document.createElement("div");
    line.append(term, meaning);
    return line;
  });
  find("#help-list").replaceChildren(...lines);
}

action(
  "help",
  () => {
    listKeys();
    openDialog("help");
  },
  { key: "?" },
);
listen("language", listKeys);
