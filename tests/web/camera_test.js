// The camera: its pictures run through the lanes, and the last one can be kept.
'use strict';

const assert = require('node:assert');
const { after, before, test } = require('node:test');
const { launch, on, served } = require('./twofold.js');

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('the camera is shown as its pictures come, and the last one is kept', () => served((address) =>
  on(browser, { permissions: ['camera'] }, async (twofold) => {
    await twofold.open(`${address}#citrus+m2+o8`);
    await twofold.tab.keyboard.press('c');
    await twofold.tab.waitForFunction(() => page.liveFrames > 10);
    assert.match(await twofold.setUp(), /^camera m2/, 'the layer stays');
    await twofold.tab.keyboard.press('c');
    await twofold.still();
    const kept = await twofold.value(() => page.liveFrames);
    await twofold.tab.waitForTimeout(300);
    assert.equal(await twofold.value(() => page.liveFrames), kept);
    assert.match(await twofold.setUp(), /^camera m2/);
    await twofold.press('Control+z');
    assert.match(await twofold.told(), /camera|citrus/);
  })));
