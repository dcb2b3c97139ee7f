// A short message may offer to 'undo' what it tells.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-undo]');
  if (!button) return;
  trigger('undo', { ids: button.dataset.undo.split(' ') });
});
