// Leaving a page asks first when a text was typed and not saved; "yes": it came back unsaved. Saving stays on the page until
// the server has the text: without a link the browser would put its own page in place of the words.
document.querySelectorAll("form[data-unsaved]").forEach((form) => {
  const text = form.querySelector("textarea");
  const notice = form.querySelector("[data-not-saved]");
  const saved = form.dataset.unsaved === "yes" ? null : text.defaultValue;
  let [sending, sent] = [false, false];
  const leave = (act) => {
    sent = true;
    act();
  };

  async function save() {
    sending = notice.hidden = true;
    try {
      const body = new FormData(form);
      const reply = await fetch(location.href, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout?.(60000) });
      if (reply.status >= 500) throw new Error(reply.status);
      // A redirect says that it is saved. Any other answer is a page to read, which only a form can open.
      leave(() => (reply.type === "opaqueredirect" ? location.assign(location.pathname) : form.submit()));
    } catch {
      notice.hidden = false;
      notice.scrollIntoView({ block: "nearest" });
      sending = false;
    }
  }

  form.addEventListener("submit", (event) => {
    if (event.submitter?.name) return leave(() => {}); // the language is switched
    event.preventDefault();
    if (!sending) save();
  });
  window.addEventListener("pageshow", () => { sending = sent = false; });
  window.addEventListener("beforeunload", (leaving) => {
    if (!sent && text.value !== saved) leaving.preventDefault();
  });
});
