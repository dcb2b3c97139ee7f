// Marks, articles, verdicts and limits: 'open', 'judge', 'cite' and 'unlimit' tell the server.
const judge = (group, chosen, remark) => trigger('judge', {
  turn: group.dataset.turn, verdict: chosen.dataset.verdict, remark,
});
const container = () => element.closest('.gradio-container');
const narrow = () => window.matchMedia('(max-width: 760px)').matches;
const sourceOf = (mark) => document.getElementById(mark.hash.slice(1));
const copyOf = (source, kept) => {
  const copy = source.cloneNode(true);
  for (const part of copy.querySelectorAll(`[id], ${kept}`)) {
    if (part.matches(kept)) part.remove();
    else part.removeAttribute('id');
  }
  for (const folded of copy.querySelectorAll('details.passage')) {
    folded.replaceWith(folded.querySelector('blockquote'));
  }
  return [...copy.childNodes];
};

// Pointing at a mark, or reaching it with the keyboard, shows its passage.
let peek = null;
const hidePeek = () => {
  if (peek) peek.remove();
  peek = null;
};
const showPeek = (mark) => {
  hidePeek();
  const source = sourceOf(mark);
  if (!source || narrow()) return;
  peek = document.createElement('div');
  peek.className = 'peek';
  peek.setAttribute('role', 'tooltip');
  peek.append(...copyOf(source, 'button, .also, .pageview'));
  container().append(peek);
  const at = mark.getBoundingClientRect();
  const own = peek.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - own.width - 8));
  const below = at.bottom + 6 + own.height < window.innerHeight;
  peek.style.left = `${left}px`;
  peek.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - own.height - 6)}px`;
};
const markAt = (event) => event.target.closest && event.target.closest('a.cite');
element.addEventListener('mouseover', (event) => { if (markAt(event)) showPeek(markAt(event)); });
element.addEventListener('mouseout', (event) => { if (markAt(event)) hidePeek(); });
element.addEventListener('focusin', (event) => {
  if (markAt(event) && markAt(event).matches(':focus-visible')) showPeek(markAt(event));
});
element.addEventListener('focusout', hidePeek);
document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hidePeek(); });

// On a phone the source comes up from below, and closing it leads back to the mark.
const sheet = (mark, source) => {
  const dialog = document.createElement('dialog');
  dialog.className = 'sheet';
  dialog.setAttribute('aria-label', mark.getAttribute('aria-label'));
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'close';
  close.textContent = element.querySelector('[data-close]')?.dataset.close || '×';
  close.addEventListener('click', () => dialog.close());
  dialog.append(close, ...copyOf(source, '.none'));
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
    const opener = event.target.closest('button.open');
    if (!opener) return;
    dialog.close();
    trigger('open', { ...opener.dataset });
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    mark.focus({ preventScroll: true });
  });
  container().append(dialog);
  dialog.showModal();
};

element.addEventListener('click', (event) => {
  const at = (selector) => event.target.closest(selector);
  const opener = at('button.open');
  if (opener) trigger('open', { ...opener.dataset });
  const mark = at('a.cite');
  const source = mark && sourceOf(mark);
  if (source) {
    hidePeek();
    if (narrow()) {
      event.preventDefault();
      sheet(mark, source);
    } else {
      const folded = source.querySelector('details.passage');
      if (folded) folded.open = true;
      // The source itself takes the focus, so that the keyboard goes on from there.
      setTimeout(() => source.focus({ preventScroll: true }));
    }
  }
  const verdict = at('.feedback button[data-verdict]');
  if (verdict) {
    const group = verdict.closest('.feedback');
    for (const other of group.querySelectorAll('button[data-verdict]')) {
      other.setAttribute('aria-pressed', String(other === verdict));
    }
    judge(group, verdict, '');
    const form = group.querySelector('form');
    form.hidden = false;
    form.elements.remark.focus();
  }
  const more = at('button.more');
  if (more) trigger('more', { shown: more.dataset.shown });
  const cited = at('button[data-cite]');
  if (cited) trigger('cite', { ...cited.dataset });
  const unlimit = at('button.unlimit');
  if (unlimit) trigger('unlimit', { turn: unlimit.dataset.turn });
});
element.addEventListener('keydown', (event) => {
  const form = event.key === 'Escape' && event.target.closest('.feedback form');
  if (!form) return;
  form.hidden = true;
  form.closest('.feedback').querySelector('button[aria-pressed="true"]')?.focus();
});
element.addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target;
  const group = form.closest('.feedback');
  const chosen = group && group.querySelector('button[aria-pressed="true"]');
  if (!chosen) return;
  if (form.elements.remark.value.trim()) judge(group, chosen, form.elements.remark.value);
  form.hidden = true;
  chosen.focus();
});
watch('value', () => {
  hidePeek();
  document.dispatchEvent(new Event('hemeroteca.turns'));
});
