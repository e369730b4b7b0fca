(function () {
  var table = document.querySelector("table");
  if (!table) { return; }
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var more = document.querySelector("[data-more]");
  function showAll() {
    document.querySelector(".scroll").classList.remove("few");
    if (more) { more.hidden = true; }
  }
  if (more) { more.addEventListener("click", showAll); }
  function plain(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); }
  var names = rows.map(function (row) { return plain(row.querySelector(".headline").textContent); });
  document.querySelector(".search input").addEventListener("input", function (event) {
    showAll();
    var wanted = plain(event.target.value).split(/\s+/).filter(Boolean);
    rows.forEach(function (row, index) {
      row.hidden = !wanted.every(function (word) { return names[index].indexOf(word) >= 0; });
    });
  });
  table.querySelectorAll("[data-sort]").forEach(function (button) {
    button.addEventListener("click", function () {
      var head = button.closest("th");
      var down = head.getAttribute("aria-sort") !== "descending";
      table.querySelectorAll("thead th").forEach(function (other) { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      var place = head.cellIndex;
      rows.map(function (row, index) { return { row: row, index: index, n: Number(row.cells[place].dataset.n) }; })
        .sort(function (a, b) { return (down ? b.n - a.n : a.n - b.n) || a.index - b.index; })
        .forEach(function (entry) { body.appendChild(entry.row); });
    });
  });
})();
