// One save: the request, and what its answer means for the page as a whole.
const PATIENCE = 20000; // milliseconds, until a request without an answer counts as failed
const LONGEST_KEPT_ALIVE = 60000; // bytes that a browser goes on sending when its page is left

document.querySelectorAll("form[data-save-url]").forEach((form) => {
  const { paper } = form;
  const headers = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" };

  // Returns what the server says once it has the answers, else throws; `wait`: the milliseconds after which it may be asked again.
  paper.post = async (body) => {
    const keepalive = body.length < LONGEST_KEPT_ALIVE;
    const signal = AbortSignal.timeout?.(PATIENCE);
    const reply = await fetch(form.dataset.saveUrl, { method: "POST", body, headers, keepalive, signal, redirect: "error" });
    const said = await reply.json();
    if (said.held || said.closed) {
      form.submit(); // signed out, or closed: the page that answers the form says so
      await new Promise(() => {});
    }
    if (!said.saved) throw Object.assign(new Error(reply.status), { wait: 1000 * reply.headers.get("Retry-After") });
    if (said.left !== null) form.dispatchEvent(new CustomEvent("left", { detail: said.left }));
    paper.tellFoot(paper.isUnsent(), said);
    return said;
  };
});
