// Names that limit a question: the value keeps them, 'complete' asks what one that is being typed may
// become, 'pick' chooses one. The field and its options are drawn beside; keys as in any such list.
const field = () => document.getElementById(`${props.prefix}-name`);
const place = () => document.getElementById(`${props.prefix}-name-options`);
const options = () => [...(place()?.querySelectorAll('[role=option]') || [])];
let open = false;
const typed = () => field().value.trim();
const told = () => place()?.querySelector('ul')?.dataset.typed; // what the options shown are of
const draw = () => {
  const input = field();
  if (!input) return;
  input.toggleAttribute('data-open', open); // on the field, since Gradio writes its places anew
  input.setAttribute('aria-expanded', String(open && options().length > 0));
  const active = open && options().find((one) => one.getAttribute('aria-selected') === 'true');
  if (active) input.setAttribute('aria-activedescendant', active.id);
  else input.removeAttribute('aria-activedescendant');
};
const mark = (at) => {
  options().forEach((one, n) => {
    one.id = `${props.prefix}-name-${n}`;
    one.setAttribute('aria-selected', String(n === at));
    if (n === at) one.scrollIntoView({ block: 'nearest' });
  });
  draw();
};
const show = (yes) => { open = yes; draw(); };
const ask = () => {
  show(true);
  if (typed() !== told()) trigger('complete', { typed: typed() });
};
let drawnFor = null; // what the options were of when one was marked last
const pick = (what) => {
  drawnFor = null;
  trigger('pick', what);
  field().value = '';
  show(false);
};
let waiting = 0;
document.addEventListener('input', (event) => {
  if (event.target !== field()) return;
  clearTimeout(waiting);
  waiting = setTimeout(ask, 120);
});
document.addEventListener('focusin', (event) => {
  if (event.target === field()) ask();
  else if (open && !place().contains(event.target)) show(false);
});
document.addEventListener('pointerdown', (event) => {
  const option = event.target.closest('[role=option]');
  if (option && place()?.contains(option)) {
    event.preventDefault(); // the field keeps the focus
    pick({ ...option.dataset });
  } else if (event.target === field()) ask();
  else if (open && !place()?.contains(event.target)) show(false);
});
document.addEventListener('keydown', (event) => {
  if (event.target !== field() || event.isComposing) return;
  const all = options();
  const at = all.findIndex((one) => one.getAttribute('aria-selected') === 'true');
  if (event.key === 'Enter') {
    event.preventDefault();
    clearTimeout(waiting);
    // Options of what was typed before it went on are not what is meant.
    if (open && at >= 0 && typed() === told()) pick({ ...all[at].dataset });
    else if (typed()) pick({ typed: typed() });
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    if (!open) ask();
    else if (event.key === 'ArrowDown') mark((at + 1) % all.length);
    else mark((at > 0 ? at : all.length) - 1);
  } else if (event.key === 'Escape' && open) {
    event.stopPropagation();
    clearTimeout(waiting); // else what is asked for late opens the list again
    show(false);
  }
});
// The first option is what Enter chooses, once something is typed. Options may come late.
const drawn = new MutationObserver(() => {
  if (!open || !field() || told() === drawnFor) return;
  drawnFor = told();
  mark(typed() ? 0 : -1);
  if (drawnFor !== undefined) ask();
});
const begin = () => { // the parts of the page come in any order
  if (place()) drawn.observe(place(), { childList: true, subtree: true });
  else setTimeout(begin, 200);
};
begin();
