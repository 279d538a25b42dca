// Fingers, on a page that is touched.
'use strict';

const assert = require('node:assert');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { folder, launch, on } = require('./twofold.js');

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// Gives the page touches: [[x, y], ...] of the fingers that are down.
async function fingers(twofold) {
  const session = await twofold.tab.context().newCDPSession(twofold.tab);
  return (type, points) => session.send('Input.dispatchTouchEvent',
    { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
}

test('a finger drags a slider', () => on(browser, { hasTouch: true }, async (twofold) => {
  await twofold.open();
  const touch = await fingers(twofold);
  const at = await twofold.place('channel_multiplier');
  const x = (share) => at.x + 4 + (at.width - 8) * share;
  await touch('touchStart', [[x(0), at.centre[1]]]);
  for (let i = 1; i <= 10; ++i) await touch('touchMove', [[x(i / 10), at.centre[1]]]);
  await touch('touchEnd', []);
  await twofold.still();
  assert.match(await twofold.setUp(), /m16 /);
}));

test('two fingers magnify what is between them', () => on(browser, { hasTouch: true },
  async (twofold) => {
    await twofold.open();
    const touch = await fingers(twofold);
    const [x, y] = (await twofold.place('x0')).centre;
    await touch('touchStart', [[x - 10, y], [x + 10, y]]);
    for (let i = 1; i <= 8; ++i) await touch('touchMove', [[x - 10 - 3 * i, y], [x + 10 + 3 * i, y]]);
    await touch('touchEnd', []);
    await twofold.still();
    await twofold.press('Control+k');
    let copied = '';
    await twofold.tab.exposeFunction('tellCopied', (text) => { copied = text; });
    await twofold.value(() => { page.copyText = (text) => window.tellCopied(text); });
    await twofold.click('link copy');
    assert.match(copied, /seen=[\d.]+,[\d.]+,(?!1\.00)/);
  }));

const phone = { viewport: { width: 400, height: 700 }, deviceScaleFactor: 2, hasTouch: true,
  isMobile: true };

test('where fingers press, controls are 44 pixels high', async () => {
  for (const options of [{ hasTouch: true, isMobile: true }, phone]) {
    await on(browser, options, async (twofold) => {
      await twofold.open();
      for (const name of ['channel_multiplier', 'out_channels']) {
        const { height } = await twofold.place(name);
        assert(height >= 43.5, `${name} is ${height} pixels high`);
      }
    });
  }
});

test('a phone held upright shows one lane, and the others by their names', () => on(browser, phone,
  async (twofold) => {
    await twofold.open();
    await twofold.tab.screenshot({ path: path.join(folder, 'phone.png') });
    const tap = async (name) => {
      await twofold.tab.touchscreen.tap(...(await twofold.place(name)).centre);
      await twofold.still();
    };
    const tabs = async () => (await twofold.drawn()).map(({ name }) => name)
      .filter((name) => name.startsWith('unfold ')).sort();
    const first = await tabs();
    assert.equal(first.length, 3, `all but one of four: ${first}`);
    // What each lane shows has its width.
    for (const [lane, picture] of [['Input', 'wide x0'], ['Fold 1', 'wide z0'], ['Fold 2', 'P0,0'],
      ['Output', 'photograph']]) {
      await tap(`unfold ${lane}`);
      await twofold.tab.screenshot({ path: path.join(folder, `phone ${lane}.png`) });
      assert(!(await tabs()).includes(`unfold ${lane}`));
      assert.equal((await tabs()).length, 3);
      const { width } = await twofold.place(picture);
      assert(width > 60, `${picture} is ${width} pixels wide`);
    }
  }));
