// Where the program's bytes come from: out of the page itself, or from the server it came from.
'use strict';

// The bytes of an element that assemble.py has made (base64, of gzip where it says so), as the body
// of an answer: a program is compiled while it comes out of it.
page.unpacked = async (name) => {
  const holder = element(`packed-${name}`);
  const packed = await fetch(`data:application/octet-stream;base64,${holder.textContent}`);
  holder.remove();
  const headers = { 'Content-Type': 'application/wasm' };
  if (holder.dataset.packed !== 'gzip') return new Response(packed.body, { headers });
  if (!('DecompressionStream' in window)) {
    return new Response(inflate(new Uint8Array(await packed.arrayBuffer())), { headers });
  }
  return new Response(packed.body.pipeThrough(new DecompressionStream('gzip')), { headers });
};

// Moves the bar by what has come of `length` bytes.
const watch = async (response, length) => {
  const reader = response.body.getReader();
  let come = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    come += part.value.length;
    page.progress(0.1 + 0.6 * Math.min(1, come / length));
  }
};

// The program of an answer. A web space may not know what a .wasm is, and says something else of it.
page.compiled = async (answer, length) => {
  const response = await answer;
  if (!response.ok) throw new Error(`the server answers ${response.status}`);
  if (length) watch(response.clone(), length).catch(() => {});
  const isKnown = response.headers.get('Content-Type')?.startsWith('application/wasm');
  return WebAssembly.compileStreaming(isKnown ? response
    : new Response(response.body, { headers: { 'Content-Type': 'application/wasm' } }));
};

// Opens out of the page itself.
page.openPacked = () => page.open(page.compiled(page.unpacked('wasm')));

// Opens from a server, which has programs of these lengths; by the one with threads where the page
// may have some.
page.openFrom = (lengths) => {
  const hasThreads = 'twofold-threads' in lengths && window.crossOriginIsolated;
  const name = hasThreads ? 'twofold-threads' : 'twofold';
  // Shared by the threads; the sizes are those that the program is linked with, in 64 KiB.
  if (hasThreads) {
    page.memory = new WebAssembly.Memory({ initial: 1024, maximum: 32768, shared: true });
  }
  const program = page.compiled(fetch(`${name}.wasm`), lengths[name]);
  page.glue = new URL(`${name}.js`, location.href).href;  // for its threads
  const glue = document.createElement('script');
  glue.src = page.glue;
  const loaded = new Promise((done, fail) => {
    glue.onload = done;
    glue.onerror = () => fail(new Error(`the server has no ${name}.js`));
  });
  document.head.append(glue);
  page.open(Promise.all([program, loaded]).then(([module]) => module));
};
