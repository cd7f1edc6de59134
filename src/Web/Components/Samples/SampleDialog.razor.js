// A picture over the page, as the browser's own dialog: it keeps the focus inside, closes with Esc and gives the focus back.
export function init(dialog, page) {
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  dialog.addEventListener("keydown", (event) => {
    // The slider moves by itself.
    if (!(event.key in moves) || event.target.type === "range") return;
    event.preventDefault();
    page.invokeMethodAsync("KeyAsync", ...moves[event.key]);
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => page.invokeMethodAsync("CloseAsync"), { once: true });
  dialog.showModal();
  return {
    hide() {
      dialog.close();
    },
    dispose() {},
  };
}
