// What parallel coordinates and scatter plots have in common: items with a value on each of several axes.
import { amount } from "./numbers.js";
import { tooltipBox } from "./theme.js";

/** Every item brings a value for each axis. */
export function unpack(header, next) {
  return { ...header, items: header.items.map((item) => ({ ...item, values: Array.from(next(header.axes.length)) })) };
}

export function tableOf({ axes, items }) {
  return [["run", ...axes.map((axis) => axis.title)], ...items.map((item) => [item.label, ...item.values.map((value, i) => valueOf(axes[i], value))])];
}

/** A value as it is written: a word, or a number in its unit. */
export const wordsOf = (axis, value) => (axis.names ? axis.names[value] ?? "–" : Number.isNaN(value) ? "–" : amount(value, axis.unit, 4));

export const wholeNumbers = ({ items }, dim) => items.every((item) => Number.isNaN(item.values[dim]) || Number.isInteger(item.values[dim]));

export const tooltipFor = ({ axes, items }, place) =>
  tooltipBox(items[place].label, axes.map((axis, i) => ({ name: axis.title, value: wordsOf(axis, items[place].values[i]) })));

/** Items without the tag in force step back. */
export const opacityOf = (item, tag, full) => (tag === null || item.tag === tag ? full : full * 0.1);

/** A click opens the item; so does Enter, on the one that the arrows have moved to. */
export function pick(view, order) {
  let cursor = -1;
  view.chart.on("click", ({ seriesIndex, dataIndex }) => seriesIndex === 0 && view.page.invokeMethodAsync("PickAsync", dataIndex));
  view.element.addEventListener("keydown", (event) => {
    const places = order(view.drawn);
    if (places.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -places.length, End: places.length };
    if (event.key in moves) {
      view.chart.dispatchAction({ type: "downplay", seriesIndex: 0 });
      cursor = Math.min(places.length - 1, Math.max(0, cursor + moves[event.key]));
      view.chart.dispatchAction({ type: "highlight", seriesIndex: 0, dataIndex: places[cursor] });
      view.chart.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: places[cursor] });
    } else if (event.key === "Enter" && cursor >= 0) {
      view.page.invokeMethodAsync("PickAsync", places[cursor]);
    } else return;
    event.preventDefault();
  });
}

function valueOf(axis, value) {
  return axis.names ? (axis.names[value] ?? "") : Number.isNaN(value) ? "" : value;
}
