// Whoever goes on from a paper waits for what is unsent. Without a link the page stays, and says so: the browser would put its
// own page in place of the answers.
document.querySelectorAll("form[data-save-url]").forEach((form) => {
  let goesOn = false;
  form.addEventListener("submit", async (event) => {
    if (goesOn) return;
    event.preventDefault();
    const button = event.submitter;
    if (!(await form.paper.sendAll()) || button?.value === "save") return;
    if (button?.value === "review") return location.assign(form.dataset.reviewUrl);
    goesOn = true; // the language is switched
    form.requestSubmit(button);
  });
  window.addEventListener("pageshow", () => (goesOn = false));
});

// A form that says where it leads goes there once the server has taken it.
document.querySelectorAll("form[data-leads-to]").forEach((form) => {
  const noLink = form.querySelector("[data-no-link]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    try {
      const body = new URLSearchParams(new FormData(form, event.submitter));
      const reply = await fetch(form.action, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout?.(20000) });
      if (reply.status >= 500) throw new Error(reply.status);
      if (reply.type === "opaqueredirect") location.assign(form.dataset.leadsTo);
      else form.submit(); // any other answer is a page to read, which only a form can open
    } catch {
      noLink.hidden = false;
      document.querySelector("[data-live]").textContent = "";
      document.querySelector("[data-live]").textContent = noLink.innerText;
    }
    form.ariaBusy = null;
  });
});
