// Functions of two or more tensors, element by element, with broadcasting.
#include "shim.h"

using shim::result;
using shim::status;

#define BINARY(name) \
    SHIM Handle mt_##name(Handle self, Handle other) { return result([&] { return self->name(*other); }); } \
    SHIM Handle mt_##name##_scalar(Handle self, Number other) { return result([&] { return self->name(other.scalar()); }); }

#define BINARY_IN_PLACE(name) \
    SHIM int32_t mt_##name##_(Handle self, Handle other) { return status([&] { self->name##_(*other); }); } \
    SHIM int32_t mt_##name##_scalar_(Handle self, Number other) { return status([&] { self->name##_(other.scalar()); }); }

#define BINARY_AND_IN_PLACE(name) BINARY(name) BINARY_IN_PLACE(name)

BINARY_AND_IN_PLACE(mul)
BINARY_AND_IN_PLACE(pow)
BINARY_AND_IN_PLACE(remainder)
BINARY_AND_IN_PLACE(fmod)
BINARY_AND_IN_PLACE(eq)
BINARY_AND_IN_PLACE(ne)
BINARY_AND_IN_PLACE(lt)
BINARY_AND_IN_PLACE(le)
BINARY_AND_IN_PLACE(gt)
BINARY_AND_IN_PLACE(ge)
BINARY_AND_IN_PLACE(floor_divide)

#define WITH_TENSOR(name) \
    SHIM Handle mt_##name(Handle self, Handle other) { return result([&] { return self->name(*other); }); }

#define WITH_TENSOR_AND_IN_PLACE(name) \
    WITH_TENSOR(name) \
    SHIM int32_t mt_##name##_(Handle self, Handle other) { return status([&] { self->name##_(*other); }); }

WITH_TENSOR_AND_IN_PLACE(atan2)
WITH_TENSOR_AND_IN_PLACE(bitwise_and)
WITH_TENSOR_AND_IN_PLACE(bitwise_or)
WITH_TENSOR_AND_IN_PLACE(bitwise_xor)
WITH_TENSOR_AND_IN_PLACE(logical_and)
WITH_TENSOR_AND_IN_PLACE(logical_or)
WITH_TENSOR_AND_IN_PLACE(logical_xor)
WITH_TENSOR_AND_IN_PLACE(ldexp)
WITH_TENSOR(copysign)
WITH_TENSOR(maximum)
WITH_TENSOR(minimum)
WITH_TENSOR(fmax)
WITH_TENSOR(fmin)

SHIM Handle mt_add(Handle self, Handle other, Number alpha) {
    return result([&] { return self->add(*other, alpha.scalar()); });
}

SHIM Handle mt_add_scalar(Handle self, Number other, Number alpha) {
    return result([&] { return self->add(other.scalar(), alpha.scalar()); });
}

SHIM int32_t mt_add_(Handle self, Handle other, Number alpha) {
    return status([&] { self->add_(*other, alpha.scalar()); });
}

SHIM int32_t mt_add_scalar_(Handle self, Number other, Number alpha) {
    return status([&] { self->add_(other.scalar(), alpha.scalar()); });
}

SHIM Handle mt_sub(Handle self, Handle other) {
    return result([&] { return self->sub(*other); });
}

SHIM Handle mt_sub_scalar(Handle self, Number other) {
    return result([&] { return self->sub(other.scalar()); });
}

SHIM int32_t mt_sub_(Handle self, Handle other) {
    return status([&] { self->sub_(*other); });
}

SHIM int32_t mt_sub_scalar_(Handle self, Number other) {
    return status([&] { self->sub_(other.scalar()); });
}

SHIM Handle mt_rsub_scalar(Handle self, Number other) {
    return result([&] { return at::rsub(*self, other.scalar()); });
}

SHIM Handle mt_rdiv_scalar(Handle self, Number other) {
    return result([&] { return self->reciprocal().mul(other.scalar()); });
}

namespace {

Optional<Text> rounding(int32_t mode) {
    switch (mode) {
        case 1: return Text("trunc");
        case 2: return Text("floor");
        default: return none;
    }
}

}  // namespace

SHIM Handle mt_div(Handle self, Handle other, int32_t mode) {
    return result([&] { return self->div(*other, rounding(mode)); });
}

SHIM Handle mt_div_scalar(Handle self, Number other, int32_t mode) {
    return result([&] { return self->div(other.scalar(), rounding(mode)); });
}

SHIM int32_t mt_div_(Handle self, Handle other, int32_t mode) {
    return status([&] { self->div_(*other, rounding(mode)); });
}

SHIM int32_t mt_div_scalar_(Handle self, Number other, int32_t mode) {
    return status([&] { self->div_(other.scalar(), rounding(mode)); });
}

SHIM Handle mt_addcmul(Handle self, Handle a, Handle b, Number value) {
    return result([&] { return self->addcmul(*a, *b, value.scalar()); });
}

SHIM int32_t mt_addcmul_(Handle self, Handle a, Handle b, Number value) {
    return status([&] { self->addcmul_(*a, *b, value.scalar()); });
}

SHIM Handle mt_addcdiv(Handle self, Handle a, Handle b, Number value) {
    return result([&] { return self->addcdiv(*a, *b, value.scalar()); });
}

SHIM int32_t mt_addcdiv_(Handle self, Handle a, Handle b, Number value) {
    return status([&] { self->addcdiv_(*a, *b, value.scalar()); });
}

SHIM Handle mt_lerp(Handle self, Handle end, Handle weight) {
    return result([&] { return self->lerp(*end, *weight); });
}

SHIM int32_t mt_lerp_(Handle self, Handle end, Handle weight) {
    return status([&] { self->lerp_(*end, *weight); });
}

SHIM Handle mt_where(Handle condition, Handle self, Handle other) {
    return result([&] { return at::where(*condition, *self, *other); });
}

SHIM Handle mt_isclose(Handle self, Handle other, double rtol, double atol, int32_t equal_nan) {
    return result([&] { return self->isclose(*other, rtol, atol, equal_nan != 0); });
}

SHIM int32_t mt_allclose(Handle self, Handle other, double rtol, double atol, int32_t equal_nan, int32_t* close) {
    return status([&] { *close = self->allclose(*other, rtol, atol, equal_nan != 0); });
}

SHIM int32_t mt_equal(Handle self, Handle other, int32_t* equal) {
    return status([&] { *equal = self->equal(*other); });
}
