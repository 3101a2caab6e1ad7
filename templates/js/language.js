// The interface in the reader's language. What always stands in the page has its English there and
// nowhere else; STRINGS has the English of what only the script says.
const languageOf = (value) => (Object.hasOwn(STRINGS, value) ? value : "en");
let language = languageOf(
  store.get("language") ?? (navigator.language?.startsWith("it") ? "it" : "en"),
);

// Words by name; {0} is the first of the values. Of "one|many", the value 1 takes the first.
function text(name, ...values) {
  const [one, many = one] = (STRINGS[language][name] ?? STRINGS.en[name] ?? name).split("|");
  const shown = (value) => (typeof value === "number" ? value.toLocaleString(language) : value);
  return (values[0] === 1 ? one : many).replace(/\{(\d)\}/g, (_, n) => shown(values[n]));
}

const englishWords = new WeakMap(); // by element: what stood in the page
const englishLabels = new WeakMap();

function inLanguage(element, name, english, now) {
  if (!english.has(element)) english.set(element, now);
  if (!Object.hasOwn(STRINGS[language], name)) return english.get(element);
  return text(name, ...JSON.parse(element.dataset.values ?? "[]"));
}

function translateInterface() {
  for (const element of document.querySelectorAll("[data-text]")) {
    const now = element.textContent;
    const words = inLanguage(element, element.dataset.text, englishWords, now);
    if (words !== now) element.textContent = words;
    if (!element.closest("[data-interface]")) element.lang = language;
  }
  for (const element of document.querySelectorAll("[data-label-text]")) {
    const now = element.getAttribute("aria-label");
    element.setAttribute("aria-label", inLanguage(element, element.dataset.labelText, englishLabels, now));
  }
  for (const element of document.querySelectorAll("[data-interface]")) element.lang = language;
}
