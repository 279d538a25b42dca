// The page in Debian's Chromium, and hands for it.
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { spawn } = require('node:child_process');
const { chromium } = require('playwright-core');

const root = path.resolve(__dirname, '../..');
const folder = path.join(root, 'build-web');
const file = `file://${folder}/twofold.html`;

// WebGL without a graphics card, a camera that moves by itself, and no question whether it may.
const kFlags = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
  '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

const launch = (flags = []) => chromium.launch({
  executablePath: '/usr/bin/chromium', chromiumSandbox: false, args: [...kFlags, ...flags],
});

// The window of the program in one page of the browser.
class Twofold {
  constructor(tab) {
    this.tab = tab;
    this.problems = [];
    tab.on('pageerror', (error) => this.problems.push(String(error)));
    tab.on('console', (line) => { if (line.type() === 'error') this.problems.push(line.text()); });
  }

  value(expression, argument) { return this.tab.evaluate(expression, argument); }

  // Opens an address and waits until the window is complete, or says why there is none.
  async open(url = file) {
    await this.tab.goto('about:blank');
    await this.tab.goto(url);
    await this.tab.waitForFunction(() => /open|failed/.test(document.body.className));
    await this.still();
    return this;
  }

  // Waits until no frame is due, or for no longer than the window has for itself.
  still() { return this.tab.waitForFunction(() => page.failed || !page.wantsFrame); }

  async drawn() {
    return JSON.parse(await this.value(() => page.takeText(page.call('twofold_drawn'))));
  }

  async shows(name) { return (await this.drawn()).some((thing) => thing.name === name); }

  // Where a control stands, in pixels of the page.
  async place(name) {
    const all = await this.drawn();
    const found = all.filter((thing) => thing.name === name).pop();
    assert(found, `${name} is shown (there are ${all.map((thing) => thing.name).join(', ')})`);
    const scale = await this.value(() => page.scale);
    const [x, y, width, height] =
      [found.x, found.y, found.width, found.height].map((pixels) => pixels / scale);
    return { x, y, width, height, centre: [x + width / 2, y + height / 2] };
  }

  async click(name) {
    await this.tab.mouse.click(...(await this.place(name)).centre);
    await this.still();
  }

  // Drags along a control from one share of its width to another.
  async drag(name, from, to, steps = 40) {
    const at = await this.place(name);
    const x = (share) => at.x + 4 + (at.width - 8) * share;
    await this.tab.mouse.move(x(from), at.centre[1]);
    await this.tab.mouse.down();
    for (let i = 1; i <= steps; ++i) {
      await this.tab.mouse.move(x(from + (to - from) * i / steps), at.centre[1]);
    }
    await this.tab.mouse.up();
    await this.still();
  }

  async press(keys) {
    await this.tab.keyboard.press(keys);
    await this.still();
  }

  // The set-up line of what is shown.
  setUp() { return this.value(() => page.takeText(page.call('twofold_link'))); }

  told() { return this.value(() => { page.tell(); return element('told').textContent; }); }

  // Opens files as if they had been dropped: [{name, text} or {name, base64}].
  async drop(files) {
    await this.value((list) => page.openFiles(list.map(({ name, text, base64 }) => new File(
      [text ?? Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name))), files);
    await this.tab.waitForTimeout(50);
    await this.still();
  }

  // What is downloaded while something is done.
  async downloaded(deed) {
    const [download] = await Promise.all([this.tab.waitForEvent('download'), deed()]);
    return { name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path()) };
  }
}

// Runs a test on a page of its own, which must have nothing to complain of.
async function on(browser, options, use) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 }, colorScheme: 'dark', ...options,
  });
  const twofold = new Twofold(await context.newPage());
  try {
    await use(twofold);
    assert.deepEqual(twofold.problems, []);
  } finally {
    await context.close();
  }
}

// The folder as a server hands it out; `use` gets its address.
async function served(use) {
  const server = spawn('python3', [path.join(root, 'app/page/serve.py'), path.join(folder, 'site'),
    '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const said = await new Promise((done) => { server.stdout.once('data', (data) => done(`${data}`)); });
    await use(said.match(/http:\S+/)[0]);
  } finally {
    server.kill();
  }
}

module.exports = { Twofold, file, folder, launch, on, root, served };
