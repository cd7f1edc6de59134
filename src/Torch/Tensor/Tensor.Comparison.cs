using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);

        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);

        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);

        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);

        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);

        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);

        public Tensor eq(Tensor target) => New(mt_eq(Handle, target.Handle), this, target);

        public Tensor eq(Scalar target) => New(mt_eq_scalar(Handle, target.Number), this);

        public Tensor eq_(Tensor target) => Changed(mt_eq_(Handle, target.Handle), target);

        public Tensor eq_(Scalar target) => Changed(mt_eq_scalar_(Handle, target.Number));

        public Tensor ne(Tensor target) => New(mt_ne(Handle, target.Handle), this, target);

        public Tensor ne(Scalar target) => New(mt_ne_scalar(Handle, target.Number), this);

        public Tensor ne_(Tensor target) => Changed(mt_ne_(Handle, target.Handle), target);

        public Tensor ne_(Scalar target) => Changed(mt_ne_scalar_(Handle, target.Number));

        public Tensor lt(Tensor target) => New(mt_lt(Handle, target.Handle), this, target);

        public Tensor lt(Scalar target) => New(mt_lt_scalar(Handle, target.Number), this);

        public Tensor lt_(Tensor target) => Changed(mt_lt_(Handle, target.Handle), target);

        public Tensor lt_(Scalar target) => Changed(mt_lt_scalar_(Handle, target.Number));

        public Tensor le(Tensor target) => New(mt_le(Handle, target.Handle), this, target);

        public Tensor le(Scalar target) => New(mt_le_scalar(Handle, target.Number), this);

        public Tensor le_(Tensor target) => Changed(mt_le_(Handle, target.Handle), target);

        public Tensor le_(Scalar target) => Changed(mt_le_scalar_(Handle, target.Number));

        public Tensor gt(Tensor target) => New(mt_gt(Handle, target.Handle), this, target);

        public Tensor gt(Scalar target) => New(mt_gt_scalar(Handle, target.Number), this);

        public Tensor gt_(Tensor target) => Changed(mt_gt_(Handle, target.Handle), target);

        public Tensor gt_(Scalar target) => Changed(mt_gt_scalar_(Handle, target.Number));

        public Tensor ge(Tensor target) => New(mt_ge(Handle, target.Handle), this, target);

        public Tensor ge(Scalar target) => New(mt_ge_scalar(Handle, target.Number), this);

        public Tensor ge_(Tensor target) => Changed(mt_ge_(Handle, target.Handle), target);

        public Tensor ge_(Scalar target) => Changed(mt_ge_scalar_(Handle, target.Number));

        public Tensor equal(Tensor target) => eq(target);

        public Tensor not_equal(Tensor target) => ne(target);

        public Tensor less(Tensor target) => lt(target);

        public Tensor less_equal(Tensor target) => le(target);

        public Tensor greater(Tensor target) => gt(target);

        public Tensor greater_equal(Tensor target) => ge(target);

        public Tensor isclose(Tensor other, double rtol = 1e-5, double atol = 1e-8, bool nanEqual = false) =>
            New(mt_isclose(Handle, other.Handle, rtol, atol, nanEqual ? 1 : 0), this, other);

        public bool allclose(Tensor target, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false)
        {
            NativeError.Check(mt_allclose(Handle, target.Handle, rtol, atol, equal_nan ? 1 : 0, out var close));
            GC.KeepAlive(target);
            return Kept(close) != 0;
        }
    }
}
