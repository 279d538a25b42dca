// What comes when somebody looks for it: bundled pictures, with their list or by a link.
'use strict';

page.laterPictures = new Set();  // their names, from assemble.py

const arrivals = new Map();  // by name: a promise that is kept once it is here

// The bytes of a file of later/; in the one file they are an element of the page.
const laterBytes = async (name) => {
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

page.bringPictures = () => page.laterPictures.forEach(page.bring);
