// A link is a set-up: page.html#citrus m2 k3 s1 o8 seed7.
'use strict';

page.asked = () => {
  try {
    return decodeURIComponent(location.hash.slice(1).replace(/\+/g, ' ')).trim();
  } catch {
    return location.hash.slice(1);  // a % that is none of a link's: the program says what it is
  }
};

// Blanks as +, so that a link stays one word in a mail; the signs of the line as they are.
page.linkTo = (line) => `${location.href.split('#')[0]}#${encodeURIComponent(line)
  .replace(/%20/g, '+').replace(/%3D/g, '=').replace(/%2C/g, ',')}`;

// Opens a set-up, once its picture is here; an empty one is the opening.
page.go = async (line) => {
  const name = line.split(/\s+/)[0].replace(/"/g, '');
  await page.bring(name);
  if (line || page.firstFrame > 0) page.withText(line, (at) => page.call('twofold_go', at));
  page.wake();
};

page.listenToLinks = () => window.addEventListener('popstate', () => page.go(page.asked()));
