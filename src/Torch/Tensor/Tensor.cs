using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A libtorch tensor. Disposing releases the native handle at once; the finalizer is the safety net. Using a disposed tensor
    /// raises <see cref="ObjectDisposedException"/>. A tensor belongs to the dispose scope that was open where it was made.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long totalCount;
        private static long peakCount;

        // Few tensors have one; the others are a fifth smaller without it.
        private static readonly ConditionalWeakTable<Tensor, string> names = [];

        internal nint handle;

        internal Tensor(nint handle, bool register = true)
        {
            this.handle = handle;
            var count = Interlocked.Increment(ref totalCount);
            if (count > peakCount) peakCount = count;
            if (register) OwningDisposeScope = DisposeScopeManager.ThreadSingleton.Register(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>Tensors alive in the process.</summary>
        public static long TotalCount => Interlocked.Read(ref totalCount);

        public static long PeakCount => Interlocked.Read(ref peakCount);

        public IntPtr Handle
        {
            get
            {
                ObjectDisposedException.ThrowIf(handle == 0, this);
                return handle;
            }
        }

        public bool IsInvalid => handle == 0;

        public string? name
        {
            get => names.TryGetValue(this, out var given) ? given : null;
            set
            {
                if (value is null) names.Remove(this);
                else names.AddOrUpdate(this, value);
            }
        }

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>Wraps a native handle, which the new object owns.</summary>
        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Gives the native handle up to the caller, who disposes it.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            var released = Handle;
            Vacate();
            OwningDisposeScope?.MarkAsDisposed(this);
            return released;
        }

        /// <summary>Whether both have the same shape and elements.</summary>
        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public bool Equals(Tensor? target)
        {
            if (target is null) return false;
            NativeError.Check(mt_equal(Handle, target.Handle, out var equal));
            GC.KeepAlive(this);
            GC.KeepAlive(target);
            return equal != 0;
        }

        /// <summary>Of the object, not of the elements: equal tensors may differ in it.</summary>
        public override int GetHashCode() => base.GetHashCode();

        protected virtual void Dispose(bool disposing)
        {
            var released = MoveHandle();
            if (released == 0) return;
            if (disposing)
            {
                var counts = DisposeScopeManager.ThreadSingleton.Counts.TensorStatistics;
                if (OwningDisposeScope is null)
                {
                    counts.DisposedOutsideScopeCount++;
                }
                else
                {
                    counts.DisposedInScopeCount++;
                    OwningDisposeScope.MarkAsDisposed(this);
                }
            }

            Interlocked.Decrement(ref totalCount);
            mt_dispose(released);
        }

        /// <summary>Leaves the object empty: another one has taken its handle.</summary>
        internal void Vacate()
        {
            if (MoveHandle() != 0) Interlocked.Decrement(ref totalCount);
        }

        internal nint MoveHandle() => Interlocked.Exchange(ref handle, 0);

        /// <summary>Wraps a native result. The operands are passed so that they outlive the call that made it.</summary>
        internal static Tensor New(nint result, Tensor? a = null, Tensor? b = null, Tensor? c = null, Tensor? d = null)
        {
            GC.KeepAlive(a);
            GC.KeepAlive(b);
            GC.KeepAlive(c);
            GC.KeepAlive(d);
            if (result == 0) NativeError.Throw();
            return new Tensor(result);
        }

        /// <summary>Ends an operation that changed this tensor.</summary>
        private Tensor Changed(int status, Tensor? a = null, Tensor? b = null, Tensor? c = null)
        {
            GC.KeepAlive(a);
            GC.KeepAlive(b);
            GC.KeepAlive(c);
            GC.KeepAlive(this);
            if (status != 0) NativeError.Throw();
            return this;
        }
    }
}
