// Leaving a page asks first when a text was typed and not saved; "yes": it came back unsaved.
document.querySelectorAll("form[data-unsaved]").forEach((form) => {
  const text = form.querySelector("textarea");
  const saved = form.dataset.unsaved === "yes" ? null : text.defaultValue;
  let sent = false;
  form.addEventListener("submit", () => { sent = true; });
  window.addEventListener("pageshow", () => { sent = false; });
  window.addEventListener("beforeunload", (leaving) => {
    if (!sent && text.value !== saved) leaving.preventDefault();
  });
});
