// The menu of theme, size of text and language; the first two are the browser's own and kept in it.
const SIZES = { normal: '', large: '115%', larger: '130%' };
const system = window.matchMedia('(prefers-color-scheme: dark)');
const kept = (name) => localStorage.getItem(`hemeroteca.${name}`);
const apply = () => {
  const theme = kept('theme') || 'auto';
  document.body.classList.toggle('dark', theme === 'auto' ? system.matches : theme === 'dark');
  document.documentElement.style.fontSize = SIZES[kept('size')] || '';
};
const button = () => element.querySelector('button.menu');
const panel = () => document.querySelector('#menu-panel');
const check = () => {
  for (const input of panel()?.querySelectorAll('#looks input') || []) {
    const first = panel().querySelector(`#looks input[name=${input.name}]`).value;
    input.checked = input.value === (kept(input.name) || first);
  }
};
let stays = false; // open, when another language brings the button anew
const open = (on) => {
  if (!on) stays = false;
  if (!button() || (button().getAttribute('aria-expanded') === 'true') === on) return;
  button().setAttribute('aria-expanded', String(on));
  check();
};
element.addEventListener('click', (event) => {
  if (event.target.closest('button.menu')) open(button().getAttribute('aria-expanded') !== 'true');
});
document.addEventListener('click', (event) => {
  if (!event.target.closest('#menu')) open(false);
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || button()?.getAttribute('aria-expanded') !== 'true') return;
  open(false);
  button().focus();
});
document.addEventListener('change', (event) => {
  if (!event.target.closest('#looks')) return;
  localStorage.setItem(`hemeroteca.${event.target.name}`, event.target.value);
  apply();
});
system.addEventListener('change', apply);
apply();
document.addEventListener('change', (event) => { stays = Boolean(event.target.closest('#language')); });
watch('value', () => setTimeout(() => {
  if (stays) open(true);
  stays = false;
  check();
}));
