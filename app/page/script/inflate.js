// For browsers without DecompressionStream: what is in a gzip file (RFC 1951) as assemble.py makes it.
'use strict';

const kGzipHead = 10;  // bytes before the packed ones

// What a symbol stands for: the least of its values, and how many bits more say which.
function steps(count, group, least) {
  const all = [];
  for (let i = 0, value = least; i < count; ++i) {
    const bits = Math.max(0, Math.floor(i / group) - 1);
    all.push({ value, bits });
    value += 1 << bits;
  }
  return all;
}
const kLengths = [...steps(28, 4, 3), { value: 258, bits: 0 }];
const kDistances = steps(30, 2, 1);
// The order in which the lengths of the code come that the other codes are written in.
const kCodeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

// A Huffman code by the lengths of its words: how many have each length, and whose they are in order.
function codeOf(lengths) {
  const counts = new Uint16Array(16);
  for (const length of lengths) if (length > 0) counts[length] += 1;
  const symbols = [];
  for (let length = 1; length < 16; ++length) {
    lengths.forEach((own, symbol) => { if (own === length) symbols.push(symbol); });
  }
  return { counts, symbols };
}

class Inflater {
  constructor(bytes) {
    this.from = bytes;
    this.next = kGzipHead;
    this.held = 0;  // bits that are read and not yet used, and how many
    this.count = 0;
    this.to = new Uint8Array(new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4)
      .getUint32(0, true));
    this.done = 0;
  }

  bits(wanted) {
    while (this.count < wanted) {
      this.held |= this.from[this.next++] << this.count;
      this.count += 8;
    }
    const value = this.held & ((1 << wanted) - 1);
    this.held >>>= wanted;
    this.count -= wanted;
    return value;
  }

  // Words of one length are numbered one after the other, behind those that are shorter.
  symbol({ counts, symbols }) {
    let word = 0;
    let first = 0;
    let before = 0;
    for (let length = 1; length < 16; ++length) {
      word = 2 * word + this.bits(1);
      first *= 2;
      if (word - first < counts[length]) return symbols[before + word - first];
      first += counts[length];
      before += counts[length];
    }
    throw new Error('what is packed in this page is damaged');
  }

  value({ value, bits }) { return value + this.bits(bits); }

  stored() {
    this.held = 0;
    this.count = 0;
    const length = this.from[this.next] + 256 * this.from[this.next + 1];
    this.next += 4;
    this.to.set(this.from.subarray(this.next, this.next + length), this.done);
    this.next += length;
    this.done += length;
  }

  codes() {
    const literals = this.bits(5) + 257;
    const distances = this.bits(5) + 1;
    const order = new Array(19).fill(0);
    for (let i = 0, count = this.bits(4) + 4; i < count; ++i) order[kCodeOrder[i]] = this.bits(3);
    const code = codeOf(order);
    const lengths = [];
    while (lengths.length < literals + distances) {
      const symbol = this.symbol(code);
      if (symbol < 16) lengths.push(symbol);
      else {
        const again = symbol === 16 ? 3 + this.bits(2) : symbol === 17 ? 3 + this.bits(3)
                                                                      : 11 + this.bits(7);
        const length = symbol === 16 ? lengths[lengths.length - 1] : 0;
        for (let i = 0; i < again; ++i) lengths.push(length);
      }
    }
    return [codeOf(lengths.slice(0, literals)), codeOf(lengths.slice(literals))];
  }

  packed([literals, distances]) {
    for (;;) {
      const symbol = this.symbol(literals);
      if (symbol === 256) return;
      if (symbol < 256) this.to[this.done++] = symbol;
      else {
        const length = this.value(kLengths[symbol - 257]);
        const back = this.value(kDistances[this.symbol(distances)]);
        for (let i = 0; i < length; ++i, ++this.done) this.to[this.done] = this.to[this.done - back];
      }
    }
  }

  all() {
    const fixed = Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
    for (let isLast = 0; !isLast;) {
      isLast = this.bits(1);
      const kind = this.bits(2);
      if (kind === 0) this.stored();
      else this.packed(kind === 1 ? [codeOf(fixed), codeOf(new Array(30).fill(5))] : this.codes());
    }
    return this.to;
  }
}

const inflate = (bytes) => new Inflater(bytes).all();
