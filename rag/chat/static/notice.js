// A short message may offer to 'undo' what it tells; who works by keyboard is led there, and back to the list.
const visible = (node) => node && node.getClientRects().length > 0;
const list = () => document.querySelector('#listing');
let keyboard = false;
document.addEventListener('keydown', () => { keyboard = true; }, true);
document.addEventListener('pointerdown', () => { keyboard = false; }, true);
const back = () => {
  const first = [...(list()?.querySelectorAll('input.one, select, button') || [])].find((node) => visible(node) && !node.disabled);
  if (first) first.focus({ preventScroll: true });
};
watch('value', () => requestAnimationFrame(() => {
  const undo = element.querySelector('button[data-undo]');
  if (undo && keyboard && visible(list())) undo.focus({ preventScroll: true });
}));
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-undo]');
  if (!button) return;
  trigger('undo', { ids: button.dataset.undo.split(' ') });
  if (keyboard) back();
});
element.addEventListener('animationend', () => {
  if (element.contains(document.activeElement)) back();
});
