using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry of <c>t[a, b, …]</c>: a number, a range, a tensor of positions or a mask, a new axis, or "all the rest".</summary>
    public readonly struct TensorIndex
    {
        public static readonly TensorIndex None = new(IndexKind.None);
        public static readonly TensorIndex Null = None;
        public static readonly TensorIndex Ellipsis = new(IndexKind.Ellipsis);
        public static readonly TensorIndex Colon = Slice(null, null);

        private readonly IndexKind kind;
        private readonly long? start;
        private readonly long? stop;
        private readonly long? step;
        private readonly Tensor? tensor;

        private TensorIndex(IndexKind kind, long? start = null, long? stop = null, long? step = null, Tensor? tensor = null)
        {
            this.kind = kind;
            this.start = start;
            this.stop = stop;
            this.step = step;
            this.tensor = tensor;
        }

        internal Tensor? Positions => tensor;

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        /// <summary>Elements start, start + step, … before stop; missing values are the dimension's ends and a step of 1.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null)
        {
            if (step is <= 0) throw new ArgumentOutOfRangeException(nameof(step), step, "A slice goes forwards.");
            return new TensorIndex(IndexKind.Slice, start, stop, step);
        }

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value);

        public static TensorIndex Bool(bool value) => new(IndexKind.Boolean, value ? 1 : 0);

        public static TensorIndex Single(long? index) =>
            new(IndexKind.Single, index ?? throw new ArgumentNullException(nameof(index)));

        public static TensorIndex Tensor(Tensor tensor) => new(IndexKind.Tensor, tensor: tensor);

        internal IndexEntry Entry() => new()
        {
            Kind = (long)kind,
            Start = start ?? 0,
            Stop = stop ?? 0,
            Step = step ?? 1,
            Given = (start is null ? 0 : 1) | (stop is null ? 0 : 2) | (step is null ? 0 : 4),
            Tensor = tensor?.Handle ?? 0,
        };

        private enum IndexKind : long
        {
            None = 0,
            Ellipsis = 1,
            Boolean = 2,
            Single = 3,
            Slice = 4,
            Tensor = 5,
        }
    }
}
