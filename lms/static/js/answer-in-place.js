// What a reader does in a module (check an answer, tick off a section) happens where it stands: the form is sent, and of the
// page that comes back only that place and the progress are put in. Without script, or when the link drops, the form is sent
// as any other.
const places = "[data-question], [data-section-foot]";
const sameIn = (page, place) =>
  place.id ? page.getElementById(place.id) : page.querySelector(`[data-section-foot="${place.dataset.sectionFoot}"]`);

const replaceProgress = (page) => {
  const fresh = page.querySelectorAll("[data-progress], [data-progress-foot]");
  document.querySelectorAll("[data-progress], [data-progress-foot]").forEach((old, at) => {
    if (!fresh[at]) return;
    if (old.querySelector("details[open]")) fresh[at].querySelector("details").open = true;
    old.replaceWith(fresh[at]);
  });
};

const ask = async (form, button) => {
  const body = new URLSearchParams(new FormData(form, button));
  const reply = await fetch(button.formAction, { method: "POST", body, headers: { Accept: "text/html" } });
  if (!reply.ok && reply.status !== 422) throw new Error(reply.status);
  return new DOMParser().parseFromString(await reply.text(), "text/html");
};

const show = (place, page) => {
  const fresh = sameIn(page, place);
  if (!fresh) throw new Error("the answer lacks this place");
  replaceProgress(page);
  place.replaceWith(fresh);
  const words = fresh.querySelector("[data-feedback], .field-error") || fresh;
  const target = fresh.querySelector("button:not([disabled])") || words;
  if (target === words) words.tabIndex = -1;
  target.focus({ preventScroll: true });
  words.scrollIntoView({ block: "nearest" });
  document.querySelector("[data-live]").textContent = words.innerText.replace(/\s+/g, " ").trim();
};

document.addEventListener("submit", async (event) => {
  const { target: form, submitter: button } = event;
  const place = button?.closest(places);
  if (!place || form.matches("[data-save-url]") || form.dataset.plain) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  try {
    show(place, await ask(form, button));
  } catch {
    form.dataset.plain = "yes";
    form.requestSubmit(button);
  }
  form.ariaBusy = null;
});

// Enter on a choice checks the answer that it belongs to.
document.addEventListener("keydown", (event) => {
  const button = event.key === "Enter" && event.target.closest("[data-question] input")?.closest("[data-question]").querySelector("button[name=check]");
  if (!button) return;
  event.preventDefault();
  button.click();
});
