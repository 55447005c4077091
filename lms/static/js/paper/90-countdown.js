// How long is left of a paper, in words. The server says how much it is, when the page is drawn and with each save; in between a
// clock counts that nobody can set.
const language = document.documentElement.lang;
const minutes = new Intl.NumberFormat(language, { style: "unit", unit: "minute", unitDisplay: "long" });

document.querySelectorAll("[data-left]").forEach((place) => {
  const words = place.dataset;
  let end = performance.now() + 1000 * words.left;
  const show = () => {
    const left = end - performance.now();
    const whole = Math.floor(left / 60000);
    const text =
      left <= 0 ? words.textOver
      : whole < 1 ? words.textLast
      : words.textLeft.replace("{time}", minutes.format(whole));
    if (place.textContent === text) return;
    place.textContent = text;
    if (whole < 1) document.querySelector("[data-live]").textContent = text;
  };
  place.closest("form").addEventListener("left", ({ detail }) => {
    end = performance.now() + 1000 * detail;
    show();
  });
  setInterval(show, 5000);
  show();
});
