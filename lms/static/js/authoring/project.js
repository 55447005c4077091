// On a projector the next section is put in without loading a page, so that full screen stays. Each way is a link, and works
// without script; the keys press them: arrows, page up and down, space, and r for the answers.
const press = { ArrowRight: "next", ArrowLeft: "back", PageDown: "next", PageUp: "back", " ": "next", r: "key", R: "key" };
const projector = () => document.querySelector(".page-project > main");

const offerFullScreen = () => {
  const button = document.querySelector("[data-full-screen]");
  if (button) button.hidden = !document.fullscreenEnabled;
};

const go = async (link) => {
  const { go: way } = link.dataset;
  try {
    const reply = await fetch(link.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const fresh = page.querySelector(".page-project > main");
    if (!reply.ok || !fresh) throw new Error(reply.status);
    projector().replaceWith(fresh);
    history.replaceState(null, "", link.href);
    document.title = page.title;
  } catch {
    location.assign(link.href);
    return;
  }
  offerFullScreen();
  const same = way === "key" && projector().querySelector("[data-go=key]");
  (same || projector()).focus({ preventScroll: true });
  if (!same) scrollTo(0, 0);
  const words = same ? projector().querySelector("[data-feedback]") : projector().querySelector("h2") || projector().querySelector("h1");
  document.querySelector("[data-live]").textContent = words?.innerText.replace(/\s+/g, " ").trim() || "";
};

// A section longer than the screen is read to its end first.
const scrolled = (key) => {
  const step = { PageDown: 1, " ": 1, PageUp: -1 }[key];
  const left = step > 0 ? document.documentElement.scrollHeight - innerHeight - scrollY : scrollY;
  if (step && left > 4) scrollBy(0, step * 0.8 * innerHeight);
  return step && left > 4;
};

document.addEventListener("click", (event) => {
  const link = projector() && event.target.closest("a[data-go]");
  if (event.target.closest("[data-full-screen]"))
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(link);
});

document.addEventListener("keydown", (event) => {
  const own = event.target.closest(event.key === " " ? "button, .table-scroll" : "input, select, .table-scroll");
  if (!projector() || own || !press[event.key] || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (scrolled(event.key)) return;
  const link = projector().querySelector(`[data-go=${press[event.key]}]`);
  if (link && !event.repeat) go(link);
});
offerFullScreen();
