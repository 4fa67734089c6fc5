/* Everything the mouse can do, by keyboard. */

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function listenToKeys(map, canvas) {
  canvas.addEventListener('keydown', (event) => {
    if (!obey(map, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function obey(map, key) {
  const here = map.network.getSelectedNodes()[0];
  if (key in DIRECTIONS) return walk(map, here, DIRECTIONS[key]);
  if (key === '+' || key === '=') return map.zoom(1.25);
  if (key === '-') return map.zoom(0.8);
  if (key === 'f' || key === 'F') return map.showAll();
  if (key === 'Escape') return map.back();
  if (key === ' ' && here !== undefined) return map.choose([here]);
  if (key === 'Enter' && here !== undefined) return map.open(here);
  return false;
}

/** Moves to the item that lies best in this direction: along a relationship, or from the middle when nothing is chosen. */
function walk(map, here, [right, down]) {
  const free = here === undefined;
  const places = map.network.getPositions();
  const from = free ? map.network.getViewPosition() : places[here];
  let best, bestCost = Infinity;
  for (const id of free ? Object.keys(places) : map.network.getConnectedNodes(here)) {
    if (id === here || map.items.get(id)?.hidden) continue;
    const [x, y] = [places[id].x - from.x, places[id].y - from.y];
    const ahead = x * right + y * down;
    const aside = Math.abs(x * down) + Math.abs(y * right);
    const cost = free ? Math.hypot(x, y) : ahead > 0 ? Math.hypot(x, y) * (1 + aside / (ahead + 1)) : Infinity;
    if (cost < bestCost) [best, bestCost] = [id, cost];
  }
  if (best === undefined) return true;
  map.held = null;
  map.network.selectNodes([best]);
  map.network.moveTo({ position: map.network.getPosition(best), animation: false });
  const links = map.network.getConnectedEdges(best).length;
  map.say(`${map.items.get(best).spoken}, ${links} ${links === 1 ? 'link' : 'links'}`);
  return true;
}
