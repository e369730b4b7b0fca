(function () {
  var main = document.querySelector("main");
  var reader = document.getElementById("reader");
  var choice = reader.querySelector(".choice");
  var announcer = document.getElementById("announcer");
  var texts = Array.prototype.slice.call(reader.querySelectorAll(".text"));
  var lastFocus = null;

  function open(text) {
    if (!text) { return; }
    texts.forEach(function (other) { other.classList.toggle("open", other === text); });
    choice.value = text.id;
    announcer.textContent = choice.selectedOptions.length ? choice.selectedOptions[0].textContent : "";
  }
  function isSmall() { return matchMedia("(max-width:62rem)").matches; }
  function raise() { document.body.classList.add("reader-open"); }
  function close() {
    if (!document.body.classList.contains("reader-open")) { return; }
    document.body.classList.remove("reader-open");
    if (lastFocus && lastFocus.isConnected) { lastFocus.focus(); }
  }
  function word(list, number) { return (" " + (list || "") + " ").indexOf(" " + number + " ") >= 0; }

  function light(number) {
    var anchor = document.getElementById("c" + number);
    if (!anchor || !reader.contains(anchor)) { return false; }
    var text = anchor.closest(".text");
    open(text);
    raise();
    for (var fold = anchor.closest("details"); fold; fold = fold.parentElement.closest("details")) { fold.open = true; }
    var exact = null;
    reader.querySelectorAll(".cited").forEach(function (piece) {
      var isQuote = word(piece.dataset.q, number);
      piece.classList.toggle("lit", word(piece.dataset.s, number));
      piece.classList.toggle("exact", isQuote);
      if (isQuote && !exact) { exact = piece; }
    });
    main.querySelectorAll("a.on").forEach(function (link) { link.classList.remove("on"); });
    main.querySelectorAll('a.cite[href="#c' + number + '"]').forEach(function (link) { link.classList.add("on"); });
    var target = exact || anchor;
    var box = reader.querySelector(".texts");
    var shift = target.getBoundingClientRect().top - box.getBoundingClientRect().top;
    var still = matchMedia("(prefers-reduced-motion:reduce)").matches;
    box.scrollTo({ top: box.scrollTop + shift - box.clientHeight * 0.3, behavior: still ? "auto" : "smooth" });
    return true;
  }
  function choose(fact) {
    main.querySelectorAll(".fact.on").forEach(function (other) { other.classList.remove("on"); });
    if (fact) { fact.classList.add("on"); }
  }
  function follow(hash) {
    var id = decodeURIComponent(hash.slice(1));
    if (/^c\d+$/.test(id)) { return light(id.slice(1)); }
    if (/^a\d+$/.test(id)) {
      open(document.getElementById(id));
      raise();
      reader.querySelector(".texts").scrollTop = 0;
      return true;
    }
    if (/^f\d+$/.test(id)) { choose(document.getElementById(id)); }
    return false;
  }

  main.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    var fact = event.target.closest(".fact");
    if (fact) { choose(fact); }
    if (!link) { return; }
    lastFocus = link;
    if (follow(link.getAttribute("href"))) {
      event.preventDefault();
      history.replaceState(null, "", link.getAttribute("href"));
      if (isSmall()) { reader.focus({ preventScroll: true }); }
    }
  });
  reader.addEventListener("click", function (event) {
    var piece = event.target.closest(".cited");
    if (!piece || String(getSelection())) { return; }
    var numbers = (piece.dataset.q || piece.dataset.s || "").split(" ");
    var link = null;
    numbers.some(function (number) {
      link = main.querySelector('.fact a[href="#c' + number + '"]') || main.querySelector('a[href="#c' + number + '"]');
      if (link) { light(number); }
      return link;
    });
    if (!link) { return; }
    var fact = link.closest(".fact");
    choose(fact);
    if (isSmall()) { close(); }
    (fact || link).scrollIntoView({ block: "center" });
  });
  choice.addEventListener("change", function () {
    open(document.getElementById(choice.value));
    reader.querySelector(".texts").scrollTop = 0;
  });
  reader.querySelectorAll("[data-step]").forEach(function (button) {
    button.addEventListener("click", function () {
      var at = texts.findIndex(function (text) { return text.classList.contains("open"); });
      open(texts[(at + Number(button.dataset.step) + texts.length) % texts.length]);
      reader.querySelector(".texts").scrollTop = 0;
    });
  });
  reader.querySelector("[data-close]").addEventListener("click", close);

  document.querySelectorAll("[data-filter]").forEach(function (button) {
    button.addEventListener("click", function () {
      var isOn = button.getAttribute("aria-pressed") === "true";
      document.querySelectorAll("[data-filter]").forEach(function (other) { other.setAttribute("aria-pressed", "false"); });
      if (isOn) { delete main.dataset.show; } else {
        main.dataset.show = button.dataset.filter;
        button.setAttribute("aria-pressed", "true");
      }
    });
  });

  function facts() {
    return Array.prototype.filter.call(main.querySelectorAll(".fact"), function (fact) { return fact.offsetParent; });
  }
  function current() { return main.querySelector(".fact.on"); }
  function move(by) {
    var all = facts();
    if (!all.length) { return; }
    var at = all.indexOf(current());
    var next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
    choose(next);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    var link = next.querySelector(".statement a");
    if (link && !isSmall()) { follow(link.getAttribute("href")); }
  }
  function source(by) {
    var fact = current();
    if (!fact) { return; }
    var links = [];
    fact.querySelectorAll("a.cite[href^='#c']").forEach(function (link) {
      var href = link.getAttribute("href");
      if (links.indexOf(href) < 0) { links.push(href); }
    });
    if (!links.length) { return; }
    var lit = fact.querySelector("a.cite.on");
    var at = lit ? links.indexOf(lit.getAttribute("href")) : -1;
    follow(links[(at + by + links.length) % links.length]);
  }
  function toggleAll() {
    var folds = main.querySelectorAll(".claims");
    var anyClosed = Array.prototype.some.call(folds, function (fold) { return !fold.open; });
    folds.forEach(function (fold) { fold.open = anyClosed; });
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) { return; }
    var fact = current();
    var known = true;
    switch (event.key) {
      case "j": move(1); break;
      case "k": move(-1); break;
      case "n": source(1); break;
      case "p": source(-1); break;
      case "o": if (fact) { var fold = fact.querySelector(".claims"); fold.open = !fold.open; } break;
      case "e": toggleAll(); break;
      case "l": window.recoupeLanguage(document.documentElement.dataset.ui === "en" ? "fr" : "en", true); break;
      case "Escape": close(); break;
      default: known = false;
    }
    if (known) { event.preventDefault(); }
  });
  addEventListener("hashchange", function () { follow(location.hash); });
  open(reader.querySelector(".text[data-first]") || texts[0]);
  if (location.hash.length > 1) { follow(location.hash); }
})();
