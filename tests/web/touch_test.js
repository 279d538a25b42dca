// Fingers, on a page that is touched.
'use strict';

const assert = require('node:assert');
const { after, before, test } = require('node:test');
const { launch, on } = require('./twofold.js');

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
