// What the pages gain from scripts: names are completed while they are typed, and the words of the row that is hovered,
// focused or chosen are marked. Without it everything can still be read and cited.
"use strict";
(() => {
  const box = document.getElementById("q");
  const list = document.getElementById("words");
  if (!box || !list) return;
  let asked = "";
  let waiting = 0;
  box.addEventListener("input", () => {
    const typed = box.value.trim();
    if (!typed || typed === asked) return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      asked = typed;
      const answer = await fetch("/complete.json?q=" + encodeURIComponent(typed)).catch(() => null);
      if (!answer || !answer.ok || box.value.trim() !== typed) return;
      const options = (await answer.json()).completions.map((c) => {
        const option = document.createElement("option");
        option.value = c.query;
        option.label = c.value;
        return option;
      });
      list.replaceChildren(...options);
    }, 150);
  });
})();
(() => {
  const rows = document.querySelectorAll("[data-marks]");
  const pieces = document.querySelectorAll(".text [data-of]");
  if (!rows.length || !pieces.length) return;
  const by = new Map();
  for (const piece of pieces) for (const id of piece.dataset.of.split(" ")) {
    if (!by.has(id)) by.set(id, []);
    by.get(id).push(piece);
  }
  let chosen = null;
  let hovered = null;
  let pointer = "";
  const show = (row, jump) => {
    document.querySelectorAll(".on").forEach((e) => e.classList.remove("on"));
    if (!row) return;
    row.classList.add("on");
    let first = null;
    for (const id of row.dataset.marks.split(" ")) for (const piece of by.get(id) || []) {
      piece.classList.add("on");
      first = first || piece;
    }
    if (jump && first) first.scrollIntoView({ block: "center" });
  };
  // A page that scrolls to the words brings another row under a pointer at rest; only a pointer that moves chooses.
  const moved = (e) => pointer !== (pointer = e.screenX + "," + e.screenY);
  document.addEventListener("mousedown", moved);
  document.addEventListener("mousemove", (e) => {
    if (!moved(e)) return;
    const row = e.target.closest("[data-marks]");
    if (row === hovered) return;
    hovered = row;
    show(row || chosen, false);
  });
  for (const row of rows) {
    row.addEventListener("focusin", () => show(row, false));
    row.addEventListener("click", (e) => {
      const a = e.target.closest("a");
      if (a && !a.getAttribute("href").startsWith("#")) return;
      if (a) { e.preventDefault(); history.replaceState(null, "", "#" + row.id); }
      chosen = row;
      show(row, true);
    });
  }
  const cited = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (cited && cited.dataset.marks) { chosen = cited; show(cited, true); }
})();
