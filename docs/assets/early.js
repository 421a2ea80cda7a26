// @ts-check
/**
 * Stands in for the modules until they are there: a press is kept for check.mjs, and if that never comes, the reader is
 * told. A classic script in the head, for browsers that know no modules, and for hosts and blockers that withhold them.
 * Also what must be right before the first paint: how large the text is.
 */
(function () {
  var STORAGES = ["localStorage", "sessionStorage"];
  var PATIENCE = 12000; // ms
  var LARGE = "data-large";
  var LATER = "Ответим, как только загрузится проверка.";
  var NEVER =
    "Проверка здесь не запускается: её файлы не загрузились, или браузер устарел. То, что вы ввели, осталось на месте. " +
    "Проверьте вручную: шаги перед формой. Или обновите страницу, откройте её в другом браузере, выключите блокировщик.";

  function isThere() {
    return document.documentElement.hasAttribute("data-checks");
  }

  /**
   * @param {Element} form
   * @param {string} level
   * @param {string} words
   */
  function say(form, level, words) {
    var output = form.querySelector("output");
    if (!output) return;
    output.setAttribute("data-level", level);
    output.textContent = words;
  }

  function giveUp() {
    if (isThere()) return;
    var forms = document.querySelectorAll("form[data-check]");
    for (var index = 0; index < forms.length; index++) {
      say(forms[index], "failed", NEVER);
      var manual = /** @type {Element} */ (forms[index].parentNode).querySelector("details");
      if (manual) manual.open = true;
    }
  }

  // Where a site may keep nothing, the theme stumbles over a storage that refuses; one that forgets is enough for it.
  for (var index = 0; index < STORAGES.length; index++) {
    try {
      window[/** @type {"localStorage"} */ (STORAGES[index])];
    } catch (_error) {
      Object.defineProperty(window, STORAGES[index], { value: { getItem: function () { return null; }, setItem: function () {} } });
    }
  }

  // Who has chosen neither light nor dark gets what the system wants, before the first paint; a choice is put in its place later.
  if (window.MutationObserver && matchMedia("(prefers-color-scheme: dark)").matches)
    new MutationObserver(function (_changes, observer) {
      if (!document.body) return;
      observer.disconnect();
      document.body.setAttribute("data-md-color-scheme", "slate");
    }).observe(document.documentElement, { childList: true });

  // «Крупно»: text and what is around it twice as large, until the tab is closed. Before the first paint, so that nothing jumps.
  var page = document.documentElement;
  if (sessionStorage.getItem(LARGE)) page.setAttribute(LARGE, "");
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("button[data-enlarge]");
    if (!button) return;
    button.removeAttribute("hidden");
    button.setAttribute("aria-pressed", String(page.hasAttribute(LARGE)));
    button.addEventListener("click", function () {
      var large = !page.hasAttribute(LARGE);
      if (large) page.setAttribute(LARGE, "");
      else page.removeAttribute(LARGE);
      /** @type {Element} */ (button).setAttribute("aria-pressed", String(large));
      try {
        sessionStorage.setItem(LARGE, large ? "yes" : "");
      } catch (_error) {
        return; // a full storage: large on this page only
      }
    });
  });

  document.addEventListener("submit", function (event) {
    var form = /** @type {Element} */ (event.target);
    if (isThere() || !form.hasAttribute("data-check")) return;
    event.preventDefault();
    form.setAttribute("data-pressed", "");
    say(form, "busy", LATER);
    setTimeout(giveUp, document.readyState === "complete" ? 0 : PATIENCE); // nothing more will come
  });
  window.addEventListener("load", giveUp); // all modules have come by then, or failed
})();
