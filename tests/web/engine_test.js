// The engine as the page has it, run by node: golden cases, and random layers against the reference.
'use strict';

const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { test } = require('node:test');
const { folder } = require('./twofold.js');

const run = (name, ...rest) => execFileSync(process.execPath,
  ['--no-experimental-fetch', path.join(folder, 'tests', `${name}.js`), ...rest], { stdio: 'pipe' });

test('the golden cases come out right', () => { run('twofold_golden'); });
test('random layers agree with the reference', () => { run('twofold_layers', '600'); });
