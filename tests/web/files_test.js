// Files in and out.
'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { file, launch, on, root } = require('./twofold.js');

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const made = (twofold, type) => twofold.value(async (mime) => {
  const paper = new OffscreenCanvas(120, 80);
  paper.getContext('2d').fillRect(10, 10, 50, 50);
  const bytes = new Uint8Array(await (await paper.convertToBlob({ type: mime })).arrayBuffer());
  return btoa(String.fromCharCode(...bytes));
}, `image/${type}`);

test('pictures are dropped, those too that only the browser reads', () => on(browser, {},
  async (twofold) => {
    await twofold.open();
    for (const type of ['png', 'jpeg', 'webp']) {
      await twofold.drop([{ name: `my ${type}.${type}`, base64: await made(twofold, type) }]);
      assert.match(await twofold.setUp(), new RegExp(`^"my ${type}"`));
    }
  }));

test('a picture is pasted', () => on(browser, {}, async (twofold) => {
  await twofold.open();
  await twofold.value((base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }));
  }, await made(twofold, 'png'));
  await twofold.tab.waitForTimeout(100);
  await twofold.still();
  assert.match(await twofold.setUp(), /^image /);
}));

test('pictures are chosen', () => on(browser, {}, async (twofold) => {
  await twofold.open();
  await twofold.press('Control+o');
  assert(!await twofold.shows('folder path'), 'there are no folders');
  const [chooser] = await Promise.all([twofold.tab.waitForEvent('filechooser'),
    twofold.click('choose files')]);
  await chooser.setFiles([path.join(root, 'assets/images/cat.jpg')]);
  await twofold.tab.waitForTimeout(200);
  await twofold.still();
  assert.match(await twofold.setUp(), /^cat /);
}));

test('bundled pictures come when their list is looked at', () => on(browser, {}, async (twofold) => {
  await twofold.open();
  await twofold.press('Control+o');
  await twofold.tab.waitForFunction(() => [...page.laterPictures].every((name) =>
    page.program.FS.analyzePath(`/assets/images/${name}.jpg`).exists));
  await twofold.still();
  await twofold.click('bridge');
  assert.match(await twofold.setUp(), /^bridge /);
}));

test('a file that is no picture is a sentence, and nothing is lost', () => on(browser, {},
  async (twofold) => {
    await twofold.open();
    const before = await twofold.setUp();
    await twofold.drop([{ name: 'no.txt', text: 'no picture' }]);
    assert.equal(await twofold.setUp(), before);
    assert.match(await twofold.told(), /no\.txt/);
  }));

test('a layer is saved and opened again', () => on(browser, {}, async (twofold) => {
  await twofold.open(`${file}#citrus+m3+k5`);
  await twofold.press('Control+s');
  assert(!await twofold.shows('save path'), 'there are no paths');
  const { name, bytes } = await twofold.downloaded(() => twofold.click('save now'));
  assert.equal(name, 'citrus.json');
  await twofold.open(file);
  await twofold.drop([{ name, text: bytes.toString() }]);
  assert.match(await twofold.setUp(), /m3 k5/);
}));

test('an export is one ZIP that holds what the desktop writes', () => on(browser, {},
  async (twofold) => {
    await twofold.open(`${file}#citrus+m2`);
    await twofold.press('Control+s');
    const { name, bytes } = await twofold.downloaded(() => twofold.click('export now'));
    assert.equal(name, 'citrus-twofold.zip');
    const zip = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'twofold-web-')), name);
    fs.writeFileSync(zip, bytes);
    const read = 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; ' +
      'print("\\n".join(z.namelist()))';
    const names = execFileSync('python3', ['-c', read, zip], { encoding: 'utf8' });
    fs.rmSync(path.dirname(zip), { recursive: true });
    for (const wanted of ['window.png', 'layer.json', 'cost.json', 'depthwise_05.png']) {
      assert(names.includes(`/${wanted}\n`), `${wanted} among ${names}`);
    }
  }));

test('the network runs on the picture, once its weights have come', () => on(browser, {},
  async (twofold) => {
    await twofold.open();
    await twofold.value(() => page.bringWeights());
    await twofold.still();
    assert.doesNotMatch(await twofold.told(), /did not come/);
  }));
