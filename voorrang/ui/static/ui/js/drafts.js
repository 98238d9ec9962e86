// What is typed into <textarea data-draft="name"> is kept in this tab until it has been sent.
// The page after a successful sending carries data-draft-sent="name" (or "*") somewhere, which forgets it.
const words = JSON.parse(document.body.dataset.words || "{}");
const key = (name) => `draft:${location.pathname}:${name}`;
const store = (action) => { try { return action(sessionStorage); } catch { return null; } };

for (const sent of document.querySelectorAll("[data-draft-sent]")) {
  store((kept) => {
    for (const name of Object.keys(kept)) {
      if (sent.dataset.draftSent === "*" ? name.startsWith(`draft:${location.pathname}:`) : name === key(sent.dataset.draftSent)) kept.removeItem(name);
    }
  });
}
for (const area of document.querySelectorAll("textarea[data-draft]")) {
  const name = key(area.dataset.draft);
  const kept = store((all) => all.getItem(name));
  if (kept && !area.value) {
    area.value = kept;
    const note = area.closest("form")?.querySelector("[data-draft-note]");
    if (note) note.textContent = words.draftKept || "";
  }
  area.addEventListener("input", () => store((all) => (area.value ? all.setItem(name, area.value) : all.removeItem(name))));
}
// Whoever logs out leaves nothing behind in this tab; a session that ran out does, for the same person to go on.
document.addEventListener("submit", ({ target }) => {
  if (!/\/account\/(logout|devices)\//.test(target.action)) return;
  store((kept) => { for (const name of Object.keys(kept)) if (name.startsWith("draft:")) kept.removeItem(name); });
});
