#!/usr/bin/env node
// How long anybody waits for the page: node tests/web/frames.js
// First the time from the navigation to the first complete window, then the work of a frame on the
// page's own thread, in milliseconds, while sliders are dragged and a large picture is opened.
'use strict';

const { file, launch, on, served } = require('./twofold.js');

const round = (number) => Math.round(10 * number) / 10;
const share = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];

async function firstFrames(browser, url, title) {
  const times = [];
  await on(browser, {}, async (twofold) => {
    for (let i = 0; i < 3; ++i) {
      await twofold.open(url);
      times.push(await twofold.value(() => [page.firstBar, page.firstFrame]));
    }
  });
  const text = times.map(([bar, frame]) => `${Math.round(frame)} (bar ${Math.round(bar)})`).join(', ');
  console.log(`first window, ${title}: ${text}`);
}

async function frames(twofold, title, deed) {
  await twofold.value(() => { page.work.length = 0; });
  await deed();
  const work = (await twofold.value(() => page.work)).sort((a, b) => a - b);
  console.log(`${title}: ${work.length} frames, median ${round(share(work, 0.5))}, ` +
    `95 % ${round(share(work, 0.95))}, longest ${round(share(work, 1))}`);
}

const largePicture = (twofold) => twofold.value(async () => {
  const paper = new OffscreenCanvas(4000, 3000);
  const ink = paper.getContext('2d');
  for (let i = 0; i < 400; ++i) {
    ink.fillStyle = `hsl(${(37 * i) % 360} 60% 50%)`;
    ink.fillRect((997 * i) % 4000, (613 * i) % 3000, 300, 200);
  }
  page.openFiles([new File([await paper.convertToBlob({ type: 'image/png' })], 'large.png')]);
});

async function main() {
  const browser = await launch();
  await firstFrames(browser, file, 'from the file');
  await served((address) => firstFrames(browser, address, 'from a server'));
  await on(browser, { viewport: { width: 1600, height: 900 } }, async (twofold) => {
    await twofold.open();
    for (const name of ['channel_multiplier', 'out_channels']) {
      await frames(twofold, `dragging ${name}`, async () => {
        await twofold.drag(name, 0.05, 0.95, 80);
        await twofold.drag(name, 0.95, 0.1, 80);
      });
    }
    await twofold.open(`${file}#citrus+m8+o16+full`);
    await frames(twofold, '12 million pixels, m8 o16', async () => {
      await largePicture(twofold);
      await twofold.tab.waitForTimeout(1000);
      await twofold.still();
    });
  });
  await browser.close();
}

main();
