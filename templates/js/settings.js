// How the page looks: theme, size of the type, language of the interface.
setting("theme", "system", (value) => {
  if (value === "system") delete root.dataset.theme;
  else root.dataset.theme = value;
});

setting("size", "100", (value) => {
  const percent = Number(value); // from storage, so it may be anything
  root.style.setProperty("--zoom", String(percent >= 80 && percent <= 180 ? percent / 100 : 1));
});

setting("language", language, (value) => {
  language = languageOf(value);
  translateInterface();
  emit("language", language);
});

action("settings", () => openDialog("settings"), { key: "," });

for (const dialog of findAll("dialog"))
  dialog.addEventListener("click", (event) => {
    // A click on the backdrop is a click on the dialog itself, outside its content.
    if (event.target === dialog) dialog.close();
  });
action("close", (button) => button?.closest("dialog")?.close());
