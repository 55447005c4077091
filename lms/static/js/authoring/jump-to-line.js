// A finding leads to its line: selected in the text area, with the place of the mistake first.
document.querySelectorAll("a[data-line]").forEach((link) => {
  const text = document.getElementById(link.hash.slice(1));
  if (!(text instanceof HTMLTextAreaElement)) return;
  link.addEventListener("click", (click) => {
    click.preventDefault();
    const lines = text.value.split("\n");
    const at = Math.min(Number(link.dataset.line), lines.length) - 1;
    const start = lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0);
    // Only where the caret is does a browser scroll: it goes there before the line is selected.
    text.setSelectionRange(start, start);
    text.blur();
    text.focus();
    text.setSelectionRange(start, start + lines[at].length);
    text.scrollTop = Math.max(0, text.scrollHeight * (at / lines.length) - text.clientHeight / 3);
    text.scrollIntoView({ block: "center" });
  });
});
