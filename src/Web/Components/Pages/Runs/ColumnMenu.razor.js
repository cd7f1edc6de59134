// Drags a row of the list of columns to another place. A line shows where it would go; the page moves it when it is let go.

/** `page` is the component that answers DropAsync. */
export function init(element, page) {
  let held = null;
  const items = () => [...element.querySelectorAll("[data-list] > [data-key]")];

  const begin = (event) => {
    const item = event.target.closest?.("[data-grip]")?.closest("[data-key]");
    if (!item || event.button !== 0) return;
    event.preventDefault();
    event.target.setPointerCapture?.(event.pointerId);
    held = { item, position: items().indexOf(item) };
    item.dataset.held = "";
  };

  const clear = () => items().forEach((item) => delete item.dataset.drop);

  const move = (event) => {
    if (!held) return;
    const others = items().filter((item) => item !== held.item);
    const below = others.findIndex((item) => {
      const box = item.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    held.position = below < 0 ? others.length : below;
    clear();
    if (below < 0) others.at(-1).dataset.drop = "after";
    else others[below].dataset.drop = "before";
  };

  const end = () => {
    if (!held) return;
    const { item, position } = held;
    const before = items().indexOf(item);
    held = null;
    clear();
    delete item.dataset.held;
    if (position !== before) page.invokeMethodAsync("DropAsync", item.dataset.key, position);
  };

  const listeners = { pointerdown: begin, pointermove: move, pointerup: end, pointercancel: end };
  for (const [name, listener] of Object.entries(listeners)) element.addEventListener(name, listener);
  return {
    dispose() {
      held = null;
      for (const [name, listener] of Object.entries(listeners)) element.removeEventListener(name, listener);
    },
  };
}
