// The window: opens, looks as on the desktop, follows mouse, keys and sizes.
'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { file, folder, launch, on, root } = require('./twofold.js');

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// Shares of the pixels of two PNGs that differ by more than 3 % in some channel, found out by the
// browser: of all, and of those outside the rectangles.
const differences = (twofold, a, b, rectangles) => twofold.value(async ({ pictures, apart }) => {
  const [p, q] = await Promise.all(pictures.map(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes]));
    const paper = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    paper.drawImage(picture, 0, 0);
    return paper.getImageData(0, 0, picture.width, picture.height);
  }));
  if (p.width !== q.width || p.height !== q.height) return { all: 1, outside: 1 };
  const isApart = (x, y) => apart.some((r) =>
    x >= r.x - 2 && x < r.x + r.width + 2 && y >= r.y - 2 && y < r.y + r.height + 2);
  let all = 0;
  let outside = 0;
  for (let i = 0; i < p.data.length; i += 4) {
    if (![0, 1, 2].some((c) => Math.abs(p.data[i + c] - q.data[i + c]) > 8)) continue;
    all += 1;
    if (!isApart((i / 4) % p.width, Math.floor(i / 4 / p.width))) outside += 1;
  }
  return { all: 4 * all / p.data.length, outside: 4 * outside / p.data.length };
}, { pictures: [a, b].map((picture) => picture.toString('base64')), apart: rectangles });

const desktop = [path.join(root, 'build/app/twofold'), '/usr/bin/twofold'].find(fs.existsSync);

test('the first window is that of twofold export', { skip: !desktop && 'no desktop program' },
  () => on(browser, {}, async (twofold) => {
    await twofold.open();
    const shot = await twofold.tab.screenshot({ path: path.join(folder, 'first-window.png') });
    const out = fs.mkdtempSync(path.join(os.tmpdir(), 'twofold-web-'));
    execFileSync(desktop, ['export', 'citrus', '--size', '1280x720', '-o', out]);
    const wanted = fs.readFileSync(path.join(out, 'window.png'));
    fs.rmSync(out, { recursive: true });
    // Letters have softer edges: the page draws them without hints (docs/web.md).
    const letters = (await twofold.drawn()).filter((thing) => !thing.control);
    const off = await differences(twofold, shot, wanted, letters);
    const said = `${(100 * off.all).toFixed(2)} % of the pixels differ, ` +
      `${(100 * off.outside).toFixed(2)} % outside of letters`;
    assert(off.all < 0.025 && off.outside < 0.001, said);
  }));

test('every slider can be dragged, and nothing is drawn while nothing changes',
  () => on(browser, { viewport: { width: 1600, height: 900 } }, async (twofold) => {
    await twofold.open();
    for (const name of ['channel_multiplier', 'out_channels']) {
      const before = await twofold.setUp();
      await twofold.drag(name, 0.1, 0.9);
      assert.notEqual(await twofold.setUp(), before, name);
    }
    await twofold.tab.waitForTimeout(300);
    const frames = await twofold.value(() => page.frames);
    await twofold.tab.waitForTimeout(500);
    assert.equal(await twofold.value(() => page.frames), frames);
  }));

test('small, large and dense windows open', async () => {
  for (const options of [{ viewport: { width: 400, height: 700 } },
    { viewport: { width: 2560, height: 1440 } },
    { viewport: { width: 800, height: 600 }, deviceScaleFactor: 2 }]) {
    await on(browser, options, async (twofold) => {
      await twofold.open();
      assert.equal(await twofold.value(() => document.body.className), 'open');
      await twofold.tab.screenshot({
        path: path.join(folder, `window-${options.viewport.width}.png`) });
    });
  }
});

test('F5 presents and does not reload', () => on(browser, {}, async (twofold) => {
  await twofold.open(`${file}#citrus+m3`);
  const start = await twofold.value(() => page.start);
  await twofold.press('F5');
  assert.equal(await twofold.value(() => page.start), start);
  assert(await twofold.value(() => page.frames) > 0);
}));

test('the look is remembered over a reload, and follows the browser until it is chosen',
  () => on(browser, { colorScheme: 'light' }, async (twofold) => {
    await twofold.open();
    const ground = () => twofold.value(() => {
      const gl = canvas.getContext('webgl2');
      page.frame();
      const pixel = new Uint8Array(4);
      gl.readPixels(2, 2, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
      return pixel[0];
    });
    assert(await ground() > 128, 'light as the browser says');
    await twofold.press('t');
    assert(await ground() < 128, 'dark as chosen');
    await twofold.open();
    assert(await ground() < 128, 'dark as remembered');
  }));

test('without WebGL 2 there is a sentence and a picture', async () => {
  const blind = await launch(['--disable-3d-apis']);
  try {
    await on(blind, {}, async (twofold) => {
      await twofold.open();
      assert.match(await twofold.value(() => element('sentence').textContent), /WebGL/);
      const shown = await twofold.value(() => [...element('still').getContext('2d')
        .getImageData(0, 0, 1280, 720).data.slice(0, 4)]);
      assert.equal(shown[3], 255, 'the window as a picture');
      twofold.problems.length = 0;
    });
  } finally {
    await blind.close();
  }
});

test('text is typed into a field, with accents', () => on(browser, {}, async (twofold) => {
  await twofold.open();
  await twofold.press('Control+k');
  await twofold.tab.waitForFunction(() => page.isTyping);
  await twofold.press('Control+a');
  await twofold.tab.keyboard.insertText('citrus m4 k1 é');
  await twofold.still();
  await twofold.press('Backspace');
  await twofold.press('Enter');
  assert.match(await twofold.setUp(), /m4 k1/);
}));
