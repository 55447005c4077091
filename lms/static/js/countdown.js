// How long is left of a paper, in words. The difference between two instants of the server counts, so a wrong clock does no harm.
const words = document.documentElement.lang;
const minutes = new Intl.NumberFormat(words, { style: "unit", unit: "minute", unitDisplay: "long" });

document.querySelectorAll("[data-deadline]").forEach((place) => {
  const opened = Date.now();
  const given = new Date(place.dataset.deadline) - (place.dataset.now ? new Date(place.dataset.now) : opened);
  const show = () => {
    const left = given - (Date.now() - opened);
    const whole = Math.floor(left / 60000);
    const text =
      left <= 0 ? place.dataset.textOver
      : whole < 1 ? place.dataset.textLast
      : place.dataset.textLeft.replace("{time}", minutes.format(whole));
    if (place.textContent !== text) place.textContent = text;
    if (left <= 0) clearInterval(timer);
  };
  const timer = setInterval(show, 5000);
  show();
});
