// The limits in force, each with a cross that tells the server to 'drop' it.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-drop]');
  if (button) trigger('drop', { which: button.dataset.drop });
});
