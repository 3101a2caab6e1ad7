// The words of the interface. English stands in the page too, for readers without scripts.
const STRINGS = {
  en: {
    settings: "Settings",
    theme: "Colours",
    "theme-system": "As the system",
    "theme-light": "Light",
    "theme-sepia": "Sepia",
    "theme-dark": "Dark",
    size: "Size of the text",
    language: "Language of this interface",
    close: "Close",
    help: "Keys and help",
    text: "To the text",
  },
  it: {
    settings: "Impostazioni",
    theme: "Colori",
    "theme-system": "Come il sistema",
    "theme-light": "Chiaro",
    "theme-sepia": "Seppia",
    "theme-dark": "Scuro",
    size: "Dimensione del testo",
    language: "Lingua dell’interfaccia",
    close: "Chiudi",
    help: "Tasti e aiuto",
    text: "Al testo",
  },
};
