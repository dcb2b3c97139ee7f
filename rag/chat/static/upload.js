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
element.addEventListener('change', (event) => {
  if (!event.target.matches('input[type=file]')) return;
  send(event.target.files).finally(() => { event.target.value = ''; });
});
element.addEventListener('dragover', (event) => event.preventDefault());
element.addEventListener('drop', (event) => {
  event.preventDefault();
  send(event.dataTransfer.files);
});
