// Dragging, resizing and moving by keys on the grid of a dashboard. It tells the page the cell that a widget is held over; the page
// arranges the widgets and draws them, so nothing here knows where the others go.

/** `page` is the component that answers PlaceAsync and StepAsync. */
export function init(board, page) {
  let held = null;

  const place = (cell) => Object.fromEntries(["x", "y", "width", "height"].map((name) => [name, Number(cell.dataset[name])]));
  const tell = (cell, { x, y, width, height }, final) => page.invokeMethodAsync("PlaceAsync", cell.dataset.cell, x, y, width, height, final);

  /** The distance from one cell to the next, in pixels. */
  const pitch = () => {
    const style = getComputedStyle(board);
    const gap = parseFloat(style.columnGap);
    return { x: (board.clientWidth + gap) / 12, y: parseFloat(style.gridAutoRows) + gap };
  };

  const begin = (event) => {
    const handle = event.target.closest?.("[data-grip], [data-size]");
    const cell = handle?.closest("[data-cell]");
    if (!cell || event.button !== 0 || held) return;
    const widget = cell.firstElementChild;
    const { left, top, width, height } = widget.getBoundingClientRect();
    held = {
      cell, widget, handle, sizing: handle.hasAttribute("data-size"), before: place(cell), last: place(cell), pitch: pitch(),
      from: { x: event.pageX, y: event.pageY }, at: { x: event.pageX, y: event.pageY },
      box: { left: left + scrollX, top: top + scrollY, width, height },
    };
    cell.dataset.held = "";
    widget.style.position = "relative";
    handle.setPointerCapture(event.pointerId);
    handle.focus();
    event.preventDefault();
    requestAnimationFrame(follow);
  };

  /** Keeps the widget under the pointer, wherever the page has put its cell meanwhile. */
  const follow = () => {
    if (!held) return;
    const { cell, widget, sizing, from, at, box } = held;
    const [dx, dy] = [at.x - from.x, at.y - from.y];
    if (sizing) {
      widget.style.width = `${Math.max(60, box.width + dx)}px`;
      widget.style.height = `${Math.max(40, box.height + dy)}px`;
    } else {
      const home = cell.getBoundingClientRect();
      widget.style.left = `${box.left + dx - home.left - scrollX}px`;
      widget.style.top = `${box.top + dy - home.top - scrollY}px`;
    }
    requestAnimationFrame(follow);
  };

  const wanted = () => {
    const { sizing, before, from, at, pitch } = held;
    const [columns, rows] = [Math.round((at.x - from.x) / pitch.x), Math.round((at.y - from.y) / pitch.y)];
    return sizing
      ? { ...before, width: clamp(before.width + columns, 1, 12 - before.x), height: clamp(before.height + rows, 1, 24) }
      : { ...before, x: clamp(before.x + columns, 0, 12 - before.width), y: Math.max(0, before.y + rows) };
  };

  const move = (event) => {
    if (!held) return;
    held.at = { x: event.pageX, y: event.pageY };
    if (event.clientY < 40) scrollBy(0, -12);
    if (event.clientY > innerHeight - 40) scrollBy(0, 12);
    const next = wanted();
    if (JSON.stringify(next) === JSON.stringify(held.last)) return;
    held.last = next;
    tell(held.cell, next, false);
  };

  const release = (target) => {
    const { cell, widget } = held;
    held = null;
    delete cell.dataset.held;
    widget.removeAttribute("style");
    return tell(cell, target, true);
  };
  const end = () => held && release(held.last);

  const key = (event) => {
    if (held && event.key === "Escape") return void release(held.before);
    const cell = event.target.closest?.("[data-grip]")?.closest("[data-cell]");
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!cell || !step || held || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    page.invokeMethodAsync("StepAsync", cell.dataset.cell, ...step, event.shiftKey);
  };

  const listeners = { pointerdown: begin, pointermove: move, pointerup: end, pointercancel: end, keydown: key };
  for (const [name, listener] of Object.entries(listeners)) board.addEventListener(name, listener);
  return {
    fillScreen: () => board.requestFullscreen(),
    dispose() {
      held = null;
      for (const [name, listener] of Object.entries(listeners)) board.removeEventListener(name, listener);
    },
  };
}

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
