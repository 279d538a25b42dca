// Files in, files out. Pictures that the program cannot read the browser reads before it gets them.
'use strict';

page.decoded = [];  // {bytes, bitmap, width, height}

const sameBytes = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

page.decodedPicture = (bytes) => page.decoded.findIndex((known) => sameBytes(known.bytes, bytes));

page.takePixels = (index, to) => {
  const { bitmap, width, height } = page.decoded[index];
  const paper = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  paper.drawImage(bitmap, 0, 0);
  page.heap().set(paper.getImageData(0, 0, width, height).data, to);
};

function needsBrowser(bytes) {
  const at = page.program._malloc(Math.max(1, bytes.length));
  page.heap().set(bytes, at);
  const needs = page.call('twofold_needs_browser', at, bytes.length) !== 0;
  page.program._free(at);
  return needs;
}

async function decode(bytes) {
  if (page.decodedPicture(bytes) >= 0 || !needsBrowser(bytes.slice(0, 1024))) return;
  try {
    const bitmap = await createImageBitmap(new Blob([bytes]), {
      imageOrientation: 'from-image', premultiplyAlpha: 'none', colorSpaceConversion: 'none',
    });
    page.decoded.push({ bytes, bitmap, width: bitmap.width, height: bitmap.height });
  } catch { /* the program says that it cannot be read */ }
}

page.openFiles = async (files) => {
  const paths = [];
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    await decode(bytes);
    const path = `/pictures/${(file.name || 'picture').replace(/[/\0]/g, '_')}`;
    page.program.FS.writeFile(path, bytes);
    paths.push(path);
  }
  for (const path of paths) page.withText(path, (at) => page.call('twofold_open', at));
  page.wake();
};

page.chooseFiles = () => element('files').click();

// --- out ---

function download(name, bytes, type) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// --- a ZIP that stores: pictures are packed already ---

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; ++k) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = crcTable[(c ^ byte) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

// Numbers of 2 or 4 bytes, the lowest first: [[value, bytes], ...].
function numbers(fields) {
  const bytes = [];
  for (const [value, count] of fields) {
    for (let i = 0; i < count; ++i) bytes.push((value >>> (8 * i)) & 0xff);
  }
  return Uint8Array.from(bytes);
}

// files: [{name, bytes}]
page.zip = (files) => {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const path = new TextEncoder().encode(name);
    const size = bytes.length;
    // Version 2.0, UTF-8 names, stored, the first day that ZIP can say.
    const common = [[20, 2], [0x800, 2], [0, 2], [0, 2], [0x21, 2], [crc32(bytes), 4], [size, 4],
      [size, 4], [path.length, 2], [0, 2]];
    const head = numbers([[0x04034b50, 4], ...common]);
    directory.push(numbers([[0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4],
      [offset, 4]]), path);
    parts.push(head, path, bytes);
    offset += head.length + path.length + size;
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const end = numbers([[0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2],
    [length, 4], [offset, 4], [0, 2]]);
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
};

page.handOver = (path) => {
  const { FS } = page.program;
  const name = path.split('/').pop();
  if (!FS.isDir(FS.stat(path).mode)) {
    download(name, FS.readFile(path), 'application/octet-stream');
    return;
  }
  const files = FS.readdir(path).filter((file) => !file.startsWith('.')).map((file) => (
    { name: `${name}/${file}`, bytes: FS.readFile(`${path}/${file}`) }));
  download(`${name}.zip`, page.zip(files), 'application/zip');
};

page.listenToFiles = () => {
  element('files').addEventListener('change', (event) => {
    page.openFiles([...event.target.files]);
    event.target.value = '';
  });
  window.addEventListener('dragover', (event) => event.preventDefault());
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    page.openFiles([...event.dataTransfer.files]);
  });
};
