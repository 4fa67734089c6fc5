/* A relationship map that talks back: vis-network draws it, Python says what is on it and hears what was chosen.

   In:  {view, revision, arrangement, items, links, options, palette, legend, far, command, empty}
   Out: state `selected` (ids), triggers `open` (an id: show its surroundings) and `back` (a number: one level out).
   `command` {seq, select, move} is obeyed once, so Python can move the map without echoing every click. */
import './vis-network.min.js';
import { listenToKeys } from './keys.js';
import { drawFarLabels, isFar } from './labels.js';
import { drawLegend } from './legend.js';
import { colour, paint, theme } from './look.js';

const { DataSet, Network } = globalThis.vis;
const DOUBLE_CLICK = 220;                               // ms to wait before a click is only a click
const FAR_NAME = 90;                                    // px that half a name takes at both edges, mostly
const OBEYED = (globalThis.stakeholderMapObeyed ||= {}); // last command per view: coming back to a page keeps the camera
const MAPS = (globalThis.stakeholderMaps ||= {});        // what is drawn, by view; holds only what the page shows

class RelationshipMap {
  constructor(root, data) {
    this.root = root;
    this.data = data;
    this.items = new DataSet();
    this.links = new DataSet();
    this.hidden = new Set();
    this.look = { text: '#222222', ground: '#ffffff', font: 'sans-serif' };
    this.selected = [];
    this.canvas = root.querySelector('.canvas');
    this.network = new Network(this.canvas, { nodes: this.items, edges: this.links }, data.options);
    this.listen();
    MAPS[data.view] = this;
  }

  listen() {
    this.network.on('click', () => {
      clearTimeout(this.clicked);
      this.clicked = setTimeout(() => this.choose(this.network.getSelectedNodes()), DOUBLE_CLICK);
    });
    this.network.on('doubleClick', ({ nodes }) => {
      clearTimeout(this.clicked);
      if (nodes.length) this.open(nodes[0]);
    });
    this.network.on('afterDrawing', (context) => {
      drawFarLabels(this.network, this.items, this.data.far, this.look, context);
      clearTimeout(this.saving);
      this.saving = setTimeout(() => this.remember(), 200);
    });
    this.network.on('resize', () => setTimeout(() => this.hold()));
    for (const moved of ['dragStart', 'zoom']) this.network.on(moved, () => { this.held = null; });
    listenToKeys(this, this.canvas);
    const acts = { closer: () => this.zoom(1.25), further: () => this.zoom(0.8), all: () => this.showAll(),
      picture: () => this.savePicture() };
    this.root.querySelector('.tools').onclick = (event) => acts[event.target.closest('button')?.dataset.do]?.();
  }

  /** Takes what Python sent; touches only what changed, so that camera and dragged items stay. */
  update(data) {
    const first = this.revision === undefined;
    const rearranged = this.arrangement !== data.arrangement;
    const repaint = this.revision !== data.revision || this.themeNow() !== this.themeSeen;
    this.data = data;
    if (this.revision !== data.revision) this.replace(data, rearranged);
    if (first) this.recall(data);
    else if (rearranged) this.showAll();
    this.obey(data.command, first);
    if (!repaint) return;
    this.themeSeen = this.themeNow();
    const { text, ground } = theme(this.root, data.palette);
    this.look = { text, ground, font: colour(this.root, '--st-font', 'sans-serif') };
    drawLegend(this, () => paint(this));
    paint(this);
    const empty = this.root.querySelector('.empty');
    empty.hidden = data.items.length > 0;
    empty.textContent = data.empty;
  }

  replace(data, rearranged) {
    const known = new Set(this.items.getIds());
    const place = (item) => {
      if (rearranged || !known.has(item.id)) return item;
      const { x, y, ...rest } = item;                   // keep where it was dragged to
      return rest;
    };
    exchange(this.items, data.items.map(place));
    exchange(this.links, data.links);
    this.selected = this.selected.filter((id) => this.items.get(id));
    [this.revision, this.arrangement] = [data.revision, data.arrangement];
  }

  obey(command, first) {
    if (!command || command.seq === this.obeyed) return;
    const again = OBEYED[this.data.view] === command.seq;
    this.obeyed = OBEYED[this.data.view] = command.seq;
    if (again && first) return;                         // already obeyed before the page was left
    this.mark(command.select);
    if (!command.move || !this.selected.length) return;
    this.held = null;
    const animation = matchMedia('(prefers-reduced-motion: reduce)').matches ? false : { duration: 350 };
    if (this.selected.length > 1) this.network.fit({ nodes: this.selected, animation });
    else this.network.focus(this.selected[0], { scale: Math.max(0.9, this.network.getScale()), animation });
  }

  mark(ids) {
    this.selected = ids.filter((id) => this.items.get(id));
    this.network.unselectAll();
    this.network.selectNodes(this.selected);
    paint(this);
  }

  choose(ids) {
    const changed = JSON.stringify(ids) !== JSON.stringify(this.selected);
    this.mark(ids);
    this.say(this.selected.length ? `Selected ${this.items.get(this.selected[0]).spoken}` : 'Nothing selected');
    if (changed) this.out.setStateValue('selected', this.selected);
    return true;
  }

  open(id) {
    this.out.setTriggerValue('open', id);
    return true;
  }

  back() {
    if (this.network.getSelectedNodes().length || this.selected.length) return this.choose([]);
    this.out.setTriggerValue('back', Date.now());
    return true;
  }

  zoom(factor) {
    this.held = null;
    this.network.moveTo({ scale: this.network.getScale() * factor, animation: false });
    return true;
  }

  showAll() {
    this.held = null;
    this.network.fit({ animation: false, maxZoomLevel: 1.3 });
    const spare = 1 - FAR_NAME / Math.max(this.canvas.clientWidth, 2 * FAR_NAME);
    if (isFar(this.network)) this.zoom(spare);          // names drawn far out keep their size and reach over the edge
    return true;
  }

  say(text) {
    this.root.querySelector('.spoken').textContent = text;
  }

  themeNow() {
    const { text, ground } = theme(this.root, this.data.palette);
    return text + ground;
  }

  remember() {
    if (!this.root.isConnected || !this.canvas.clientWidth) return;
    const camera = { position: this.network.getViewPosition(), scale: this.network.getScale() };
    const kept = { camera, size: this.size(), selected: this.selected, arrangement: this.arrangement };
    try { sessionStorage.setItem(`stakeholder-map:${this.data.view}`, JSON.stringify(kept)); } catch { /* full or forbidden */ }
  }

  recall(data) {
    let kept = null;
    try { kept = JSON.parse(sessionStorage.getItem(`stakeholder-map:${data.view}`)); } catch { /* forbidden */ }
    if (kept?.arrangement !== data.arrangement) return this.showAll();
    this.held = kept;
    this.hold();
    this.mark(kept.selected);
  }

  /** Keeps the camera that was recalled while the page is put together, until somebody moves it. */
  hold() {
    if (!this.held) return;
    const { camera, size } = this.held;
    this.network.moveTo({ ...camera, scale: camera.scale * grown(size, this.size()), animation: false });
  }

  /** Width and height as vis-network has them, which learns of a change a moment after the page. */
  size() {
    const { frame: { canvas }, pixelRatio } = this.network.canvas;
    return [canvas.width / pixelRatio, canvas.height / pixelRatio];
  }

  savePicture() {
    const drawn = this.canvas.querySelector('canvas');
    const page = document.createElement('canvas');
    [page.width, page.height] = [drawn.width, drawn.height];
    const context = page.getContext('2d');
    context.fillStyle = theme(this.root, this.data.palette).ground;
    context.fillRect(0, 0, page.width, page.height);
    context.drawImage(drawn, 0, 0);
    const link = document.createElement('a');
    [link.download, link.href] = ['relationship-map.png', page.toDataURL('image/png')];
    link.click();
  }

  destroy() {
    clearTimeout(this.saving);
    clearTimeout(this.clicked);
    this.held = null;
    this.network.destroy();
    if (MAPS[this.data.view] === this) delete MAPS[this.data.view];
  }
}

/** Makes `set` hold exactly `rows`, changing no more than needed. */
function exchange(set, rows) {
  const wanted = new Set(rows.map((row) => row.id));
  set.remove(set.getIds().filter((id) => !wanted.has(id)));
  set.update(rows);
}

/** How much larger the same part is drawn when its frame changes, as vis-network has it: a page that is coming or
    going passes through widths that are not its own, and only what is measured with its width survives that. */
function grown(before, now) {
  const by = now.map((length, side) => length / before[side]).filter((ratio) => ratio !== 1);
  return by.length ? by.reduce((sum, ratio) => sum + ratio) / by.length || 1 : 1;
}

const drawn = new WeakMap();

/** Called by the page on every change of the data, with the same elements. */
export default function relationshipMap({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector('.frame');
  if (!root) return undefined;
  if (!drawn.has(root)) drawn.set(root, new RelationshipMap(root, data));
  const map = drawn.get(root);
  map.out = { setStateValue, setTriggerValue };
  map.update(data);
  return () => { map.destroy(); drawn.delete(root); };
}
