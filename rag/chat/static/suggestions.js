// Questions to be asked with one click: 'suggested'; and how to begin: 'sample', or the archive's tab.
// Those that follow an answer are copied to its end, where they move nothing that is being read.
const copy = () => {
  const made = document.querySelector('#examples .suggestions');
  const place = made && document.querySelector(`#turns .next[data-turn="${made.dataset.turn}"]`);
  if (place) place.replaceChildren(made.cloneNode(true));
};
// Those to begin with come one by one; more are asked for until there are no more, unless a question came first.
const more = () => {
  const known = document.querySelectorAll('#examples button.suggested').length;
  const soon = element.querySelector('.soon[data-asked]');
  const late = element.querySelector('.suggestions[data-turn="0"]') && document.querySelector('#turns .turn:not(.waiting)');
  if (soon || late) trigger('more', { known, asked: soon ? soon.dataset.asked : 0 });
};
watch('value', () => requestAnimationFrame(() => { copy(); more(); }));
document.addEventListener('hemeroteca.turns', () => requestAnimationFrame(copy));
document.addEventListener('click', (event) => {
  const button = event.target.closest('#examples button.suggested, #turns .next button.suggested');
  if (button) trigger('suggested', { question: button.textContent });
});
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.begin === 'sample') trigger('sample', {});
  if (button.dataset.begin === 'files') {
    document.querySelector('[role=tab][data-tab-id=archive]')?.click();
    setTimeout(() => document.querySelector('#upload .drop input')?.focus(), 300);
  }
});
