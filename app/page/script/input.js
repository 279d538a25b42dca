// Mouse, fingers, keys and text.
'use strict';

const place = (event) => [event.offsetX * page.scale, event.offsetY * page.scale];

// What the key types without Shift, as a US keyboard has it; the browser's own map where it tells.
const plain = {
  Period: '.', Comma: ',', BracketLeft: '[', BracketRight: ']', Slash: '/', Minus: '-',
  Equal: '=', Semicolon: ';', Quote: "'", Backslash: '\\', Backquote: '`',
};
let layout = null;
navigator.keyboard?.getLayoutMap?.().then((map) => { layout = map; }).catch(() => {});

const isCharacter = (key) => [...key].length === 1;

function baseOf(event) {
  if (!isCharacter(event.key) || event.key === ' ') return 0;
  const lower = event.key.toLowerCase();
  if (!event.shiftKey) return lower.codePointAt(0);
  const known = layout?.get(event.code);
  if (known && isCharacter(known)) return known.toLowerCase().codePointAt(0);
  if (lower !== event.key.toUpperCase()) return lower.codePointAt(0);
  const digit = /^Digit(\d)$/.exec(event.code);
  return (digit ? digit[1] : plain[event.code] ?? lower).codePointAt(0);
}

// Keys that stay the browser's: what reloads, closes and opens pages, and its own tools.
function isBrowsers(event) {
  const ctrl = event.ctrlKey || event.metaKey;
  if (event.key === 'F12' || event.key === 'F6' || event.altKey) return true;
  if (ctrl && event.shiftKey && /^[ijctnw]$/i.test(event.key)) return true;
  return ctrl && /^[wtnlv]$/i.test(event.key);
}

function onKey(event, isDown) {
  if (event.isComposing || event.keyCode === 229) return;
  if (isBrowsers(event)) return;
  const ctrl = event.ctrlKey || event.metaKey;
  const types = isCharacter(event.key) && !ctrl;
  const how = (ctrl ? 1 : 0) | (event.shiftKey ? 2 : 0) | (event.altKey ? 4 : 0) |
              (event.repeat ? 8 : 0);
  const typed = isCharacter(event.key) && event.key !== ' ' ? event.key.toLowerCase().codePointAt(0)
                                                            : 0;
  page.withText(event.key, (at) =>
    page.call('twofold_key', at, baseOf(event), typed, how, isDown ? 1 : 0));
  // Text goes through the field, which knows accents and input methods.
  if (!(page.isTyping && types)) event.preventDefault();
  page.wake();
}

function onPaste(event) {
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length > 0) {
    event.preventDefault();
    page.openFiles(files);
    return;
  }
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (!text || !page.isTyping) return;
  event.preventDefault();
  page.withText(text.replace(/[\r\n]+/g, ' '), (at) => page.call('twofold_text', at));
  page.wake();
}

// The field that a text is typed into, whatever the program shows of it.
function listenToField(field) {
  field.addEventListener('beforeinput', (event) => {
    if (!event.inputType.startsWith('delete') || event.isComposing) return;
    event.preventDefault();
    page.withText('Backspace', (at) => {
      page.call('twofold_key', at, 0, 0, 0, 1);
      page.call('twofold_key', at, 0, 0, 0, 0);
    });
    page.wake();
  });
  const take = () => {
    const text = field.value.trimStart() === '' ? field.value.slice(1) : field.value.trimStart();
    if (text) page.withText(text, (at) => page.call('twofold_text', at));
    field.value = ' ';  // something to delete, or phones would not tell
    page.wake();
  };
  field.addEventListener('input', (event) => { if (!event.isComposing) take(); });
  field.addEventListener('compositionend', take);
  field.value = ' ';
}

const kBlink = 250;  // milliseconds
let blinking = 0;

page.afterFrame = () => {
  const field = element('typing');
  const wanted = page.isTyping ? field : canvas;
  const has = document.activeElement;
  if (has !== wanted && (has === field || has === canvas || has === document.body)) {
    wanted.focus({ preventScroll: true });
  }
  clearTimeout(blinking);
  if (page.isTyping) blinking = setTimeout(page.wake, kBlink);
};

// --- fingers: one works as a mouse once it moves or lets go, held still it points; two zoom ---

const kLongTouch = 450;   // milliseconds
const kStill = 8;         // pixels of the page
const fingers = new Map();
let touch = null;         // the finger that works as a mouse
let pinch = 0;            // the distance of two fingers

const press = (at) => {
  page.call('twofold_move', ...at);
  page.call('twofold_button', 0, 1);
};

function onFingerDown(event) {
  fingers.set(event.pointerId, event);
  canvas.setPointerCapture(event.pointerId);
  if (fingers.size === 2) {
    if (touch?.pressed) page.call('twofold_button', 0, 0);
    clearTimeout(touch?.timer);
    touch = null;
    pinch = 0;
    return;
  }
  if (fingers.size > 2) return;
  const begin = { id: event.pointerId, x: event.offsetX, y: event.offsetY, at: place(event) };
  touch = begin;
  touch.timer = setTimeout(() => {
    if (touch !== begin || touch.pressed) return;
    touch.points = true;
    page.call('twofold_move', ...touch.at);
    page.wake();
  }, kLongTouch);
}

function onFingersPinch() {
  const [a, b] = [...fingers.values()];
  const distance = Math.hypot(a.offsetX - b.offsetX, a.offsetY - b.offsetY);
  page.call('twofold_move', (a.offsetX + b.offsetX) / 2 * page.scale,
    (a.offsetY + b.offsetY) / 2 * page.scale);
  // What a step of the wheel magnifies by (app/ui/lanes/picture_view.cpp).
  if (pinch > 0) page.call('twofold_wheel', 0, Math.log(distance / pinch) / Math.log(1.2));
  pinch = distance;
}

function onFingerMove(event) {
  if (!fingers.has(event.pointerId)) return;
  fingers.set(event.pointerId, event);
  if (fingers.size === 2) return onFingersPinch();
  if (touch?.id !== event.pointerId) return undefined;
  const moved = Math.hypot(event.offsetX - touch.x, event.offsetY - touch.y);
  if (!touch.pressed && !touch.points && moved > kStill) {
    press(touch.at);
    touch.pressed = true;
  }
  touch.at = place(event);
  if (touch.pressed || touch.points) page.call('twofold_move', ...touch.at);
  return undefined;
}

function onFingerUp(event) {
  fingers.delete(event.pointerId);
  if (touch?.id !== event.pointerId) return;
  clearTimeout(touch.timer);
  if (!touch.points) {
    if (!touch.pressed) press(touch.at);
    page.call('twofold_button', 0, 0);
  }
  page.call('twofold_leave');
  touch = null;
}

function listenToPointers() {
  const on = (name, mouse, finger) => canvas.addEventListener(name, (event) => {
    event.preventDefault();
    if (event.pointerType === 'touch') finger(event);
    else mouse(event);
    page.wake();
  });
  const nothing = () => {};
  on('pointerdown', (event) => {
    if (!page.isTyping) canvas.focus();
    canvas.setPointerCapture(event.pointerId);
    page.call('twofold_move', ...place(event));
    page.call('twofold_button', [0, 2, 1, 3, 4][event.button] ?? 0, 1);
  }, onFingerDown);
  on('pointermove', (event) => page.call('twofold_move', ...place(event)), onFingerMove);
  on('pointerup', (event) => {
    page.call('twofold_move', ...place(event));
    page.call('twofold_button', [0, 2, 1, 3, 4][event.button] ?? 0, 0);
  }, onFingerUp);
  on('pointercancel', () => page.call('twofold_blur'), onFingerUp);
  on('pointerleave', () => page.call('twofold_leave'), nothing);
  canvas.addEventListener('wheel', (event) => {
    event.preventDefault();
    const step = [100, 3, 1][event.deltaMode] ?? 100;
    page.call('twofold_wheel', -event.deltaX / step, -event.deltaY / step);
    page.wake();
  }, { passive: false });
  canvas.addEventListener('contextmenu', (event) => event.preventDefault());
}

page.listen = () => {
  listenToPointers();
  listenToField(element('typing'));
  window.addEventListener('keydown', (event) => onKey(event, true));
  window.addEventListener('keyup', (event) => onKey(event, false));
  window.addEventListener('paste', onPaste);
  window.addEventListener('blur', () => { page.call('twofold_blur'); page.wake(); });
  canvas.focus();
  page.listenToFiles();
  page.listenToLinks();
};
