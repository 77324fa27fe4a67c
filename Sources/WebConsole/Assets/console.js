// Progress of a batch on an open page. Without scripts the page loads itself again.
"use strict";
for (const article of document.querySelectorAll("[data-progress]")) {
  const source = new EventSource(article.dataset.progress);
  const rate = article.querySelector("[data-rate]");
  const indonesian = document.documentElement.lang === "id";
  const minutes = (seconds) => Math.max(1, Math.round(seconds / 60));
  source.onmessage = (event) => {
    const now = JSON.parse(event.data);
    article.querySelector("[data-state]").textContent = now.state;
    for (const cell of article.querySelectorAll("[data-rows]")) cell.textContent = now.rows[cell.dataset.rows] ?? "0";
    for (const cell of article.querySelectorAll("[data-sum]")) cell.textContent = now.sums[cell.dataset.sum] ?? "Rp 0";
    const bar = article.querySelector(".bar.large");
    bar.replaceChildren(...Object.entries(now.widths).map(([status, width]) => {
      const part = document.createElement("i");
      part.className = status;
      part.style.width = `${width}%`;
      return part;
    }));
    if (now.perMinute === undefined) { rate.textContent = ""; return; }
    const left = now.secondsLeft === undefined ? "" : indonesian
      ? `, sekitar ${minutes(now.secondsLeft)} menit lagi` : `, about ${minutes(now.secondsLeft)} min left`;
    rate.textContent = (indonesian ? `${now.perMinute} transfer per menit` : `${now.perMinute} transfers a minute`) + left;
  };
  // The numbers of the page as a whole, such as what needs a person, come with a new page.
  source.addEventListener("end", () => { source.close(); location.reload(); });
}
