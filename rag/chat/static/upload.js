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
const send = async (chosen) => {
  const files = [...chosen];
  const zone = element.querySelector('.drop');
  if (!files.length) return;
  if (files.length > Number(zone.dataset.most)) return say(zone.dataset.many);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > Number(zone.dataset.bytes)) return say(zone.dataset.large);
  say('');
  try {
    const sent = await Promise.all(files.map(async (file) => (
      { name: file.name, data: file.size ? await base64(file) : '' }
    )));
    trigger('send', { files: sent });
  } catch (file) {
    say(zone.dataset.unreadable.replace('{name}', file.name || ''));
  }
};
// Of a folder, what the archive can read; whatever else lies there is nobody's mistake.
const readable = (files) => {
  const accepted = element.querySelector('.drop input').accept.split(',');
  return files.filter((file) => accepted.some((end) => file.name.toLowerCase().endsWith(end)));
};
element.addEventListener('change', (event) => {
  if (!event.target.matches('input[type=file]')) return;
  const chosen = [...event.target.files];
  const files = event.target.webkitdirectory ? readable(chosen) : chosen;
  send(files).finally(() => { event.target.value = ''; });
});
const filesUnder = async (entry) => {
  if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  const reader = entry.createReader();
  const files = [];
  for (;;) { // a folder gives its entries by the hundred
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!entries.length) return files;
    for (const inner of entries) files.push(...await filesUnder(inner));
  }
};
const dropped = async (transfer) => {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return [...transfer.files];
  const files = [];
  for (const entry of entries) {
    const inside = await filesUnder(entry);
    files.push(...(entry.isDirectory ? readable(inside) : inside));
  }
  return files;
};
element.addEventListener('dragover', (event) => event.preventDefault());
element.addEventListener('drop', (event) => {
  event.preventDefault();
  dropped(event.dataTransfer).then(send);
});
