// The list of articles: 'open' one, 'leaf' to another page, 'remove' the chosen.
const boxes = () => [...element.querySelectorAll('input.one')];
const chosen = () => boxes().filter((box) => box.checked);
const refresh = () => {
  const button = element.querySelector('button.remove');
  if (button) button.disabled = chosen().length === 0;
};
element.addEventListener('change', (event) => {
  if (event.target.matches('input.all')) {
    for (const box of boxes()) box.checked = event.target.checked;
  }
  refresh();
});
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.matches('.open')) trigger('open', { ...button.dataset });
  if (button.dataset.page) trigger('leaf', { page: button.dataset.page });
  if (button.matches('.remove')) {
    const ids = chosen().map((box) => box.value);
    if (window.confirm(button.dataset.confirm.replace('{count}', ids.length))) {
      trigger('remove', { ids });
    }
  }
});
