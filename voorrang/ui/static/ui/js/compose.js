// The buttons of the head and the names above the text choose what it is and go to it; the line under it says who reads it.
const form = document.getElementById("compose");
if (form) {
  const area = form.querySelector("textarea");
  const line = form.querySelector("[data-hint-line]");
  const choose = (act) => {
    const radio = form.querySelector(`input[name=act][value="${CSS.escape(act)}"]`);
    if (!radio) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    area.focus();
    form.scrollIntoView({ block: "nearest" });
  };
  form.addEventListener("change", (event) => {
    if (event.target.name === "act") line.textContent = event.target.dataset.hint;
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-act]");
    // Arrow keys click the radio itself: who chooses with them stays there.
    if (!link || event.target.matches("input")) return;
    event.preventDefault();
    choose(link.dataset.act);
  });
}
