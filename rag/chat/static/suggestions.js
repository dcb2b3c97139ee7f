// Questions to be asked with one click: 'suggested'; and how to begin: 'sample', or the archive's tab.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.matches('.suggested')) trigger('suggested', { question: button.textContent });
  if (button.dataset.begin === 'sample') trigger('sample', {});
  if (button.dataset.begin === 'files') {
    document.querySelector('[role=tab][data-tab-id=archive]')?.click();
    setTimeout(() => document.querySelector('#upload .drop input')?.focus(), 300);
  }
});
