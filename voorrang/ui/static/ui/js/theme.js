// Light, dark or as the system says. The choice is kept in this browser; a script in the page's head applies it before the first paint.
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

function show() {
  const choice = root.dataset.theme || "auto";
  root.dataset.bsTheme = choice === "auto" ? (system.matches ? "dark" : "light") : choice;
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-choice]");
  if (!button) return;
  const choice = button.dataset.themeChoice;
  root.dataset.theme = choice;
  try {
    if (choice === "auto") localStorage.removeItem("theme");
    else localStorage.setItem("theme", choice);
  } catch { /* storage is refused: the choice holds for this page */ }
  show();
});
system.addEventListener("change", show);
show();
