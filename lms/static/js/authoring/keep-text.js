// What is typed into a text and not saved yet outlives its page: it stays with this tab, for whoever writes it, and comes
// back with the bytes it was begun from, so that nobody's saving is written over.
document.querySelectorAll("form[data-writer]").forEach((form) => {
  const text = form.querySelector("textarea");
  const base = form.elements.base;
  const notice = form.querySelector("[data-came-back]");
  const name = `text ${form.dataset.writer} ${location.pathname}`;
  const stored = (act) => {
    try {
      return act(sessionStorage);
    } catch {
      return null; // the browser keeps nothing, or has no room left
    }
  };
  const begun = base.value;
  const asSaved = (words) => (!words || words.endsWith("\n") ? words : `${words}\n`);
  const forget = () => stored((store) => store.removeItem(name));
  const keep = () =>
    asSaved(text.value) === asSaved(text.defaultValue) && form.dataset.unsaved === "no"
      ? forget()
      : stored((store) => store.setItem(name, JSON.stringify({ base: base.value, text: text.value })));

  const kept = JSON.parse(stored((store) => store.getItem(name)) || "null");
  if (form.dataset.unsaved === "yes") keep();
  else if (kept && asSaved(kept.text) === asSaved(text.value)) forget();
  else if (kept) {
    [text.value, base.value, notice.hidden] = [kept.text, kept.base, false];
  }

  let pause;
  text.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(keep, 500);
  });
  window.addEventListener("pagehide", keep);
  form.querySelector("[data-forget]").addEventListener("click", () => {
    [text.value, base.value, notice.hidden] = [text.defaultValue, begun, true];
    forget();
    text.focus();
  });
});
