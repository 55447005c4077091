// Where a browser keeps what is unsent: by name, each with when it was kept. It may refuse, as private windows do.
const open = () =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open("unsent", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("answers");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

const inStore = async (mode, act) => {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction("answers", mode, { durability: "strict" });
      const request = act(transaction.objectStore("answers"));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
};

document.querySelectorAll("form[data-seal]").forEach((form) => {
  form.paper.store = {
    names: () => inStore("readonly", (store) => store.getAllKeys()),
    get: (name) => inStore("readonly", (store) => store.get(name)),
    put: (name, value) => inStore("readwrite", (store) => store.put(value, name)),
    remove: (name) => inStore("readwrite", (store) => store.delete(name)),
  };
});
