// What the page does by itself in the browser, even while the server is busy or frozen.
document.documentElement.lang = window.hemeroteca.language(begin.words) || begin.language; // for what is asked at once
const words = () => begin.words[document.documentElement.lang] || begin.words.es;
const visible = (node) => Boolean(node && node.isConnected && node.getClientRects().length);
const panel = () => [...document.querySelectorAll('[role=tabpanel]')].find(visible) || document;

// Past the head and the tabs, for who goes by keyboard.
const skip = document.createElement('a');
skip.className = 'skip';
skip.href = '#main';
skip.textContent = words().skip;
skip.addEventListener('click', (event) => {
  event.preventDefault();
  const first = panel().querySelector('textarea, input:not([type=hidden]), button');
  if (first) first.focus();
});
document.body.prepend(skip);
const main = document.querySelector('main');
if (main) main.id = 'main';
new MutationObserver(() => { skip.textContent = words().skip; })
  .observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });

// The first sign that a question was taken, drawn at once; the server's own takes its place.
const box = () => document.querySelector('#question textarea');
const asked = (question) => {
  const place = document.querySelector('#turns');
  if (!question.trim() || !place || document.querySelector('.turn.waiting')) return;
  const turn = document.createElement('article');
  turn.className = 'turn waiting drawn turns';
  turn.setAttribute('aria-busy', 'true');
  const title = document.createElement('h2');
  title.textContent = question;
  const status = document.createElement('p');
  status.className = 'status';
  status.innerHTML = '<span class="dots" aria-hidden="true"></span>';
  status.append(words().searching);
  turn.append(title, status);
  place.before(turn); // not into it, where Gradio keeps the book
};
document.addEventListener('keydown', (event) => {
  if (event.target === box() && event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    asked(event.target.value);
  }
}, true);
document.addEventListener('click', (event) => {
  const button = event.target.closest && event.target.closest('button');
  if (!button) return;
  if (button.id === 'ask' && box()) asked(box().value);
  if (button.matches('.suggested')) asked(button.textContent);
}, true);
for (const end of ['hemeroteca.full', 'hemeroteca.turns']) {
  document.addEventListener(end, () => {
    for (const drawn of document.querySelectorAll('.turn.drawn')) drawn.remove();
  });
}

// Arrows move from tab to tab.
document.addEventListener('keydown', (event) => {
  const tab = event.target.closest && event.target.closest('[role=tab]');
  const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
  if (!tab || step === undefined) return;
  const tabs = [...tab.parentElement.querySelectorAll('[role=tab]')].filter(visible);
  const at = tabs.indexOf(tab) + step;
  const next = tabs[step === -Infinity ? 0 : step === Infinity ? tabs.length - 1
    : (at + tabs.length) % tabs.length];
  event.preventDefault();
  next.focus();
  next.click();
});

// Whoever had the focus and is gone or hidden hands it on, so that it never falls to the page: to
// what took its place, in the list that was drawn anew, else to what stands there now.
let last = null;
let trail = [];
document.addEventListener('focusin', (event) => {
  last = event.target;
  trail = [];
  for (let node = last.parentElement; node && node !== document.body; node = node.parentElement) trail.push(node);
});
const control = 'textarea, input, button, select, summary';
const usable = (node) => visible(node) && !node.disabled && node.tabIndex >= 0;
const hand = () => {
  if (!last || document.activeElement !== document.body || visible(last)) return;
  if (document.querySelector('dialog[open]')) return;
  const twin = last.id && document.getElementById(last.id);
  const stop = document.querySelector('#stop, #stop button');
  const place = trail.find(visible) || panel();
  const likes = [...place.querySelectorAll(last.tagName)].filter((node) => usable(node) && node.className === last.className);
  const same = likes.find((node) => node.getAttribute('aria-label') === last.getAttribute('aria-label'));
  const tab = trail.find((node) => node.matches('[role=tabpanel]'));
  const first = [place, visible(tab) ? tab : panel()].map((node) => [...node.querySelectorAll(control)].find(usable));
  const next = [twin, last.closest('#ask, #stop') && stop, same, box(), likes[0], ...first].find(visible);
  if (next) next.focus({ preventScroll: true });
};
new MutationObserver(() => requestAnimationFrame(hand)).observe(document.body, {
  childList: true, subtree: true, attributes: true, attributeFilter: ['class', 'style', 'hidden'],
});

// Gradio's lists of choices let go of the focus when they are left by keyboard: it goes on to the next
// control, and back to what unfolds them with Escape.
document.addEventListener('keydown', (event) => {
  const field = event.target.closest && event.target.closest('.gradio-container input[role=combobox]');
  if (!field || !['Tab', 'Escape'].includes(event.key)) return;
  setTimeout(() => {
    if (document.activeElement !== document.body || !visible(field)) return;
    const all = [...panel().querySelectorAll(control)].filter((node) => node === field || usable(node));
    const next = all[all.indexOf(field) + (event.shiftKey ? -1 : 1)];
    const fold = field.closest('.limits')?.querySelector('button');
    ((event.key === 'Escape' && fold) || next || box() || fold)?.focus();
  });
}, true);

// Escape folds what its button has unfolded; a list that is open closes first.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !event.target.closest || event.target.getAttribute('aria-expanded') === 'true') return;
  const fold = event.target.closest('.block:has(> button.label-wrap.open)')?.querySelector('button.label-wrap');
  if (!fold || event.target.closest('dialog')) return;
  fold.focus();
  fold.click();
}, true);

// Days are chosen in the browser's own field.
const days = () => {
  for (const field of document.querySelectorAll('.day input:not([type=date])')) field.type = 'date';
};
days();
new MutationObserver(days).observe(document.body, { childList: true, subtree: true });
