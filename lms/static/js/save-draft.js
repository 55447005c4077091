// An answer of an assessment is sent as soon as it is chosen, and again until the server says that it has it: only that counts,
// for browsers don't know whether there is a link. Beside each question stands its answer as the server has it from this page
// (`was-…`), so that a tab that knows less takes nothing back.
document.querySelectorAll("form[data-save-url]").forEach((form) => {
  const { saveUrl, textSaved, textUnsaved, textAllSaved, textAnswered } = form.dataset;
  const waiting = new Map(); // card → how often it has been changed
  let [sending, leaving, failures, timer] = [false, false, 0];
  const tell = (place, words, unsaved) => {
    if (place) place.textContent = words;
    place?.classList.toggle("is-unsaved", unsaved);
  };
  const note = (card, words, unsaved) => tell(card.querySelector("[data-save-note]"), words, unsaved);
  const tellFoot = (name, words) => tell(document.querySelector(`[data-${name}]`), words, name === "save-state" && waiting.size > 0);
  const accept = (sent, { saved, answered, total, was, unclear }) => {
    for (const [question, answer] of Object.entries(was)) form.elements[`was-${question}`].value = answer;
    for (const [card, times] of sent) {
      if (waiting.get(card) !== times) continue; // changed again meanwhile
      waiting.delete(card);
      note(card, textSaved.replace("{time}", saved), false);
      tell(card.querySelector("[data-problem]"), unclear[card.id.slice(2)] || "", false);
    }
    tellFoot("answered", textAnswered.replace("{answered}", answered).replace("{total}", total));
    tellFoot("save-state", waiting.size ? textUnsaved : textAllSaved);
  };
  async function send() {
    if (sending || leaving || !waiting.size) return;
    sending = true;
    const sent = new Map(waiting);
    try {
      const reply = await fetch(saveUrl, {
        method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "error",
        headers: { Accept: "application/json" }, signal: AbortSignal.timeout?.(20000),
      });
      const said = await reply.json();
      if (said.saved) accept(sent, said);
      else if (said.held || said.closed) form.requestSubmit(); // signed out, or closed: the answer to the form says so
      else throw new Error(reply.status);
      failures = 0;
    } catch {
      clearTimeout(timer);
      timer = setTimeout(send, Math.min(30000, 1000 * 2 ** ++failures));
    }
    sending = false;
    if (waiting.size && !failures) send();
  }
  form.addEventListener("change", (event) => {
    const card = event.target.closest("[data-question]") || form;
    waiting.set(card, (waiting.get(card) || 0) + 1);
    note(card, textUnsaved, true);
    tellFoot("save-state", textUnsaved);
    send();
  });
  const leave = (going) => () => (leaving = going);
  form.addEventListener("submit", () => (leave(true)(), setTimeout(leave(false), 15000))); // it may get nowhere
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
  window.addEventListener("pageshow", leave(false));
  window.addEventListener("beforeunload", (event) => waiting.size && !leaving && event.preventDefault());
});
