// Files chosen or dropped, read by the browser and 'send' to the server with the request itself.
const say = (text) => {
  const status = element.querySelector('.status');
  if (status) status.textContent = text;
};
const base64 = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
  reader.onerror = () => reject(file);
  reader.readAsDataURL(file);
});
const read = (suffixes, name) => suffixes.some((suffix) => name.toLowerCase().endsWith(suffix));
// Every file below a dropped folder but the hidden ones, one folder after the other.
const inside = async (folder) => {
  const found = [];
  const pending = [folder];
  while (pending.length && found.length <= 5000) {
    const entry = pending.pop();
    if (entry.isFile) {
      found.push(await new Promise((done, failed) => entry.file(done, failed)));
      continue;
    }
    const reader = entry.createReader();
    let some;
    do {
      some = await new Promise((done, failed) => reader.readEntries(done, failed));
      pending.push(...some.filter((one) => !one.name.startsWith('.')));
    } while (some.length);
  }
  return found;
};
// 'found' lay in folders: of those that are of kinds that are not read, the name is sent alone.
const send = async (chosen, found = []) => {
  const zone = element.querySelector('.drop');
  const suffixes = zone.querySelector('input').accept.split(',');
  const files = [...chosen, ...found.filter((file) => read(suffixes, file.name))];
  const unread = found.filter((file) => !read(suffixes, file.name));
  if (!files.length && !unread.length) return;
  if (files.length > Number(zone.dataset.most)) return say(zone.dataset.many);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > Number(zone.dataset.bytes)) return say(zone.dataset.large);
  say('');
  try {
    const sent = await Promise.all(files.map(async (file) => (
      { name: file.name, data: file.size ? await base64(file) : '' }
    )));
    const named = unread.map((file) => ({ name: file.name, data: '', unread: true }));
    trigger('send', { files: [...sent, ...named] });
  } catch (file) {
    say(zone.dataset.unreadable.replace('{name}', file.name || ''));
  }
};
element.addEventListener('change', (event) => {
  if (!event.target.matches('input[type=file]')) return;
  const chosen = [...event.target.files];
  const whole = event.target.webkitdirectory; // hidden files of a folder are nobody's articles
  const found = whole ? chosen.filter((file) => !file.webkitRelativePath.includes('/.')) : [];
  send(whole ? [] : chosen, found).finally(() => { event.target.value = ''; });
});
element.addEventListener('dragover', (event) => event.preventDefault());
element.addEventListener('drop', (event) => {
  event.preventDefault();
  // Asked for at once: after a wait the browser has forgotten what was dropped.
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry());
  const folders = entries.filter((entry) => entry && entry.isDirectory);
  const files = [...event.dataTransfer.files].filter((file, i) => !entries[i]?.isDirectory);
  Promise.all(folders.map(inside))
    .then((found) => send(files, found.flat()))
    .catch(() => say(element.querySelector('.drop').dataset.unreadable.replace('{name}', '')));
});
