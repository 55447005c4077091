// What the server says of a save: from now on its answers are as they were sent (`was-…`), and where the paper says something
// else, as another page had it, that is shown here too.
document.querySelectorAll("form[data-save-url]").forEach((form) => {
  const { paper } = form;

  // Puts in how the server draws these questions now, unless they are changed here meanwhile.
  const refresh = async (questions) => {
    if (!questions.length) return;
    const reply = await fetch(location.pathname, { signal: AbortSignal.timeout?.(20000) });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    for (const question of questions) {
      const card = document.getElementById(`q-${question}`);
      const fresh = page.getElementById(card.id);
      if (fresh && !paper.waiting.has(card)) card.replaceWith(fresh);
    }
  };

  // What cannot be had now is asked for again with the next save.
  paper.refresh = (questions) => refresh(questions).catch(() => {});

  paper.accept = (said, upTo) => {
    for (const [card, number] of paper.waiting) {
      if (number > upTo) continue; // changed again meanwhile
      paper.waiting.delete(card);
      paper.tellSaved(card, said.saved, said.unclear[paper.questionOf(card)]);
    }
    for (const card of paper.cards()) {
      const question = paper.questionOf(card);
      if (!paper.waiting.has(card) && !(question in said.differs)) form.elements[`was-${question}`].value = said.was[question];
    }
    paper.refresh(Object.keys(said.differs));
  };

  paper.acceptEarlier = (said) => {
    for (const card of paper.cards()) {
      if (paper.questionOf(card) in said.was && !paper.waiting.has(card)) paper.tellSaved(card, said.saved);
    }
    paper.refresh(Object.keys(said.was));
  };
});
