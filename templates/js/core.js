// What all parts of a page share. The parts are joined into one script in the order that
// templates/README.md gives, inside one function, so they see each other's names.
const root = document.documentElement;
const find = (selector, within = document) => within.querySelector(selector);
const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];
const data = JSON.parse(find("#data").textContent);

// The words come packed (see pipeline/page_data.py): words[key] becomes [lemma, class, senses].
// Without prototype: a word of the text may be named like something that every object has.
data.words = Object.assign(Object.create(null), data.words);
for (const [key, packed] of Object.entries(data.words)) {
  const [head, ...senses] = packed.split("|");
  const [, taken, put, number] = /^(?:(\d+)(.*),)?(\d+)$/.exec(head);
  const lemma = taken ? key.slice(0, key.length - taken) + put : key;
  data.words[key] = [lemma, data.classes[number], senses];
}

// Names of what is kept for this article; settings are kept for all articles.
const ofArticle = (name) => `${data.key}:${name}`;

// Tells people who cannot see it what happened.
function announce(message) {
  find("#announcer").textContent = message;
}

// Messages between the parts: `emit("pinned", pair)` reaches all `listen("pinned", …)`.
const listen = (name, handler) =>
  document.addEventListener(`bilingue:${name}`, (event) => handler(event.detail));
const emit = (name, detail) =>
  document.dispatchEvent(new CustomEvent(`bilingue:${name}`, { detail }));

// What a person can do: by a button with data-action, by a key, or both. The help sheet lists all
// that have a key and are `offered`; `name` is also the name of its words in STRINGS.
const actions = new Map();
function action(name, run, { key = "", offered = () => true } = {}) {
  actions.set(name, { run, key, offered });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-action]");
  if (button) actions.get(button.dataset.action)?.run(button, event);
});

// A field of a dialog that was just closed keeps the focus until the next frame; nobody types there.
const typing = (element) =>
  !element.closest("dialog:not([open])") &&
  (element.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target) && event.key !== "Escape") return;
  if (find("dialog[open]") && event.key !== "Escape") return;
  for (const { run, key } of actions.values()) {
    // Who answers false has nothing to do just now, and leaves the key to the others.
    if (key && key.split(" ").includes(event.key) && run(null, event) !== false) {
      event.preventDefault();
      return;
    }
  }
});

// Choices that are kept for all articles: data-setting names the control or the group of radios.
const settings = new Map();
function setting(name, otherwise, apply) {
  const controls = findAll(`[data-setting="${name}"]`);
  const change = (value) => {
    settings.get(name).value = value;
    store.set(name, value);
    show(value);
  };
  const show = (value) => {
    for (const control of controls) {
      if (control.type === "radio") control.checked = control.value === String(value);
      else if (control.type === "checkbox") control.checked = Boolean(value);
      else control.value = String(value);
    }
    apply(value);
  };
  for (const control of controls)
    control.addEventListener("input", () =>
      change(control.type === "checkbox" ? control.checked : control.value),
    );
  settings.set(name, { value: store.get(name, otherwise), change });
  show(settings.get(name).value);
  return settings.get(name);
}

// Panels are dialogs; the browser gives them focus, Escape and the way back.
function openDialog(id) {
  const dialog = find(`#${id}`);
  if (!dialog.open) dialog.showModal();
  return dialog;
}

// The pairs of the article in reading order, each with what the data says of it.
const pairs = findAll(".pair[id]").map((element, number) => ({
  element,
  number,
  id: element.id,
  block: element.closest(".block"),
  it: find(".it", element),
  en: find(".en", element),
  ...data.pairs[number],
}));
const pairOf = (element) => pairs.find((pair) => pair.element === element?.closest?.(".pair"));
