// The questions of a paper: what stands in their controls, and how they were drawn. `form.paper` is what the scripts of this
// folder know of a paper and do with it; each adds its part, in the order of their numbers.
const isTicked = (control) => ["radio", "checkbox"].includes(control.type);
const drawn = (select) => Math.max(0, [...select.options].findIndex((option) => option.defaultSelected));

document.querySelectorAll("form[data-save-url]").forEach((form) => {
  const cards = () => [...form.querySelectorAll("[data-question]")];
  const questionOf = (card) => card.id.slice(2);
  const controlsOf = (card) => [...card.querySelectorAll("input, select")].filter((control) => control.name === card.id);

  // What a save says of a question: its answer, and what that was.
  const fieldsOf = (card) => {
    const names = [card.id, `was-${questionOf(card)}`];
    return [...new FormData(form)].filter(([name]) => names.includes(name));
  };

  const fill = (card, values) => {
    const left = [...values];
    for (const control of controlsOf(card)) {
      if (isTicked(control)) control.checked = values.includes(control.value);
      else control.value = left.shift() ?? "";
    }
  };

  const isAsDrawn = (card) =>
    controlsOf(card).every((control) => {
      if (control.options) return control.selectedIndex === drawn(control);
      return isTicked(control) ? control.checked === control.defaultChecked : control.value === control.defaultValue;
    });

  const reset = (card) => {
    for (const control of controlsOf(card)) {
      if (control.options) control.selectedIndex = drawn(control);
      else if (isTicked(control)) control.checked = control.defaultChecked;
      else control.value = control.defaultValue;
    }
  };

  form.paper = { cards, questionOf, fieldsOf, fill, isAsDrawn, reset };
});
