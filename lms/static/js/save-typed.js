// What is typed into a paper is saved before its field is left: a pause of a second counts as a change.
document.querySelectorAll("form[data-save-url]").forEach((form) => {
  let pause;
  form.addEventListener("input", ({ target }) => {
    if (target.type !== "text") return;
    clearTimeout(pause);
    pause = setTimeout(() => target.dispatchEvent(new Event("change", { bubbles: true })), 1000);
  });
});
