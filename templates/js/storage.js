// What is kept on this device. Storage may be refused (private windows, policies): everything works
// without it and is forgotten when the page is closed.
const store = (() => {
  const prefix = "bilingue:";
  const memory = new Map();
  const storage = (() => {
    try {
      localStorage.setItem(`${prefix}probe`, "1");
      localStorage.removeItem(`${prefix}probe`);
      return localStorage;
    } catch {
      return null;
    }
  })();
  const read = (key) => (storage ? storage.getItem(key) : (memory.get(key) ?? null));
  return {
    kept: storage !== null,
    get(name, otherwise = null) {
      try {
        const text = read(prefix + name);
        return text === null ? otherwise : JSON.parse(text);
      } catch {
        return otherwise;
      }
    },
    set(name, value) {
      const text = JSON.stringify(value);
      memory.set(prefix + name, text);
      try {
        storage?.setItem(prefix + name, text);
      } catch {
        // Full: the memory of this page has it.
      }
    },
    remove(name) {
      memory.delete(prefix + name);
      try {
        storage?.removeItem(prefix + name);
      } catch {
        // Refused meanwhile.
      }
    },
  };
})();
