// Loss functions. Reduction: 0 none, 1 mean, 2 sum, which are libtorch's own numbers.
#include "shim.h"

using shim::optional;
using shim::result;

#define PAIR_LOSS(name) \
    SHIM Handle mt_##name(Handle input, Handle target, int64_t reduction) { \
        return result([&] { return at::name(*input, *target, reduction); }); \
    }

PAIR_LOSS(mse_loss)
PAIR_LOSS(l1_loss)
PAIR_LOSS(soft_margin_loss)

SHIM Handle mt_smooth_l1_loss(Handle input, Handle target, int64_t reduction, double beta) {
    return result([&] { return at::smooth_l1_loss(*input, *target, reduction, beta); });
}

SHIM Handle mt_huber_loss(Handle input, Handle target, int64_t reduction, double delta) {
    return result([&] { return at::huber_loss(*input, *target, reduction, delta); });
}

SHIM Handle mt_kl_div(Handle input, Handle target, int64_t reduction, int32_t log_target) {
    return result([&] { return at::kl_div(*input, *target, reduction, log_target != 0); });
}

SHIM Handle mt_cross_entropy(
    Handle input, Handle target, Handle weight, int64_t reduction, int64_t ignore_index, double label_smoothing) {
    return result([&] {
        return at::cross_entropy_loss(*input, *target, optional(weight), reduction, ignore_index, label_smoothing);
    });
}

SHIM Handle mt_nll_loss(Handle input, Handle target, Handle weight, int64_t reduction, int64_t ignore_index) {
    return result([&] { return at::nll_loss_nd(*input, *target, optional(weight), reduction, ignore_index); });
}

SHIM Handle mt_binary_cross_entropy(Handle input, Handle target, Handle weight, int64_t reduction) {
    return result([&] { return at::binary_cross_entropy(*input, *target, optional(weight), reduction); });
}

SHIM Handle mt_binary_cross_entropy_with_logits(Handle input, Handle target, Handle weight, Handle positive, int64_t reduction) {
    return result([&] {
        return at::binary_cross_entropy_with_logits(*input, *target, optional(weight), optional(positive), reduction);
    });
}
