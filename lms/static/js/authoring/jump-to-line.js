// A finding leads to its line: selected in the text area, with the place of the mistake first. So does an address
// that ends in #line-12.
function jump(text, line) {
  const lines = text.value.split("\n");
  const at = Math.min(line, lines.length) - 1;
  const start = lines.slice(0, at).reduce((sum, one) => sum + one.length + 1, 0);
  // Only where the caret is does a browser scroll: it goes there before the line is selected.
  text.setSelectionRange(start, start);
  text.blur();
  text.focus();
  text.setSelectionRange(start, start + lines[at].length);
  text.scrollTop = Math.max(0, text.scrollHeight * (at / lines.length) - text.clientHeight / 3);
  text.scrollIntoView({ block: "center" });
}

document.querySelectorAll("a[data-line]").forEach((link) => {
  const text = document.getElementById(link.hash.slice(1));
  if (!(text instanceof HTMLTextAreaElement)) return;
  link.addEventListener("click", (click) => {
    click.preventDefault();
    jump(text, Number(link.dataset.line));
  });
});

const line = /^#line-([1-9]\d*)$/.exec(location.hash)?.[1];
const written = document.querySelector("textarea.source");
if (line && written) jump(written, Number(line));
