/* Far out, vis-network hides small labels. These names stay readable at a constant size, and never cover each other.
   This file imports nothing, so that the page that people download can hold a copy of it. */

const SIZE = 13;
const FAR = 0.5;

/** Is the map so far out that names are drawn here? */
export function isFar(network) {
  return network.getScale() <= FAR;
}

/** Draws the names of the items `far`, the first ones first; `look` is {font, text, ground}. */
export function drawFarLabels(network, items, far, look, context) {
  if (!isFar(network)) return;
  const scale = network.getScale();
  const size = SIZE / scale;
  const taken = [];
  context.save();
  context.font = `600 ${size}px ${look.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.lineWidth = 4 / scale;
  context.lineJoin = 'round';
  context.strokeStyle = look.ground;
  context.fillStyle = look.text;
  for (const id of far) {
    const item = items.get(id);
    if (!item || item.hidden) continue;
    const at = network.getPosition(id);
    const half = context.measureText(item.far).width / 2 + 2 / scale;
    const top = at.y + item.size + 3 / scale;
    const box = [at.x - half, top, at.x + half, top + size * 1.15];
    if (taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    context.globalAlpha = item.opacity < 1 ? 0.25 : 1;
    context.strokeText(item.far, at.x, top);
    context.fillText(item.far, at.x, top);
  }
  context.restore();
}

function overlap(one, other) {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}
