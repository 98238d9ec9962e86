// Menus are <details class="vr-menu">. This closes them on a click elsewhere, on Escape and when another one opens.
const open = () => document.querySelectorAll("details.vr-menu[open]");

document.addEventListener("click", (event) => {
  const closer = event.target.closest("[data-menu-close]");
  for (const menu of open()) {
    if (closer ? menu.contains(closer) : !menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});
document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.("details.vr-menu") || !event.target.open) return;
  for (const menu of open()) if (menu !== event.target && !menu.contains(event.target)) menu.open = false;
  event.target.querySelector("textarea, input:not([type=hidden])")?.focus();
}, true);
