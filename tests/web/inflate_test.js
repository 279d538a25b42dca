// The decoder for browsers without their own, against zlib's.
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const vm = require('node:vm');
const zlib = require('node:zlib');

const source = fs.readFileSync(path.resolve(__dirname, '../../app/page/script/inflate.js'), 'utf8');
const inflate = vm.runInThisContext(`(() => { ${source}; return inflate; })()`);

// Bytes that neither repeat nor come in any order.
const noise = (length) => Buffer.from(Array.from({ length },
  (_, i) => Math.floor(Math.abs(Math.sin(i * 12.9898) * 43758.5453) * 256) & 255));

test('what is packed comes out as it went in', () => {
  const words = fs.readFileSync(__filename);
  const cases = [Buffer.alloc(0), Buffer.from('a'), words, Buffer.concat(Array(50).fill(words)),
    Buffer.alloc(70000, 7), noise(100000), Buffer.concat([noise(3000), words, noise(3000)])];
  for (const bytes of cases) {
    for (const options of [{ level: 9 }, { level: 0 }, { level: 1 },
      { strategy: zlib.constants.Z_FIXED }, { strategy: zlib.constants.Z_HUFFMAN_ONLY }]) {
      const packed = new Uint8Array(zlib.gzipSync(bytes, options));
      assert.deepEqual(Buffer.from(inflate(packed)), bytes);
    }
  }
});

test('what is damaged ends in a sentence', () => {
  const packed = new Uint8Array(zlib.gzipSync(noise(1000)));
  packed.fill(0xff, 12, 40);
  assert.throws(() => inflate(packed));
});
