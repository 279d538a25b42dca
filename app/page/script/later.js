// What comes after the first frame: the whole of the opening picture at once; when somebody looks for
// it, bundled pictures with their list or by a link, the weights of the network with its page.
'use strict';

page.laterPictures = new Set();  // their names, from assemble.py

const arrivals = new Map();  // by name: a promise that is kept once it is here

// The bytes of a file of later/; in the one file they are an element of the page, which may still be
// being read.
const laterBytes = async (name) => {
  if (document.readyState === 'loading') {
    await new Promise((done) => { document.addEventListener('DOMContentLoaded', done); });
  }
  const isHere = element(`packed-${name}`) !== null;
  const response = await (isHere ? page.unpacked(name) : fetch(`later/${name}`));
  if (!response.ok) throw new Error(`the server has no ${name}`);
  return new Uint8Array(await response.arrayBuffer());
};

// Once for each name; where it fails, the next who looks tries again.
const once = (name, fetchIt) => {
  if (!arrivals.has(name)) {
    arrivals.set(name, fetchIt().then(page.wake).catch((error) => {
      arrivals.delete(name);
      page.say(`This did not come (${error.message}); look at it again, or reload the page`, true);
    }));
  }
  return arrivals.get(name);
};

page.bring = (name) => {
  if (!page.laterPictures.has(name)) return undefined;
  return once(name, async () => {
    const path = `/assets/images/${name}.jpg`;
    page.program.FS.writeFile(path, await laterBytes(`${name}.jpg`));
    page.withText(path, (at) => page.call('twofold_offer', at));
  });
};

page.bringWhole = () => once('whole', async () => {
  page.program.FS.writeFile('/assets/images/citrus.jpg', await laterBytes('citrus.jpg'));
  page.withText('citrus', (name) => page.call('twofold_whole', name));
});

page.bringPictures = () => page.laterPictures.forEach(page.bring);

page.bringWeights = () => once('weights', async () => {
  const bytes = await laterBytes('weights.bin');
  const line = bytes.indexOf(10);
  let at = line + 1;
  for (const [name, size] of JSON.parse(new TextDecoder().decode(bytes.subarray(0, line)))) {
    const path = `/assets/weights/tiny_face_detector/${name}`;
    page.program.FS.writeFile(path, bytes.subarray(at, at + size));
    at += size;
  }
  page.call('twofold_weights');
});
