"use strict";
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  function remembered() {
    try { return localStorage.getItem("recoupe-ui"); } catch (e) { return null; }
  }
  function set(code, keep) {
    root.dataset.ui = code;
    root.lang = code;
    document.querySelectorAll("[data-set]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.set === code));
    });
    if (keep) { try { localStorage.setItem("recoupe-ui", code); } catch (e) { /* private window */ } }
  }
  window.recoupeLanguage = set;
  document.querySelectorAll("[data-set]").forEach(function (button) {
    button.addEventListener("click", function () { set(button.dataset.set, true); });
  });
  var asked = new URLSearchParams(location.search).get("lang");
  var first = asked || remembered() || navigator.language || "en";
  set(/^fr/i.test(first) ? "fr" : "en", false);
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("main details:not([open])").forEach(function (fold) {
      fold.open = true;
      fold.dataset.printed = "";
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-printed]").forEach(function (fold) {
      fold.open = false;
      delete fold.dataset.printed;
    });
  });
})();
