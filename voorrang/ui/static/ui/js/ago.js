// Keeps <time data-live="due|ago"> true while the page stands open. Counts from the server's clock, not from this machine's.
const words = JSON.parse(document.body.dataset.words || "{}");
const { now, nowMoves } = document.body.dataset;
const started = performance.now();
const figures = new Intl.NumberFormat(document.documentElement.lang || "en");

const fill = (template, values) => template.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
function length(milliseconds) {
  const minutes = Math.floor(Math.abs(milliseconds) / 60000);
  if (minutes < 1) return words.soon;
  const parts = [["days", Math.floor(minutes / 1440)], ["hours", Math.floor(minutes / 60) % 24], ["minutes", minutes % 60]];
  const first = parts.findIndex(([, count]) => count);
  return parts.slice(first, first + 2).filter(([, count]) => count).map(([unit, count]) => fill(words[unit], { n: figures.format(count) })).join(" ");
}
function refresh() {
  const present = Date.parse(now) + performance.now() - started;
  for (const time of document.querySelectorAll("time[data-live]")) {
    const distance = Date.parse(time.dateTime) - present;
    const template = time.dataset.live === "ago" ? (distance > 0 ? words.ahead : words.ago) : distance > 0 ? words.dueIn : words.overdue;
    const text = fill(template, { length: length(distance) });
    if (text !== time.textContent) time.textContent = text;
    const holder = time.closest("[data-due]");
    if (holder && time.dataset.live === "due" && distance <= 0 && holder.dataset.due === "running") {
      holder.dataset.due = "overdue";
      holder.classList.add("vr-bad");
    }
  }
}
if (now && nowMoves === "yes" && words.soon) setInterval(refresh, 20000);
