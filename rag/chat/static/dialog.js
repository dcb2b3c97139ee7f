// A whole article over the page, scrolled to the place that was cited; 'correct' changes what is known of it.
watch('value', () => {
  const dialog = element.querySelector('dialog');
  if (!dialog || dialog.open) return;
  dialog.showModal();
  const mark = dialog.querySelector('.pagebox') || dialog.querySelector('mark');
  if (mark) mark.scrollIntoView({ block: 'center' });
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
});
// What is unfolded at the window's foot is brought into sight.
element.addEventListener('toggle', (event) => {
  if (event.target.matches('.correct[open]')) event.target.scrollIntoView({ block: 'end' });
}, true);
element.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('.correction')) return;
  event.preventDefault();
  const { title, date, source } = form.elements;
  trigger('correct', {
    document: form.dataset.document, title: title.value, date: date.value, source: source.value,
  });
  element.querySelector('dialog').close();
});
