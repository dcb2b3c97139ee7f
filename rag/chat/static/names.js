// Names: 'more' of the list, 'entity' shows the page of one, 'open' an article, 'look' looks for names, 'about' limits the
// next question to one.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.matches('.more')) trigger('more', { ...button.dataset });
  if (button.matches('.entity')) trigger('entity', { ...button.dataset });
  if (button.matches('.open')) trigger('open', { ...button.dataset });
  if (button.matches('.look')) trigger('look', {});
  if (button.matches('.about')) {
    trigger('about', { ...button.dataset });
    document.querySelector('[role=tab][data-tab-id=ask]')?.click();
    requestAnimationFrame(() => document.querySelector('#question textarea')?.focus());
  }
});
