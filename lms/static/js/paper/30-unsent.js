// What is unsent: answers that the page has and the server may not have.
//
// The page counts its changes, and each save carries the number of the last one: the server heeds none that is not newer than
// the last it took from this page (learning/assessment/page_saves.py). What an earlier page of this paper could not send is
// sent first, as that page would have (`earlier`); from there on, what is given here is later.
const UNKNOWN = "?"; // how an answer is on the server until a reply says so: a save whose reply was lost may have been taken

document.querySelectorAll("form[data-save-url]").forEach((form) => {
  const { paper } = form;
  const waiting = new Map(); // card → the number of its last change
  const earlier = []; // { body, done }: a save of an earlier page, and what is done once the server has it
  paper.number = 0; // of the last change in this page

  const isUnsent = () => waiting.size + earlier.length > 0;
  // A save that has these fields alone, for a later page to send.
  const bodyOf = (fields, { page, number }) => {
    const owner = form.elements.owner.value;
    return new URLSearchParams([["owner", owner], ["page", page], ["save", number], ...fields, ["whole", "yes"]]).toString();
  };

  // What is unsent outlives the page: its answers sealed (60-seal.js), and in the browser's history which questions they answer
  // (70-moments.js), since the browser itself may bring the answers back.
  const keepForLater = () => {
    if (!waiting.size && earlier.length) return; // it is as the earlier page left it
    const cards = [...waiting.keys()];
    const unsent = cards.length ? { page: form.elements.page.value, number: paper.number, cards: cards.map((card) => card.id) } : null;
    const body = unsent && bodyOf(cards.flatMap(paper.fieldsOf), unsent);
    form.dispatchEvent(new CustomEvent("unsent", { detail: { unsent, body } }));
  };

  const mark = (card) => {
    paper.number += 1;
    waiting.set(card, paper.number);
    form.elements[`was-${paper.questionOf(card)}`].value = UNKNOWN;
    paper.tellUnsent(card);
    paper.tellFoot(true);
    keepForLater();
  };

  const takeUp = (body, done) => {
    const fields = new URLSearchParams(body);
    for (const card of paper.cards()) {
      if (!fields.has(`was-${paper.questionOf(card)}`)) continue;
      paper.fill(card, fields.getAll(card.id));
      paper.tellUnsent(card);
    }
    earlier.push({ body, done });
    paper.tellFoot(true);
    paper.send();
  };

  // What becomes of it where its reader signs out without a link; nothing where nothing is unsent.
  const whatWaits = () => {
    const number = waiting.size + earlier.length;
    return number && (paper.isSealed ? form.dataset.textSealed : form.dataset.textLost).replace("{number}", number);
  };

  Object.assign(paper, { waiting, earlier, isUnsent, bodyOf, keepForLater, mark, takeUp, whatWaits });
});
