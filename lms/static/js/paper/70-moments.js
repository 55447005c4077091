// When a paper sends: as soon as something is given, when a link may be there again, and when its reader comes back.
document.querySelectorAll("form[data-save-url]").forEach((form) => {
  const { paper } = form;
  let pause;

  // A browser that comes back to this page may fill in what stood there. What had not been sent then is taken up; the rest
  // may have been answered elsewhere since, and stands as the server has it.
  const takeUpRestored = () => {
    const { unsent } = history.state || {};
    const cards = paper.cards();
    const restored = cards.filter((card) => unsent?.cards.includes(card.id) && !paper.isAsDrawn(card));
    if (restored.length) paper.takeUp(paper.bodyOf(restored.flatMap(paper.fieldsOf), unsent));
    for (const card of cards) {
      if (card.hasAttribute("data-unsent")) paper.mark(card);
      else if (!restored.includes(card) && !paper.waiting.has(card) && !paper.earlier.length) paper.reset(card);
    }
    paper.send();
  };

  form.addEventListener("unsent", ({ detail }) => {
    try {
      history.replaceState({ ...history.state, unsent: detail.unsent }, "");
    } catch {
      // A browser that is asked too often refuses, as when somebody types fast; the next change asks again.
    }
  });
  form.addEventListener("input", ({ target }) => {
    const card = target.closest("[data-question]");
    if (!card) return;
    paper.mark(card);
    clearTimeout(pause);
    // What is typed is saved before its field is left: a pause of a second is enough.
    pause = setTimeout(paper.send, target.type === "text" ? 1000 : 0);
  });
  form.addEventListener("change", paper.send);
  window.addEventListener("online", paper.send);
  document.addEventListener("visibilitychange", paper.send);
  window.addEventListener("pageshow", ({ persisted }) => (persisted ? paper.send() : takeUpRestored()));
  window.addEventListener("beforeunload", (event) => paper.isUnsent() && form.isConnected && event.preventDefault());
});
