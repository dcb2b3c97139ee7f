// Names: 'entity' shows the page of one, 'open' an article, 'look' looks for names.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.matches('.entity')) trigger('entity', { ...button.dataset });
  if (button.matches('.open')) trigger('open', { ...button.dataset });
  if (button.matches('.look')) trigger('look', {});
});
