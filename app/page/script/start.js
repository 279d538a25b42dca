// Where the program's bytes come from: out of the page itself, or from the server it came from.
'use strict';

const isGzip = (bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b;

// The bytes of an element that assemble.py has made: base64, of gzip where that makes them less.
page.unpacked = async (name) => {
  const holder = element(`packed-${name}`);
  const packed = Uint8Array.from(atob(holder.textContent), (c) => c.charCodeAt(0));
  holder.remove();
  if (!isGzip(packed)) return packed;
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

// The body of an answer, with the bar in step. Its length is not known where it came compressed.
page.fetched = async (answer) => {
  const response = await answer;
  if (!response.ok) throw new Error(`the server answers ${response.status}`);
  const reader = response.body.getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
    page.progress(0.8 * Math.min(1, length / 3e6));
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
};

// Opens from a server; by the program with threads where the page may have some.
page.openFrom = (hasThreads) => {
  const name = hasThreads && window.crossOriginIsolated ? 'twofold-threads' : 'twofold';
  // Shared by the threads; the sizes are those that the program is linked with, in 64 KiB.
  if (name !== 'twofold') {
    page.memory = new WebAssembly.Memory({ initial: 1024, maximum: 32768, shared: true });
  }
  const wasm = fetch(`${name}.wasm`);
  page.glue = new URL(`${name}.js`, location.href).href;  // for its threads
  const glue = document.createElement('script');
  glue.src = page.glue;
  const loaded = new Promise((done, fail) => {
    glue.onload = done;
    glue.onerror = () => fail(new Error(`the server has no ${name}.js`));
  });
  document.head.append(glue);
  page.open(Promise.all([page.fetched(wasm), loaded]).then(([bytes]) => bytes));
};
