// A link is a set-up; a server hands out what is packed.
'use strict';

const assert = require('node:assert');
const { after, before, test } = require('node:test');
const { file, launch, on, served } = require('./twofold.js');

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('a link is a set-up, and back and forward go through them', () => on(browser, {},
  async (twofold) => {
    await twofold.open(`${file}#citrus+m2+k5+s1+o8+seed7`);
    assert.match(await twofold.setUp(), /m2 k5/);
    const follow = async (deed) => {
      await twofold.value(deed);
      await twofold.tab.waitForTimeout(200);
      await twofold.still();
    };
    await follow(() => { location.hash = '#citrus m3 k3 s1 o4 seed7'; });
    assert.match(await twofold.setUp(), /m3 k3 .*o4/);
    await follow(() => history.back());
    assert.match(await twofold.setUp(), /m2 k5/);
    await follow(() => history.forward());
    assert.match(await twofold.setUp(), /m3 k3 .*o4/);
  }));

test('a link to a picture that comes later waits for it', () => on(browser, {}, async (twofold) => {
  await twofold.open(`${file}#bridge+m2`);
  assert.match(await twofold.setUp(), /^bridge m2/);
}));

test('what a link says wrongly is a sentence over the opening', () => on(browser, {},
  async (twofold) => {
    await twofold.open(`${file}#citrus+m2+nonsense%`);
    assert.match(await twofold.told(), /nonsense/);
  }));

test('a server hands out what is packed, and the page opens', () => served((address) =>
  on(browser, {}, async (twofold) => {
    await twofold.open(`${address}#cat+m2`);
    assert.equal(await twofold.value(() => document.body.className), 'open');
    assert.match(await twofold.setUp(), /^cat m2/);
  })));
