// The last conversations of this browser: kept in it and nowhere else; each reopened, renamed, removed.
const STORE = 'hemeroteca.talks';
const CURRENT = 'hemeroteca.talk.id';
const MOST = 20;
const load = () => {
  try {
    const talks = JSON.parse(localStorage.getItem(STORE) || '[]');
    return Array.isArray(talks) ? talks.filter((talk) => talk && talk.id && talk.talk) : [];
  } catch {
    return [];
  }
};
const save = (talks) => {
  // What does not fit goes, the oldest first.
  for (let kept = talks.slice(0, MOST); ; kept = kept.slice(0, -1)) {
    try {
      localStorage.setItem(STORE, JSON.stringify(kept));
      return;
    } catch {
      if (!kept.length) return;
    }
  }
};
const turnsOf = (value) => {
  try {
    return JSON.parse(value || '{}').turns || [];
  } catch {
    return [];
  }
};
const words = () => element.querySelector('.history')?.dataset || {};
const button = (className, label, name) => {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.textContent = label;
  made.setAttribute('aria-label', `${label}: ${name}`);
  return made;
};
const draw = () => {
  const list = element.querySelector('.history ul');
  if (!list) return;
  const talks = load();
  list.replaceChildren(...talks.map((talk) => {
    const item = document.createElement('li');
    item.dataset.id = talk.id;
    const open = button('reopen', talk.name, words().open);
    open.setAttribute('aria-label', `${words().open}: ${talk.name}`);
    if (talk.id === sessionStorage.getItem(CURRENT)) item.setAttribute('aria-current', 'true');
    const when = document.createElement('time');
    when.dateTime = talk.when;
    when.textContent = new Date(talk.when).toLocaleString(document.documentElement.lang, {
      dateStyle: 'medium', timeStyle: 'short',
    });
    item.append(open, when, button('rename', words().rename, talk.name),
      button('forget', words().forget, talk.name));
    return item;
  }));
};
document.addEventListener('hemeroteca.talk', (event) => {
  const value = event.detail;
  const turns = turnsOf(value);
  if (!turns.length) {
    sessionStorage.removeItem(CURRENT);
    return draw();
  }
  const id = sessionStorage.getItem(CURRENT) || crypto.randomUUID();
  sessionStorage.setItem(CURRENT, id);
  const talks = load();
  const known = talks.find((talk) => talk.id === id);
  if (known && known.talk === value) return draw();
  const name = known ? known.name : turns[0].answer.question.trim().slice(0, 120);
  const rest = talks.filter((talk) => talk.id !== id);
  save([{ id, name, when: new Date().toISOString(), talk: value }, ...rest]);
  draw();
});
element.addEventListener('click', (event) => {
  const pressed = event.target.closest('li button');
  if (!pressed) return;
  const { id } = pressed.closest('li').dataset;
  const talks = load();
  const talk = talks.find((one) => one.id === id);
  if (!talk) return draw();
  if (pressed.matches('.reopen')) {
    sessionStorage.setItem(CURRENT, id);
    element.querySelector('details').open = false;
    document.dispatchEvent(new CustomEvent('hemeroteca.reopen', { detail: talk.talk }));
    document.querySelector('#question textarea')?.focus();
  }
  if (pressed.matches('.rename')) {
    const name = window.prompt(words().newname, talk.name);
    if (name && name.trim()) talk.name = name.trim().slice(0, 120);
    save(talks);
  }
  const at = talks.indexOf(talk);
  if (pressed.matches('.forget')) save(talks.filter((one) => one.id !== id));
  draw();
  if (pressed.matches('.reopen')) return undefined;
  // The buttons are made anew; the keyboard goes on where it was, or with the next conversation.
  const items = element.querySelectorAll('.history li');
  const next = items[Math.min(at, items.length - 1)];
  (next ? next.querySelector(`.${pressed.className}`) : document.querySelector('#question textarea'))?.focus();
});
watch('value', draw);
draw();
