// Leaving a page asks first when a text was typed and not saved.
document.querySelectorAll("form[data-unsaved]").forEach((form) => {
  const text = form.querySelector("textarea");
  const saved = text.defaultValue;
  let sent = false;
  form.addEventListener("submit", () => { sent = true; });
  window.addEventListener("pageshow", () => { sent = false; });
  window.addEventListener("beforeunload", (leaving) => {
    if (!sent && text.value !== saved) leaving.preventDefault();
  });
});
