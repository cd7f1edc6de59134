// Products of matrices and vectors.
#include "shim.h"

using shim::result;
using shim::status;

#define PRODUCT(name) \
    SHIM Handle mt_##name(Handle self, Handle other) { return result([&] { return self->name(*other); }); }

PRODUCT(matmul)
PRODUCT(mm)
PRODUCT(bmm)
PRODUCT(mv)
PRODUCT(dot)
PRODUCT(outer)

SHIM Handle mt_addmm(Handle self, Handle a, Handle b, float beta, float alpha) {
    return result([&] { return self->addmm(*a, *b, beta, alpha); });
}

SHIM int32_t mt_addmm_(Handle self, Handle a, Handle b, float beta, float alpha) {
    return status([&] { self->addmm_(*a, *b, beta, alpha); });
}

SHIM Handle mt_baddbmm(Handle self, Handle a, Handle b, float beta, float alpha) {
    return result([&] { return self->baddbmm(*a, *b, beta, alpha); });
}

SHIM Handle mt_einsum(const char* equation, const Handle* tensors, int64_t count) {
    return result([&] { return at::einsum(equation, shim::tensors(tensors, count)); });
}

SHIM Handle mt_linear(Handle input, Handle weight, Handle bias) {
    return result([&] { return at::linear(*input, *weight, shim::optional(bias)); });
}
