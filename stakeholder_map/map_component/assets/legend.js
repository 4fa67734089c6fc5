/* The legend says what the marks mean, counts them, and hides or shows them. Text is set as text, never as HTML. */
import { theme } from './look.js';

const SVG = 'http://www.w3.org/2000/svg';

export function drawLegend(map, changed) {
  const { tones } = theme(map.root, map.data.palette);
  const box = map.root.querySelector('.legend');
  box.replaceChildren(...map.data.legend.map((group) => {
    const row = element('div', 'row');
    row.append(element('span', '', group.title + ':'), ...group.entries.map((entry) => button(map, entry, tones, changed)));
    return row;
  }));
}

function button(map, entry, tones, changed) {
  const made = element('button');
  const show = () => made.setAttribute('aria-pressed', String(!map.hidden.has(entry.tag)));
  made.type = 'button';
  made.title = entry.help || entry.label;
  made.dataset.tag = entry.tag;
  made.append(entry.glyph ? glyph(entry, tones) : line(entry, tones), element('span', 'words', `${entry.label} (${entry.count})`));
  made.onclick = () => {
    if (!map.hidden.delete(entry.tag)) map.hidden.add(entry.tag);
    show();
    changed();
  };
  show();
  return made;
}

function glyph(entry, tones) {
  const made = element('span', 'glyph', entry.glyph);
  made.style.color = tones[entry.tone];
  made.setAttribute('aria-hidden', 'true');
  return made;
}

function line(entry, tones) {
  const picture = document.createElementNS(SVG, 'svg');
  const stroke = document.createElementNS(SVG, 'line');
  const sizes = { x1: 1, y1: 5, x2: 33, y2: 5, stroke: tones[entry.tone], 'stroke-width': entry.width };
  for (const [name, value] of Object.entries(sizes)) stroke.setAttribute(name, value);
  if (entry.dashes) stroke.setAttribute('stroke-dasharray', entry.dashes.join(' '));
  picture.setAttribute('width', 34);
  picture.setAttribute('height', 10);
  picture.setAttribute('aria-hidden', 'true');
  picture.append(stroke);
  return picture;
}

function element(name, className = '', text = '') {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
