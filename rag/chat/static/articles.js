// The list of articles: 'open' one, 'leaf' to another page, 'remove' the chosen or let a model
// 'write' over them, 'undo' and 'purge'.
// What is chosen are ids, whatever page or filter shows them; the boxes only show it.
const chosen = new Map(); // id → title
const boxes = () => [...element.querySelectorAll('input.one')];
const show = () => {
  for (const box of boxes()) {
    box.checked = chosen.has(box.value);
    box.closest('tr').classList.toggle('chosen', box.checked);
  }
  const all = element.querySelector('input.all');
  if (all) all.checked = boxes().length > 0 && boxes().every((box) => box.checked);
  for (const write of element.querySelectorAll('button.write')) {
    write.disabled = chosen.size < (write.dataset.write === 'comparison' ? 2 : 1);
  }
  const button = element.querySelector('button.remove');
  if (!button) return;
  button.disabled = chosen.size === 0;
  button.querySelector('.size').textContent = chosen.size ? ` (${chosen.size})` : '';
};
const choose = (box, on) => {
  if (on) chosen.set(box.value, box.dataset.title);
  else chosen.delete(box.value);
};
watch('value', show);
element.addEventListener('change', (event) => {
  if (event.target.matches('input.all')) {
    for (const box of boxes()) choose(box, event.target.checked);
  }
  if (event.target.matches('input.one')) choose(event.target, event.target.checked);
  if (event.target.matches('select.order')) trigger('leaf', { page: '1', order: event.target.value });
  show();
});
const SHOWN = 10;
// What is written stands below the list, and comes into sight as it begins.
const follow = () => {
  const place = document.querySelector('#written');
  const begun = new MutationObserver(() => {
    if (!place.querySelector('.turn')) return;
    begun.disconnect();
    place.scrollIntoView({ block: 'start' });
  });
  if (place) begun.observe(place, { childList: true, subtree: true });
};
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  const data = button.dataset;
  if (button.matches('.open')) trigger('open', { ...data });
  if (data.page) {
    trigger('leaf', { page: data.page });
    if (button.closest('.foot')) document.querySelector('#archive-title')?.scrollIntoView();
  }
  if (data.write) {
    trigger('write', { kind: data.write, ids: [...chosen.keys()] });
    follow();
  }
  if (data.undo) trigger('undo', { ids: data.undo.split(' ') });
  if (button.matches('.purge') && window.confirm(data.confirm)) trigger('purge', {});
  if (button.matches('.remove')) {
    const titles = [...chosen.values()];
    const lines = titles.slice(0, SHOWN).map((title) => `– ${title}`);
    if (titles.length > SHOWN) lines.push(data.more.replace('{count}', titles.length - SHOWN));
    const question = data.confirm.replace('{count}', titles.length);
    if (window.confirm([question, '', ...lines].join('\n'))) {
      const ids = [...chosen.keys()];
      chosen.clear();
      trigger('remove', { ids });
    }
  }
});
