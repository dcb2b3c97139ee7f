// A whole article over the page, scrolled to the place that was cited.
watch('value', () => {
  const dialog = element.querySelector('dialog');
  if (!dialog || dialog.open) return;
  dialog.showModal();
  const mark = dialog.querySelector('.pagebox') || dialog.querySelector('mark');
  if (mark) mark.scrollIntoView({ block: 'center' });
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
});
