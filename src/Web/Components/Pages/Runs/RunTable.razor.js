// Column widths: dragged at the edge of a heading, or changed there by the arrow keys. The page keeps them; here they only follow the pointer.

const NARROWEST = 48;
const STEP = 16;

/** `page` is the component that answers ResizeAsync. */
export function init(scroll, page) {
  let held = null;

  const columnOf = (key) => scroll.querySelector(`table:last-child col[data-column="${CSS.escape(key)}"]`);
  const widthOf = (handle) => Math.round(handle.closest("th").getBoundingClientRect().width);

  const begin = (event) => {
    const handle = event.target.closest?.("[data-resize]");
    if (!handle || event.button !== 0) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    const table = handle.closest("table");
    const width = widthOf(handle);
    held = { handle, key: handle.dataset.resize, from: event.clientX, width, wanted: width, table, least: parseFloat(getComputedStyle(table).minInlineSize) || 0 };
    scroll.dataset.resizing = "";
  };

  const move = (event) => {
    if (!held) return;
    held.wanted = Math.max(NARROWEST, Math.round(held.width + event.clientX - held.from));
    columnOf(held.key).style.inlineSize = `${held.wanted}px`;
    held.table.style.minInlineSize = `${held.least + Math.max(0, held.wanted - held.width)}px`;
  };

  const end = () => {
    if (!held) return;
    const { key, width, wanted, table } = held;
    held = null;
    delete scroll.dataset.resizing;
    table.style.minInlineSize = "";
    if (wanted !== width) page.invokeMethodAsync("ResizeAsync", key, wanted);
  };

  const key = (event) => {
    const handle = event.target.closest?.("[data-resize]");
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (!handle || !(step || event.key === "Home")) return;
    event.preventDefault();
    page.invokeMethodAsync("ResizeAsync", handle.dataset.resize, step ? Math.max(NARROWEST, widthOf(handle) + step) : null);
  };

  const reset = (event) => {
    const handle = event.target.closest?.("[data-resize]");
    if (handle) page.invokeMethodAsync("ResizeAsync", handle.dataset.resize, null);
  };

  const listeners = { pointerdown: begin, pointermove: move, pointerup: end, pointercancel: end, keydown: key, dblclick: reset };
  for (const [name, listener] of Object.entries(listeners)) scroll.addEventListener(name, listener);
  return {
    dispose() {
      held = null;
      for (const [name, listener] of Object.entries(listeners)) scroll.removeEventListener(name, listener);
    },
  };
}
