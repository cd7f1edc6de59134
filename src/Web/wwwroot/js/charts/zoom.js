// The ways to ask a line chart for a part of its horizontal axis.

/** Dragging over the chart selects a window; a double click asks for everything again. */
export function selectByMouse({ element, chart }, zoom) {
  let start = null;
  const mark = document.createElement("div");
  mark.className = "chart-selection";
  const inside = (event) => chart.containPixel("grid", [event.offsetX, event.offsetY]);
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch" || !inside(event)) return;
    start = { x: event.offsetX, left: event.clientX };
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener("pointermove", (event) => {
    if (!start) return;
    const width = event.clientX - start.left;
    mark.style.insetInlineStart = `${Math.min(start.x, start.x + width)}px`;
    mark.style.inlineSize = `${Math.abs(width)}px`;
    if (!mark.isConnected && Math.abs(width) > 5) element.appendChild(mark);
  });
  element.addEventListener("pointerup", (event) => {
    if (!start) return;
    const ends = [start.x, start.x + event.clientX - start.left].sort((a, b) => a - b);
    start = null;
    mark.remove();
    if (ends[1] - ends[0] > 5) zoom(...ends.map((x) => chart.convertFromPixel({ xAxisIndex: 0 }, x)));
  });
  element.addEventListener("dblclick", () => zoom(null, null));
}

/** Arrows move the cursor along the longest line, + and − zoom around it, 0 shows everything. */
export function moveByKeys(view, zoom) {
  let cursor = 0;
  view.element.addEventListener("keydown", (event) => {
    const lines = view.drawn?.series ?? [];
    if (lines.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const longest = lines.reduce((best, line, i) => (line.count > lines[best].count ? i : best), 0);
    const { key, x, count } = lines[longest];
    if (count === 0) return;
    const stride = Math.max(1, Math.round(count / 100));
    const moves = { ArrowLeft: -stride, ArrowRight: stride, Home: -count, End: count };
    if (event.key in moves) {
      cursor = Math.min(count - 1, Math.max(0, cursor + moves[event.key]));
      view.chart.dispatchAction({ type: "showTip", seriesId: key, dataIndex: cursor });
    } else if (event.key === "+" || event.key === "-") {
      const { from, to } = view.drawn;
      const span = ((to ?? x[count - 1]) - (from ?? x[0])) * (event.key === "+" ? 0.25 : 1);
      if (event.key === "-" && from == null) return;
      zoom(x[cursor] - span, x[cursor] + span);
    } else if (event.key === "0") {
      zoom(null, null);
    } else return;
    event.preventDefault();
  });
}
