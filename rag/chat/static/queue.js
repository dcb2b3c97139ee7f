// The place in the queue: Gradio draws it over this line in English, and the page says it here.
const line = element.parentElement.closest('.queue');
const messages = () => props.messages[document.documentElement.lang] || props.messages.es;
const say = (text) => {
  const place = element.querySelector('p');
  if (place.textContent !== text) place.textContent = text;
};
let refused = false; // that it was is said until something is asked again
let asking = false;
const look = () => {
  const drawn = line.querySelector('.progress-text');
  if (drawn && !asking) refused = false;
  asking = drawn !== null;
  if (refused) return;
  const progress = drawn ? drawn.textContent : '';
  const [, rank, spent, all] = /queue: (\d+)\/\d+ \|\s*([\d.]+)(?:\/([\d.]+))?s/.exec(progress) || [];
  if (!(spent >= 1)) return say(''); // who waits no longer needs no telling
  const place = rank > 1 ? messages().ahead.replace('{ahead}', rank - 1) : messages().next;
  // By fives, so that screen readers do not count the seconds.
  const left = Math.ceil((all - spent) / 5) * 5;
  say(left > 0 ? `${place} ${messages().left.replace('{seconds}', left)}` : place);
};
new MutationObserver(look).observe(line, { childList: true, subtree: true, characterData: true });
document.addEventListener('hemeroteca.full', () => {
  refused = line.offsetParent !== null; // of the tab that is open
  if (refused) say(messages().full);
});
