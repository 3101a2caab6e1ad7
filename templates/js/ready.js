// Last: everything is there, so the interface may be shown.
translateInterface();
for (const element of findAll(".toolbar[hidden]")) element.hidden = false;
root.dataset.ready = "";
emit("ready");
