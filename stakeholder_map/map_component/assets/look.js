/* How things look: colours from the page's theme and the palette, what is faded, what is hidden. */

export function colour(root, name, otherwise) {
  return getComputedStyle(root).getPropertyValue(name).trim() || otherwise;
}

/** The colours of the page and the half of the palette that suits them. */
export function theme(root, palette) {
  const text = colour(root, '--st-text-color', '#222222');
  const ground = colour(root, '--st-background-color', '#ffffff');
  return { text, ground, tones: isDark(ground) ? palette.dark : palette.light };
}

function isDark(background) {
  const canvas = document.createElement('canvas').getContext('2d');
  canvas.fillStyle = background;                       // the browser turns any notation into #rrggbb
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(canvas.fillStyle.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

const MANY_LINKS = 500;                                // more of them would hide what they connect

/** Gives every item and link its colours; fades what has nothing to do with the selection. */
export function paint(map) {
  const { text, ground, tones } = theme(map.root, map.data.palette);
  const { items, links } = surroundings(map);
  const face = colour(map.root, '--st-font', 'sans-serif');
  const nothingSelected = items.size === 0;
  const usual = map.links.length > MANY_LINKS ? 0.2 : 1;
  const faint = `color-mix(in srgb, ${text} 25%, ${ground})`;
  const hiddenItems = new Set();
  map.items.update(map.items.get().map((item) => {
    const clear = nothingSelected || items.has(item.id);
    const hidden = item.tags.some((tag) => map.hidden.has(tag));
    if (hidden) hiddenItems.add(item.id);
    const [fill, rim] = [tones[item.tone], tones[item.rim]];
    const same = { background: fill, border: rim };
    return { id: item.id, hidden, opacity: clear ? 1 : 0.15, color: { ...same, highlight: same, hover: same },
      font: { ...item.font, face, color: item.font.ink ? tones[item.font.ink] : clear ? text : faint, strokeColor: ground } };
  }));
  map.links.update(map.links.get().map((link) => {
    const shade = tones[link.tone];
    const opacity = nothingSelected ? usual : links.has(link.id) ? 1 : 0.1;
    return { id: link.id, hidden: link.tags.some((tag) => map.hidden.has(tag)),
      color: { color: shade, highlight: shade, hover: shade, opacity } };
  }));
}

/** The selected items with what is one step away, for an organisation two (its people, and who knows them). */
function surroundings(map) {
  const items = new Set(map.selected);
  const links = new Set();
  const reach = (id, steps) => {
    for (const link of map.network.getConnectedEdges(id)) links.add(link);
    for (const other of map.network.getConnectedNodes(id)) {
      items.add(other);
      if (steps > 1) reach(other, steps - 1);
    }
  };
  for (const id of map.selected) reach(id, map.items.get(id).shape === 'box' ? 2 : 1);
  return { items, links };
}
