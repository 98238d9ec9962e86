// Keys: j/k rows, Enter opens, / searches, ? shows the sheet, Ctrl+Enter sends a form, and every control with data-key.
// Silent while somebody types; can be switched off for good in the sheet.
const OFF = "keys-off";
const sheet = document.getElementById("vr-keys");
let off = false;
try { off = localStorage.getItem(OFF) === "1"; } catch { /* storage is refused: keys stay on */ }

const typing = (at) => at instanceof Element && at.closest("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]");
const visible = (element) => element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null;
const rows = () => [...document.querySelectorAll("[data-row]")].filter(visible);

function move(step) {
  const all = rows();
  if (!all.length) return;
  const here = all.findIndex((row) => row.classList.contains("is-here") || row.contains(document.activeElement));
  const next = all[Math.min(Math.max(here === -1 ? (step > 0 ? 0 : all.length - 1) : here + step, 0), all.length - 1)];
  for (const row of all) row.classList.toggle("is-here", row === next);
  const link = next.querySelector("a[data-open], a[href]");
  (link || next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function fillSheet() {
  const list = sheet.querySelector("[data-keys-list]");
  for (const old of list.querySelectorAll("[data-from-page]")) old.remove();
  for (const control of document.querySelectorAll("[data-key]")) {
    if (!visible(control)) continue;
    const line = document.createElement("div");
    line.dataset.fromPage = "";
    const term = document.createElement("dt");
    const key = document.createElement("kbd");
    key.textContent = control.dataset.key;
    term.append(key);
    const words = document.createElement("dd");
    const clone = control.cloneNode(true);
    for (const drawn of clone.querySelectorAll("kbd, svg")) drawn.remove();
    words.textContent = control.getAttribute("aria-label") || clone.textContent.trim();
    line.append(term, words);
    list.append(line);
  }
  sheet.querySelector("[data-keys-switch]").checked = !off;
}

function openSheet() {
  if (!sheet || sheet.open) return;
  fillSheet();
  sheet.showModal();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys-open]")) openSheet();
  else if (event.target === sheet) sheet.close();
});
sheet?.querySelector("[data-keys-switch]").addEventListener("change", (event) => {
  off = !event.target.checked;
  try { if (off) localStorage.setItem(OFF, "1"); else localStorage.removeItem(OFF); } catch { /* holds for this page */ }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest?.("form[method=post]");
    if (form && !event.repeat) { event.preventDefault(); form.requestSubmit(form.querySelector("[data-send]") || undefined); }
    return;
  }
  if (off || event.defaultPrevented || event.repeat && !["j", "k"].includes(event.key)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "j" || event.key === "k") { event.preventDefault(); move(event.key === "j" ? 1 : -1); return; }
  if (event.key === "?") { event.preventDefault(); openSheet(); return; }
  if (event.key === "/") {
    const search = document.querySelector("[data-search]");
    if (search) { event.preventDefault(); search.focus(); search.select(); }
    return;
  }
  if (event.key.length !== 1) return;
  const control = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)].find(visible);
  if (!control) return;
  event.preventDefault();
  if (control.matches("textarea, input, select")) control.focus();
  else control.click();
});
