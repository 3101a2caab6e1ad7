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
  "help-doubt": "Doubtful",
  "help-doubt-is":
    "the translation may be wrong here, for the reason that stands beside the mark. The reasons:",
  "help-human": "Edited by a person",
  "help-human-is": "this English was written or corrected by a person.",
  "help-memory": "From a translation memory",
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
  "help-doubt": "Dubbia",
  "help-doubt-is":
    "qui la traduzione può essere sbagliata, per il motivo che sta accanto al segno. I motivi:",
  "help-human": "Corretta da una persona",
  "help-human-is": "questo inglese è stato scritto o corretto da una persona.",
  "help-memory": "Da una memoria di traduzione",
  "help-memory-is": "una persona ha tradotto questa frase altrove.",
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
});
// English reasons stand in the page, from the program that wrote it.
for (const element of findAll('[data-text^="reason-"]'))
  STRINGS.en[element.dataset.text] = element.textContent;

const KEYS = { Escape: "Esc", ArrowUp: "↑", ArrowDown: "↓" };

function listKeys() {
  const isNamed = ([name, { key }]) => key && (STRINGS.en[`key-${name}`] ?? STRINGS.en[name]);
  const lines = [...actions].filter(isNamed).map(([name, { key }]) => {
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
