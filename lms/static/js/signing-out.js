// Signing out empties every open page of the reader: at once by a message, and on the next look at a page that missed it.
// Without a link the page empties too, and the session ends with the next request (people/sign_in/reader.py).
const { reader, readerCookie } = document.documentElement.dataset;
const left = document.querySelector("template[data-signed-out]");
const channel = reader && "BroadcastChannel" in window ? new BroadcastChannel("signed-out") : null;
const isSignedIn = () => document.cookie.split("; ").includes(`${readerCookie}=${reader}`);

const empty = (words) => {
  const main = document.createElement("main");
  const heading = document.createElement("h1");
  heading.textContent = left.dataset.signedOut;
  heading.tabIndex = -1;
  main.className = "page";
  main.append(heading, left.content.cloneNode(true));
  if (words) main.querySelector("p").textContent = words;
  document.title = heading.textContent;
  document.body.replaceChildren(main);
  heading.focus();
};

const look = () => reader && left.isConnected && !isSignedIn() && empty();

// A paper sends first what is unsent, or says what becomes of it (paper/).
const paper = () => document.querySelector("form[data-save-url]")?.paper;

const leaveWithoutLink = () => {
  const secure = readerCookie.startsWith("__Host-") ? "; secure" : "";
  document.cookie = `${readerCookie}=left; path=/; samesite=lax${secure}`;
  channel?.postMessage(reader);
  empty(paper()?.whatWaits());
};

const signOut = async (form) => {
  // Whoever stands up and goes does not wait long for a link.
  if ((await paper()?.sendAll(3000)) === false) return leaveWithoutLink();
  try {
    const body = new URLSearchParams(new FormData(form));
    const reply = await fetch(form.action, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout?.(5000) });
    if (reply.type !== "opaqueredirect") return form.submit();
    channel?.postMessage(reader);
    location.assign("/sign-in");
  } catch {
    leaveWithoutLink();
  }
};

document.addEventListener("submit", (event) => {
  if (!reader || event.target.getAttribute("action") !== "/sign-out") return;
  event.preventDefault();
  signOut(event.target);
});
channel?.addEventListener("message", ({ data }) => {
  if (data !== reader || !left.isConnected) return;
  paper()?.send(); // what comes now waits on the server for its owner
  empty();
});
for (const moment of ["focus", "pageshow"]) window.addEventListener(moment, look);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
