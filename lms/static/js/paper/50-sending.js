// An answer is sent as soon as it is given, and again until the server says that it has it: only that counts, for browsers don't
// know whether there is a link.
const PATIENCE = 20000; // milliseconds that whoever leaves a page waits for it

document.querySelectorAll("form[data-save-url]").forEach((form) => {
  const { paper } = form;
  let sending = null; // the promise of the request that is under way
  let failures = 0;
  let timer;

  const sendAll = async (always) => {
    for (const { earlier } = paper; earlier.length; ) {
      paper.acceptEarlier(await paper.post(earlier[0].body));
      earlier.shift().done?.();
    }
    if (!always && !paper.waiting.size) return;
    const upTo = paper.number;
    form.elements.save.value = upTo || "";
    paper.accept(await paper.post(new URLSearchParams(new FormData(form)).toString()), upTo);
  };

  // True once the server has all that this page has.
  const attempt = async (always) => {
    clearTimeout(timer);
    try {
      await sendAll(always);
      failures = 0;
    } catch (error) {
      failures += 1;
      timer = setTimeout(paper.send, Math.max(error.wait || 0, Math.min(30000, 1000 * 2 ** failures)));
    }
    paper.tellLink(!failures, paper.isUnsent());
    paper.tellFoot(paper.isUnsent());
    paper.keepForLater();
    sending = null;
    return !failures && !paper.isUnsent();
  };

  paper.send = async () => {
    if (sending || !paper.isUnsent()) return;
    sending = attempt(false);
    if (!(await sending) && !failures) paper.send(); // changed meanwhile
  };

  // For whoever leaves: the server is asked even where nothing is unsent. False when it did not answer in time.
  paper.sendAll = async (milliseconds = PATIENCE) => {
    const all = async () => {
      while (sending) await sending;
      return (sending = attempt(true));
    };
    return Promise.race([all(), new Promise((resolve) => setTimeout(resolve, milliseconds, false))]);
  };
});
