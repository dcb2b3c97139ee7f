// In which language the page is read, and where that is kept: the one place that knows. It stands in the
// document's head, before everything that asks it, since Gradio writes <html lang> itself meanwhile.
window.hemeroteca = (() => {
  const KEY = 'hemeroteca.language';
  const kept = () => {
    try { return localStorage.getItem(KEY); } catch { return null; }
  };
  return {
    // The one chosen before, else the first of the browser's that the page has; '' for none.
    language: (known) => [kept(), ...navigator.languages]
      .map((name) => (name || '').slice(0, 2)).find((name) => name in known) || '',
    choose: (language) => {
      document.documentElement.lang = language;
      try { localStorage.setItem(KEY, language); } catch { /* for this page alone */ }
      return language;
    },
  };
})();
