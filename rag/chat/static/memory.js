// The tab keeps its own conversation, so a reload or another server finds it again: 'restore'.
const TALK = 'hemeroteca.talk';
const LANGUAGE = 'hemeroteca.language';
const keep = () => {
  try {
    sessionStorage.setItem(TALK, props.value || '');
  } catch {
    sessionStorage.removeItem(TALK); // full: better none than half of one
  }
};
watch('value', keep);
const kept = sessionStorage.getItem(TALK);
const language = localStorage.getItem(LANGUAGE);
if (kept || language) {
  // Once the page has taken its first values, which would put ours away.
  setTimeout(() => {
    if (kept) props.value = kept;
    trigger('restore', { talk: kept || '', language: language || '' });
  }, 300);
}
