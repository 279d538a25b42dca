// The camera: its pictures as they come, until the last one is kept.
'use strict';

page.hasCamera = Boolean(navigator.mediaDevices?.getUserMedia);

let filming = null;  // {stream, video}

const paper = new OffscreenCanvas(1, 1);
const paint = paper.getContext('2d', { willReadFrequently: true });

// The picture of the video, no larger than pictures are computed.
function pictureOf(video) {
  const side = page.call('twofold_longest_side');
  const { videoWidth, videoHeight } = video;
  const share = side > 0 ? Math.min(1, side / Math.max(videoWidth, videoHeight)) : 1;
  const width = Math.max(1, Math.round(videoWidth * share));
  const height = Math.max(1, Math.round(videoHeight * share));
  if (paper.width !== width || paper.height !== height) Object.assign(paper, { width, height });
  paint.drawImage(video, 0, 0, width, height);
  return paint.getImageData(0, 0, width, height);
}

page.liveFrames = 0;  // how many were shown

function showFrame() {
  if (!filming || page.failed) return;
  const { width, height, data } = pictureOf(filming.video);
  const at = page.program._malloc(data.length);
  page.heap().set(data, at);
  page.liveFrames += page.call('twofold_live', at, width, height);
  page.program._free(at);
  page.wake();
  waitForFrame();
}

function waitForFrame() {
  const { video } = filming;
  if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(showFrame);
  else requestAnimationFrame(showFrame);
}

function stopFilming() {
  filming.stream.getTracks().forEach((track) => track.stop());
  filming = null;
  page.say('The camera is off, its last picture stays', false);
}

page.toggleCamera = async () => {
  if (filming) return stopFilming();
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } });
    const video = document.createElement('video');
    Object.assign(video, { srcObject: stream, muted: true, playsInline: true });
    await video.play();
    filming = { stream, video };
    page.say('The camera is on; C keeps its picture', false);
    waitForFrame();
  } catch (error) {
    page.say(error.name === 'NotAllowedError'
      ? 'This browser does not let the page see the camera; allow it beside the address'
      : 'There is no camera that can be used; plug one in and try again', true);
  }
  return page.wake();
};
