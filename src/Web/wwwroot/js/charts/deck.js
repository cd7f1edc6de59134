// What the charts of a page do together: one cursor for those of a deck, and one tag that all of them bring forward.
const charts = new Set();
let leader = null;
let place = null;
let frame = 0;
let tag = null;

/** Takes a chart in; `highlight` is told which tag comes forward, or null. Returns how to leave. */
export function join(view, highlight) {
  const member = { view, highlight };
  charts.add(member);
  view.tag = tag;
  const lead = () => {
    if (leader === member) return;
    const before = leader;
    leader = member;
    for (const { view: one } of [before, member].filter(Boolean)) one.drawn && one.chart.setOption({ tooltip: { extraCssText: layerOf(one) } });
  };
  view.element.addEventListener("pointerenter", lead);
  view.element.addEventListener("keydown", lead, { capture: true });
  view.element.addEventListener("pointerleave", () => follow(null));
  view.element.addEventListener("blur", () => follow(null));
  view.chart.on("updateAxisPointer", ({ axesInfo }) => leader === member && axesInfo.length > 0 && follow(axesInfo[0].value));
  return () => {
    charts.delete(member);
    if (leader === member) leader = null;
  };
}

/** Whether a chart shows its cursor because another one of its deck has it. */
export const isFollowing = (view) => leader !== null && leader.view !== view && !!view.drawn?.deck && leader.view.drawn?.deck === view.drawn.deck;

/** The values under the pointer stand above those that follow. */
export const layerOf = (view) => `z-index: ${leader?.view === view ? 40 : 30}`;

/** The others of the leader's deck show their values at the same position, or none. */
function follow(value) {
  place = value;
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => {
    const deck = leader?.view.drawn?.deck;
    if (!deck) return;
    for (const { view } of charts) {
      if (view === leader.view || view.drawn?.deck !== deck || !isSeen(view.element)) continue;
      const x = place === null ? null : view.chart.convertToPixel({ xAxisIndex: 0 }, place);
      const y = view.element.clientHeight / 2;
      const inside = x !== null && view.chart.containPixel("grid", [x, y]);
      if (inside) {
        view.chart.dispatchAction({ type: "showTip", x, y });
      } else {
        view.chart.dispatchAction({ type: "hideTip" });
        view.chart.dispatchAction({ type: "updateAxisPointer", currTrigger: "leave" });
      }
    }
  });
}

function isSeen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}

/** Pointing at an entry of a legend, or moving the focus to it, brings its lines forward. */
function point(event) {
  const entry = event.target instanceof Element ? event.target.closest("[data-highlight]") : null;
  const next = entry?.dataset.highlight ?? null;
  if (next === tag) return;
  tag = next;
  for (const { view, highlight } of charts) {
    view.tag = tag;
    highlight(tag);
  }
}

document.addEventListener("pointerover", point);
document.addEventListener("focusin", point);
