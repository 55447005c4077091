// The language switch stands at the top of a long page, so a reader scrolls away to press it. It leads back to the section or the
// question where they last stayed for a moment, below the first screen. A redirect, where one follows, keeps the place.
let place, pause;
const look = () => {
  if (scrollY < innerHeight) return;
  const parts = [...document.querySelectorAll("[data-section], [data-question]")];
  place = parts.filter((part) => part.getBoundingClientRect().top < innerHeight / 3).pop()?.id;
};
addEventListener("scroll", () => {
  clearTimeout(pause);
  pause = setTimeout(look, 1000);
});
document.addEventListener("click", ({ target }) => {
  const button = target.closest("button[name=language]");
  if (button && place) button.formAction = `${button.form.getAttribute("action") || ""}#${place}`;
});
