// Answers that are not sent yet outlive a reload: generators fail in mid-paper. They are kept in this browser, sealed by a key
// that the server gives with the page to whoever is signed in, and that stands nowhere else: whoever uses the computer next
// finds what they cannot read. Browsers seal only over https (or on this machine itself).
const MONTH = 30 * 24 * 3600 * 1000;

document.querySelectorAll("form[data-seal]").forEach((form) => {
  const { paper } = form;
  const setSealed = (isSealed) => {
    paper.isSealed = isSealed;
    form.querySelector("[data-stay]").hidden = isSealed;
  };
  if (!isSecureContext || !window.crypto?.subtle || !window.indexedDB) return;

  setSealed(true);
  const bytes = Uint8Array.from(atob(form.dataset.seal), (letter) => letter.charCodeAt());
  const key = crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  const mine = `${form.dataset.saveUrl} ${form.elements.page.value}`;

  const keep = async (body) => {
    if (!body) return paper.store.remove(mine);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, new TextEncoder().encode(body));
    return paper.store.put(mine, { iv, sealed, at: Date.now() });
  };

  const takeUp = async (name) => {
    const { iv, sealed, at } = await paper.store.get(name);
    try {
      const body = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key, sealed);
      paper.takeUp(new TextDecoder().decode(body), () => paper.store.remove(name));
    } catch {
      // Sealed before the password was changed: nobody can read it any more.
      if (Date.now() - at > MONTH) await paper.store.remove(name);
    }
  };

  const takeUpAll = async () => {
    const names = await paper.store.names();
    for (const name of names) if (name.startsWith(`${form.dataset.saveUrl} `)) await takeUp(name);
  };

  // One after the other, so that what is kept last is what is there. A browser that keeps nothing is as one over http.
  let last = takeUpAll().catch(() => setSealed(false));
  form.addEventListener("unsent", ({ detail }) => {
    last = last.then(() => keep(detail.body)).catch(() => setSealed(false));
  });
});
