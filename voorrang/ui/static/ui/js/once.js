// A form is sent once: after the first sending its buttons wait. The hidden idempotency key makes a second sending harmless anyway.
const words = JSON.parse(document.body.dataset.words || "{}");

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  const pressed = event.submitter;
  if (pressed) {
    pressed.setAttribute("aria-busy", "true");
    document.getElementById("vr-status").textContent = words.sending || "";
  }
  // After the browser has collected the values, so that the pressed button's own value is sent.
  setTimeout(() => { for (const button of form.querySelectorAll("button:not([type=button])")) button.disabled = true; });
});

function free(root) {
  for (const form of root.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) { button.disabled = false; button.removeAttribute("aria-busy"); }
  }
}
// The browser's back button shows the page as it was left: free its forms again. What is then changed is a new submission.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  free(document);
  for (const key of document.querySelectorAll("input[name=idempotency_key]")) {
    key.form?.addEventListener("input", () => {
      key.value = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    }, { once: true });
  }
});
document.addEventListener("htmx:afterRequest", () => free(document));
// A download leaves the page where it is: free the form after a while.
document.addEventListener("submit", (event) => { if (event.target.dataset.download !== undefined) setTimeout(() => free(document), 4000); });
