// Copy buttons: <button data-copy="text">.
const words = JSON.parse(document.body.dataset.words || "{}");

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch { // no clipboard without a secure page: select the text, so that one key press copies it
    getSelection().selectAllChildren(button.previousElementSibling || button.parentElement);
    return;
  }
  document.getElementById("vr-status").textContent = words.copied || "";
  button.classList.add("vr-good");
  setTimeout(() => button.classList.remove("vr-good"), 1500);
});
