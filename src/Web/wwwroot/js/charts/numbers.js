// Numbers as people read them.

/** A value in its unit, to as many significant digits. */
export function amount(value, unit, digits) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  if (unit === "fraction") return `${Number((value * 100).toPrecision(digits))} %`;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential(Math.max(0, digits - 3));
  return String(Number(value.toPrecision(digits)));
}

/** As many digits as tell the marks of an axis apart: values close to each other need more. */
export function digitsFor(arrays) {
  let [low, high] = [Infinity, -Infinity];
  for (const values of arrays) {
    for (const value of values) {
      if (Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
    }
  }
  return high > low ? Math.min(9, Math.max(3, Math.ceil(Math.log10(Math.max(-low, high) / (high - low))) + 3)) : 3;
}

/** A place on a horizontal axis. */
export function position(value, axis) {
  if (axis === "WallTime") return new Date(value).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
  if (axis === "Elapsed") {
    const [h, m, s] = [Math.floor(value / 3600), Math.floor((value % 3600) / 60), Math.round(value % 60)];
    return h > 0 ? `${h} h ${m} min` : m > 0 ? `${m} min${s > 0 ? ` ${s} s` : ""}` : `${s} s`;
  }
  if (axis === "Epoch") return String(Math.round(value * 100) / 100);
  if (Math.abs(value) >= 1e6) return `${Number((value / 1e6).toPrecision(4))}M`;
  return Math.abs(value) >= 10000 ? `${Number((value / 1000).toPrecision(4))}k` : String(Math.round(value));
}

/** The same in a sentence. */
export function heading(value, axis) {
  if (axis === "WallTime") return position(value, axis);
  if (axis === "Images") return `${position(value, axis)} images`;
  return axis === "Elapsed" ? `after ${position(value, axis)}` : `${axis.toLowerCase()} ${position(value, axis)}`;
}
