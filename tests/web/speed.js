// Times the page's engine against TensorFlow.js's wasm backend, in one page of one browser, in
// turn: node tests/web/speed.js [ROUNDS]. A program and no test: what it says depends on the machine.
'use strict';

const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { folder, launch } = require('./twofold.js');

const modules = path.join(__dirname, 'node_modules/@tensorflow');
const kFiles = {
  '/tf-core.js': path.join(modules, 'tfjs-core/dist/tf-core.min.js'),
  '/tf-cpu.js': path.join(modules, 'tfjs-backend-cpu/dist/tf-backend-cpu.min.js'),
  '/tf-wasm.js': path.join(modules, 'tfjs-backend-wasm/dist/tf-backend-wasm.min.js'),
  '/tfjs-backend-wasm.wasm': path.join(modules, 'tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'),
  '/tfjs-backend-wasm-simd.wasm':
    path.join(modules, 'tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm'),
  '/speed.js': path.join(folder, 'tests/twofold_speed.js'),
  '/twofold_speed.wasm': path.join(folder, 'tests/twofold_speed.wasm'),
};
const kPage = `<!DOCTYPE html><title>speed</title>${['tf-core', 'tf-cpu', 'tf-wasm', 'speed']
  .map((name) => `<script src="${name}.js"></script>`).join('')}`;

const kLayers = [  // what a picture or a network asks for, and how much faster it is to be
  { name: '320x211 picture, m4 o8', shape: [211, 320, 3], m: 4, o: 8, wanted: 2.8 },
  { name: '320x211 picture, m4 o8, z delivered', shape: [211, 320, 3], m: 4, o: 8, z: 1, wanted: 2 },
  { name: '1280x844 picture, m4 o8', shape: [844, 1280, 3], m: 4, o: 8, wanted: 2.8 },
  { name: '1280x844 picture, m4 o8, z delivered', shape: [844, 1280, 3], m: 4, o: 8, z: 1, wanted: 2 },
  { name: '56x56x128 layer, m1 o128', shape: [56, 56, 128], m: 1, o: 128, wanted: 1.2 },
  { name: '28x28x256 layer, m1 o256', shape: [28, 28, 256], m: 1, o: 256, wanted: 1.2 },
];

// In the page: the median of the time of a run of both, in milliseconds, and how they differ.
async function timeBoth({ shape, m, o, z, rounds }) {
  const [height, width, channels] = shape;
  const ours = window.speedModule ??= await createSpeed();
  if (!window.isReady) {
    tf.wasm.setThreadsCount(1);
    await tf.setBackend('wasm');
    await tf.ready();
    window.isReady = true;
  }
  ours._speed_begin(height, width, channels, m, o, z ? 1 : 0);
  const floats = (at, count) => Float32Array.from(ours.HEAPF32.subarray(at >> 2, (at >> 2) + count));
  const x = tf.tensor4d(floats(ours._speed_x(), height * width * channels), [1, ...shape]);
  const d = tf.tensor4d(floats(ours._speed_depthwise(), 9 * channels * m), [3, 3, channels, m]);
  const p = tf.tensor4d(floats(ours._speed_pointwise(), channels * m * o), [1, 1, channels * m, o]);
  const theirs = () => tf.tidy(() => tf.separableConv2d(x, d, p, 1, 'same'));
  ours._speed_run();
  const y = theirs();
  const [got, want] = [floats(ours._speed_y(), height * width * o), await y.data()];
  y.dispose();
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < want.length; ++i) {
    difference = Math.max(difference, Math.abs(got[i] - want[i]));
    largest = Math.max(largest, Math.abs(want[i]));
  }
  // Browsers round their clock: a sample is as many runs as take 20 ms.
  const sample = (run, runs) => {
    const begin = performance.now();
    for (let i = 0; i < runs; ++i) run();
    return (performance.now() - begin) / runs;
  };
  const runOurs = () => ours._speed_run();
  const runTheirs = () => theirs().dispose();
  const batch = (run) => Math.max(1, Math.ceil(20 / Math.max(0.05, sample(run, 3))));
  const [a, b] = [batch(runOurs), batch(runTheirs)];
  const times = { ours: [], theirs: [] };
  for (let i = 0; i < rounds; ++i) {
    times.ours.push(sample(runOurs, a));
    times.theirs.push(sample(runTheirs, b));
  }
  [x, d, p].forEach((tensor) => tensor.dispose());
  const median = (list) => list.sort((one, other) => one - other)[list.length >> 1];
  return { ours: median(times.ours), theirs: median(times.theirs), difference: difference / largest };
}

async function main() {
  const rounds = Number(process.argv[2] ?? 15);
  const server = http.createServer((request, answer) => {
    const file = kFiles[request.url];
    if (request.url === '/') answer.setHeader('Content-Type', 'text/html').end(kPage);
    else if (!file) answer.writeHead(404).end();
    else {
      answer.setHeader('Content-Type', file.endsWith('.wasm') ? 'application/wasm' : 'text/javascript');
      answer.end(fs.readFileSync(file));
    }
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  const browser = await launch();
  const tab = await browser.newPage();
  await tab.goto(`http://127.0.0.1:${server.address().port}/`);
  console.log(`${'layer'.padEnd(40)} Twofold   TF.js    times  wanted  difference`);
  for (const layer of kLayers) {
    const { ours, theirs, difference } = await tab.evaluate(timeBoth, { ...layer, rounds });
    console.log(`${layer.name.padEnd(40)} ${ours.toFixed(3).padStart(7)} ` +
      `${theirs.toFixed(3).padStart(7)} ${(theirs / ours).toFixed(2).padStart(8)} ` +
      `${String(layer.wanted).padStart(7)} ${difference.toExponential(1).padStart(11)}`);
  }
  await browser.close();
  server.close();
}

main();
