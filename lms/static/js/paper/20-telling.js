// What a paper says of its answers: beside each, at the foot, and to whoever hears the page instead of seeing it.
document.querySelectorAll("form[data-save-url]").forEach((form) => {
  const words = form.dataset;
  const live = document.querySelector("[data-live]");
  const noLink = form.querySelector("[data-no-link]");

  const tell = (place, text, unsaved) => {
    if (!place) return;
    place.textContent = text;
    place.classList.toggle("is-unsaved", unsaved);
  };

  const tellUnsent = (card) => {
    tell(card.querySelector("[data-save-note]"), words.textUnsaved, true);
    live.textContent = ""; // so that the next "all saved" is heard
  };

  const tellSaved = (card, time, problem) => {
    tell(card.querySelector("[data-save-note]"), words.textSaved.replace("{time}", time), false);
    tell(card.querySelector("[data-problem]"), problem || "", false);
  };

  const tellFoot = (isUnsent, said) => {
    tell(form.querySelector("[data-save-state]"), isUnsent ? words.textUnsaved : words.textAllSaved, isUnsent);
    if (!said) return;
    const answered = words.textAnswered.replace("{answered}", said.answered).replace("{total}", said.total);
    tell(form.querySelector("[data-answered]"), answered, false);
  };

  // Once each: a lost link is not told again at every try.
  const tellLink = (isThere, isUnsent) => {
    const wasThere = noLink.hidden;
    noLink.hidden = isThere;
    if (!isThere && wasThere) live.textContent = noLink.innerText;
    if (isThere && !isUnsent && live.textContent !== words.textAllSaved) live.textContent = words.textAllSaved;
  };

  Object.assign(form.paper, { tellUnsent, tellSaved, tellFoot, tellLink });
});
