// Last: everything is there, so the interface may be shown.
translateInterface();
for (const element of findAll("[hidden][role=toolbar]")) element.hidden = false;
root.dataset.ready = "";
emit("ready");
