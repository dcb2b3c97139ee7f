// What became of files; where much of a folder would go, a button lets it go: 'agree'.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button.confirm');
  if (!button) return;
  button.disabled = true;
  trigger('agree', { ...button.dataset });
});
