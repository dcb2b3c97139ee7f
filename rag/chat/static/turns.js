// Marks, articles and verdicts: 'open' and 'judge' tell the server.
element.addEventListener('click', (event) => {
  const at = (selector) => event.target.closest(selector);
  const opener = at('button.open');
  if (opener) trigger('open', { ...opener.dataset });
  const mark = at('a.cite');
  if (mark) {
    // The source itself takes the focus, so that the keyboard goes on from there.
    const source = document.getElementById(mark.hash.slice(1));
    if (source) setTimeout(() => source.focus({ preventScroll: true }));
  }
  const verdict = at('.feedback button[data-verdict]');
  if (verdict) {
    const group = verdict.closest('.feedback');
    for (const other of group.querySelectorAll('button[data-verdict]')) {
      other.setAttribute('aria-pressed', String(other === verdict));
    }
    const form = group.querySelector('form');
    form.hidden = false;
    form.elements.remark.focus();
  }
});
element.addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target;
  const group = form.closest('.feedback');
  const chosen = group && group.querySelector('button[aria-pressed="true"]');
  if (!chosen) return;
  trigger('judge', {
    turn: group.dataset.turn, verdict: chosen.dataset.verdict, remark: form.elements.remark.value,
  });
  form.hidden = true;
  chosen.focus();
});
