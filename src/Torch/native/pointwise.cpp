// Functions of one tensor, element by element.
#include "shim.h"

using shim::result;
using shim::status;

#define UNARY(name) \
    SHIM Handle mt_##name(Handle self) { return result([&] { return self->name(); }); }

#define UNARY_AND_IN_PLACE(name) \
    UNARY(name) \
    SHIM int32_t mt_##name##_(Handle self) { return status([&] { self->name##_(); }); }

UNARY_AND_IN_PLACE(abs)
UNARY_AND_IN_PLACE(acos)
UNARY_AND_IN_PLACE(asin)
UNARY_AND_IN_PLACE(atan)
UNARY_AND_IN_PLACE(ceil)
UNARY_AND_IN_PLACE(cos)
UNARY_AND_IN_PLACE(cosh)
UNARY_AND_IN_PLACE(erf)
UNARY_AND_IN_PLACE(erfc)
UNARY_AND_IN_PLACE(erfinv)
UNARY_AND_IN_PLACE(exp)
UNARY_AND_IN_PLACE(exp2)
UNARY_AND_IN_PLACE(expm1)
UNARY_AND_IN_PLACE(floor)
UNARY_AND_IN_PLACE(frac)
UNARY_AND_IN_PLACE(log)
UNARY_AND_IN_PLACE(log10)
UNARY_AND_IN_PLACE(log1p)
UNARY_AND_IN_PLACE(log2)
UNARY_AND_IN_PLACE(logical_not)
UNARY_AND_IN_PLACE(neg)
UNARY_AND_IN_PLACE(reciprocal)
UNARY_AND_IN_PLACE(relu)
UNARY_AND_IN_PLACE(rsqrt)
UNARY_AND_IN_PLACE(sigmoid)
UNARY_AND_IN_PLACE(sign)
UNARY_AND_IN_PLACE(sin)
UNARY_AND_IN_PLACE(sinh)
UNARY_AND_IN_PLACE(sqrt)
UNARY_AND_IN_PLACE(square)
UNARY_AND_IN_PLACE(tan)
UNARY_AND_IN_PLACE(tanh)
UNARY_AND_IN_PLACE(trunc)
UNARY_AND_IN_PLACE(bitwise_not)
UNARY(isfinite)
UNARY(isinf)
UNARY(isnan)
UNARY(isneginf)
UNARY(isposinf)
UNARY(signbit)

#define ACTIVATION(name) \
    SHIM Handle mt_##name(Handle self) { return result([&] { return at::name(*self); }); } \
    SHIM int32_t mt_##name##_(Handle self) { return status([&] { at::name##_(*self); }); }

ACTIVATION(selu)
ACTIVATION(silu)
ACTIVATION(hardsigmoid)
ACTIVATION(hardswish)
ACTIVATION(relu6)

SHIM Handle mt_gelu(Handle self) {
    return result([&] { return at::gelu(*self); });
}

SHIM Handle mt_log_sigmoid(Handle self) {
    return result([&] { return at::log_sigmoid(*self); });
}

SHIM Handle mt_round(Handle self, int64_t decimals) {
    return result([&] { return decimals == 0 ? self->round() : self->round(decimals); });
}

SHIM int32_t mt_round_(Handle self, int64_t decimals) {
    return status([&] { decimals == 0 ? self->round_() : self->round_(decimals); });
}

SHIM Handle mt_leaky_relu(Handle self, Number slope) {
    return result([&] { return at::leaky_relu(*self, slope.scalar()); });
}

SHIM int32_t mt_leaky_relu_(Handle self, Number slope) {
    return status([&] { at::leaky_relu_(*self, slope.scalar()); });
}

SHIM Handle mt_elu(Handle self, Number alpha) {
    return result([&] { return at::elu(*self, alpha.scalar()); });
}

SHIM int32_t mt_elu_(Handle self, Number alpha) {
    return status([&] { at::elu_(*self, alpha.scalar()); });
}

SHIM Handle mt_hardtanh(Handle self, Number min, Number max) {
    return result([&] { return at::hardtanh(*self, min.scalar(), max.scalar()); });
}

SHIM int32_t mt_hardtanh_(Handle self, Number min, Number max) {
    return status([&] { at::hardtanh_(*self, min.scalar(), max.scalar()); });
}

SHIM Handle mt_softplus(Handle self, double beta, double threshold) {
    return result([&] { return at::softplus(*self, beta, threshold); });
}

SHIM Handle mt_clamp(Handle self, Number min, Number max) {
    return result([&] { return self->clamp(min.optional(), max.optional()); });
}

SHIM int32_t mt_clamp_(Handle self, Number min, Number max) {
    return status([&] { self->clamp_(min.optional(), max.optional()); });
}

SHIM Handle mt_clamp_tensor(Handle self, Handle min, Handle max) {
    return result([&] { return self->clamp(shim::optional(min), shim::optional(max)); });
}

SHIM int32_t mt_clamp_tensor_(Handle self, Handle min, Handle max) {
    return status([&] { self->clamp_(shim::optional(min), shim::optional(max)); });
}

SHIM int32_t mt_fill_(Handle self, Number value) {
    return status([&] { self->fill_(value.scalar()); });
}

SHIM int32_t mt_zero_(Handle self) {
    return status([&] { self->zero_(); });
}

SHIM Handle mt_softmax(Handle self, int64_t dim, int8_t dtype) {
    return result([&] { return self->softmax(dim, shim::type(dtype)); });
}

SHIM Handle mt_log_softmax(Handle self, int64_t dim, int8_t dtype) {
    return result([&] { return self->log_softmax(dim, shim::type(dtype)); });
}

SHIM Handle mt_cumsum(Handle self, int64_t dim, int8_t dtype) {
    return result([&] { return self->cumsum(dim, shim::type(dtype)); });
}

SHIM Handle mt_nan_to_num(Handle self, double nan, double* positive, double* negative) {
    return result([&] {
        auto high = positive ? Optional<double>(*positive) : none;
        auto low = negative ? Optional<double>(*negative) : none;
        return self->nan_to_num(nan, high, low);
    });
}
