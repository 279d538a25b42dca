// For those who do not see the canvas: the state as text, and the controls as elements that can be
// focused and pressed, each under its name and at its place.
'use strict';

const kQuiet = 400;  // milliseconds without a frame before anything is told
let tellTimer = 0;

function pressAt(thing) {
  page.call('twofold_move', thing.x + thing.width / 2, thing.y + thing.height / 2);
  page.call('twofold_button', 0, 1);
  page.call('twofold_button', 0, 0);
  page.wake();
}

function showControls(list) {
  const box = element('controls');
  const known = new Map([...box.children].map((button) => [button.dataset.name, button]));
  for (const thing of list) {
    const button = known.get(thing.name) ?? document.createElement('button');
    known.delete(thing.name);
    button.dataset.name = thing.name;
    button.textContent = thing.name;
    button.tabIndex = -1;  // Tab is the program's: it goes through the same controls
    button.style.cssText = `left:${thing.x / page.scale}px;top:${thing.y / page.scale}px;` +
      `width:${thing.width / page.scale}px;height:${thing.height / page.scale}px`;
    button.onclick = () => pressAt(thing);
    if (!button.parentNode) box.append(button);
  }
  known.forEach((button) => button.remove());
}

let focused = '';  // the control that the program gives the keys to

// Tab is the program's; the page's own focus goes along, so that what it is on is read out.
function followFocus() {
  const name = page.takeText(page.call('twofold_focused'));
  if (name === focused) return;
  focused = name;
  const button = [...element('controls').children].find((one) => one.dataset.name === name);
  if (button) button.focus({ preventScroll: true });
  else if (!page.isTyping) canvas.focus({ preventScroll: true });
}

page.tell = () => {
  const words = page.takeText(page.call('twofold_told'));
  if (element('told').textContent !== words) element('told').textContent = words;
  const drawn = JSON.parse(page.takeText(page.call('twofold_drawn')) || '[]');
  showControls([...new Map(drawn.filter((thing) => thing.control)
    .map((thing) => [thing.name, thing])).values()]);
  followFocus();
};

page.tellSoon = () => {
  clearTimeout(tellTimer);
  tellTimer = setTimeout(page.tell, kQuiet);
};
