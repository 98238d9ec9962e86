// "a" takes the case of the row that one is on, else the row that is next. Runs before the keys of the page, which then stay silent.
const typing = (at) => at instanceof Element && at.closest("input, textarea, select, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "a" || event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target) || document.querySelector("dialog[open]")) return;
  try { if (localStorage.getItem("keys-off") === "1") return; } catch { /* storage is refused: keys stay on */ }
  const row = document.querySelector("tr.is-here") || document.activeElement?.closest("tr[data-row]") || document.querySelector("tr.is-next");
  const button = row?.querySelector("[data-take]");
  if (!button) return;
  event.preventDefault();
  button.click();
}, true);
