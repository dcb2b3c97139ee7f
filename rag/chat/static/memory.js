// The tab keeps its own conversation, so a reload or another server finds it again: 'restore'.
const TALK = 'hemeroteca.talk';
const keep = () => {
  try {
    sessionStorage.setItem(TALK, props.value || '');
  } catch {
    sessionStorage.removeItem(TALK); // full: better none than half of one
  }
};
const tell = () => document.dispatchEvent(
  new CustomEvent('hemeroteca.talk', { detail: props.value || '' }),
);
watch('value', keep);
watch('value', tell);
const kept = sessionStorage.getItem(TALK);
const language = window.hemeroteca.language(props.messages);
if (kept || (language && language !== props.begins)) {
  // Once the page has taken its first values, which would put ours away.
  setTimeout(() => {
    if (kept) props.value = kept;
    trigger('restore', { talk: kept || '', language });
  }, 300);
}

// A conversation that was kept in the list is taken up again.
document.addEventListener('hemeroteca.reopen', (event) => {
  props.value = event.detail;
  keep();
  trigger('restore', { talk: event.detail, language: document.documentElement.lang });
});

// The question being written outlives a reload too.
const DRAFT = 'hemeroteca.draft';
const box = () => document.querySelector('#question textarea');
const draft = sessionStorage.getItem(DRAFT);
setTimeout(() => {
  const empty = box();
  if (!draft || !empty || empty.value) return;
  empty.value = draft;
  empty.dispatchEvent(new Event('input', { bubbles: true }));
}, 600);
document.addEventListener('input', (event) => {
  if (event.target === box()) sessionStorage.setItem(DRAFT, event.target.value);
});
watch('value', () => sessionStorage.removeItem(DRAFT)); // answered

// Gradio tells these two things in English only.
const THEIRS = { lost: 'Connection to the server was lost', full: 'application is currently busy' };
new MutationObserver(() => {
  const ours = props.messages[document.documentElement.lang] || props.messages.es;
  for (const toast of document.querySelectorAll('.toast-message-text, [data-testid=toast-text]')) {
    for (const [what, text] of Object.entries(THEIRS)) {
      if (!toast.textContent.includes(text)) continue;
      toast.textContent = ours[what];
      if (what === 'full') document.dispatchEvent(new Event('hemeroteca.full'));
    }
  }
}).observe(document.body, { childList: true, subtree: true });
