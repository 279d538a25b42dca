// The page's part of Twofold: starts the program, runs its frames, and does what it is asked for.
// The other scripts of this folder add to `page`; C++ finds it as Module.page.
'use strict';

const page = {
  program: null,       // the emscripten module
  wantsFrame: true,
  isTyping: false,
  start: performance.now(),
  firstBar: 0,         // when the bar began to move, in milliseconds from the start
  firstFrame: 0,       // when the first complete frame was shown, likewise
  frames: 0,
  work: [],            // milliseconds of the last frames on this thread
};

const element = (id) => document.getElementById(id);
const canvas = element('canvas');

page.progress = (share) => {
  if (!page.firstBar) page.firstBar = performance.now();
  element('bar').style.width = `${Math.round(100 * share)}%`;
};

page.progress(0.05);

// One sentence instead of the window.
page.fail = (sentence) => {
  document.body.classList.add('failed');
  element('sentence').textContent = `Twofold cannot open here: ${sentence}.`;
  page.failed = true;
};

// Without WebGL: the window as a picture, below a sentence.
page.showStill = ({ width, height, scale }) => {
  const still = element('still');
  const at = page.withText(page.asked(), (line) =>
    page.program._twofold_still(width, height, scale, line));
  if (!at) return;
  Object.assign(still, { width, height });
  const pixels = new Uint8ClampedArray(page.heap().buffer, at, 4 * width * height);
  still.getContext('2d').putImageData(new ImageData(pixels.slice(), width, height), 0, 0);
};

// Calls a function of the program; what it throws ends the page with a sentence.
page.call = (name, ...rest) => {
  if (page.failed || !page.program) return 0;
  try {
    return page.program[`_${name}`](...rest);
  } catch (error) {
    const isMemory = /memory|allocation/i.test(String(error));
    page.fail(isMemory ? 'there is not enough memory; reload the page and choose a smaller picture'
                       : `it met what it was not made for (${error}); reload the page`);
    return 0;
  }
};

page.withText = (text, use) => {
  if (page.failed || !page.program) return 0;
  const at = page.program.allocateUTF8(text);
  try {
    return use(at);
  } finally {
    page.program._free(at);
  }
};

page.takeText = (at) => {
  if (!at) return '';
  const text = page.program.UTF8ToString(at);
  page.program._free(at);
  return text;
};

// The program's memory; another array after it has grown, which a thread may have made it do.
page.heap = () => (page.memory ? new Uint8Array(page.memory.buffer) : page.program.HEAPU8);

page.say = (sentence, isError) =>
  page.withText(sentence, (at) => page.call('twofold_say', at, isError ? 1 : 0));

// --- size ---

page.size = () => {
  const scale = window.devicePixelRatio || 1;
  return {
    width: Math.max(1, Math.round(canvas.clientWidth * scale)),
    height: Math.max(1, Math.round(canvas.clientHeight * scale)),
    scale,
  };
};

page.resize = () => {
  const { width, height, scale } = page.size();
  if (canvas.width === width && canvas.height === height && page.scale === scale) return;
  canvas.width = width;
  canvas.height = height;
  page.scale = scale;
  page.call('twofold_resize', width, height, scale);
  page.frame();
};

// --- frames ---

page.wake = () => {
  if (page.wantsFrame) return;
  page.wantsFrame = true;
  requestAnimationFrame(page.turn);
};

page.frame = () => {
  const begin = performance.now();
  const answer = page.call('twofold_frame');
  page.work.push(performance.now() - begin);
  if (page.work.length > 5000) page.work.shift();
  page.frames += 1;
  page.isTyping = (answer & 2) !== 0;
  if ((answer & 4) !== 0) page.bringPictures();
  if ((answer & 8) !== 0) page.bringWeights();
  page.afterFrame();
  page.tellSoon();
  return (answer & 1) !== 0;
};

page.turn = () => {
  if (page.failed) return;
  page.wantsFrame = page.frame();
  if (page.wantsFrame) requestAnimationFrame(page.turn);
};

// --- what C++ asks for ---

const cursors = ['default', 'text', 'move', 'ns-resize', 'ew-resize', 'nesw-resize', 'nwse-resize',
  'pointer', 'not-allowed'];
page.setCursor = (index) => { canvas.style.cursor = index < 0 ? 'none' : cursors[index]; };

page.toggleFullScreen = () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
};

page.pastedText = '';
page.copyText = (text) => {
  page.pastedText = text;
  const byHand = () => {
    const field = element('typing');
    field.value = text;
    field.select();
    document.execCommand('copy');
    field.value = '';
    canvas.focus();
  };
  if (navigator.clipboard?.writeText) navigator.clipboard.writeText(text).catch(byHand);
  else byHand();
};

// --- settings: a file of the program's, kept by the browser ---

const settingsPath = '/home/web_user/.config/twofold/settings.json';
page.keepSettings = (path) => {
  try {
    localStorage.setItem('twofold settings', page.program.FS.readFile(path, { encoding: 'utf8' }));
  } catch { /* a browser that keeps nothing: the next start is as the first */ }
};

page.restoreSettings = () => {
  try {
    const kept = localStorage.getItem('twofold settings');
    if (!kept) return;
    page.program.FS.mkdirTree('/home/web_user/.config/twofold');
    page.program.FS.writeFile(settingsPath, kept);
  } catch { /* as above */ }
};

// --- start ---

page.open = (module) => page.opened(module)
  .catch((error) => page.fail(String(error.message ?? error)));

// Starts the program, once it is compiled.
page.started = (module) => new Promise((done, fail) => {
  createTwofold({
    page, mainScriptUrlOrBlob: page.glue, ...(page.memory ? { wasmMemory: page.memory } : {}),
    instantiateWasm: (imports, use) => {
      WebAssembly.instantiate(module, imports).then((instance) => use(instance, module), fail);
      return {};
    },
  }).then(done, fail);
});

page.opened = async (compiled) => {
  const module = await compiled;
  page.progress(0.8);
  page.program = await page.started(module);
  page.progress(0.9);
  page.program.FS.mkdirTree('/pictures');
  page.restoreSettings();
  const { width, height, scale } = page.size();
  Object.assign(canvas, { width, height });
  page.scale = scale;
  const prefers = (query) => matchMedia(`(${query})`).matches;
  const browser = [prefers('prefers-color-scheme: light'), prefers('pointer: coarse'), page.hasCamera,
    prefers('prefers-reduced-motion: reduce')].reduce((bits, one, i) => bits + (one << i), 0);
  const problem = page.takeText(page.call('twofold_start', width, height, scale, browser));
  if (problem) {
    page.showStill(page.size());
    return page.fail(problem.replace(/\.$/, ''));
  }
  await page.go(page.asked());
  let more = true;
  for (let i = 0; i < 8 && more; ++i) more = page.frame();
  document.body.classList.add('open');
  page.firstFrame = performance.now();
  page.listen();
  requestAnimationFrame(page.turn);
  new ResizeObserver(page.resize).observe(canvas);
  page.bringWhole();
  return undefined;
};
