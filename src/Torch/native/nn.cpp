// The layers' functions: convolution, pooling, normalisation, padding, resampling, dropout.
#include "shim.h"

using shim::list;
using shim::maybe;
using shim::optional;
using shim::result;
using shim::results;
using shim::status;

// Two-dimensional windows: height and width of each quantity.
struct Window2d {
    int64_t kernel[2], stride[2], padding[2], dilation[2];
};

SHIM Handle mt_conv2d(Handle input, Handle weight, Handle bias, const Window2d* window, int64_t groups) {
    return result([&] {
        return at::conv2d(*input, *weight, optional(bias), list(window->stride, 2), list(window->padding, 2),
                          list(window->dilation, 2), groups);
    });
}

// Padding "same" (1) or "valid" (0), as libtorch works it out.
SHIM Handle mt_conv2d_padding(Handle input, Handle weight, Handle bias, const Window2d* window, int32_t same, int64_t groups) {
    return result([&] {
        return at::conv2d(*input, *weight, optional(bias), list(window->stride, 2), same ? "same" : "valid",
                          list(window->dilation, 2), groups);
    });
}

SHIM Handle mt_conv_transpose2d(
    Handle input, Handle weight, Handle bias, const Window2d* window, const int64_t* output_padding, int64_t groups) {
    return result([&] {
        return at::conv_transpose2d(*input, *weight, optional(bias), list(window->stride, 2), list(window->padding, 2),
                                    list(output_padding, 2), groups, list(window->dilation, 2));
    });
}

SHIM Handle mt_max_pool2d(Handle input, const Window2d* window, int32_t ceil_mode) {
    return result([&] {
        return at::max_pool2d(*input, list(window->kernel, 2), list(window->stride, 2), list(window->padding, 2),
                              list(window->dilation, 2), ceil_mode != 0);
    });
}

SHIM Handle mt_max_pool2d_with_indices(Handle input, const Window2d* window, int32_t ceil_mode, Handle* indices) {
    return results(indices, [&] {
        return at::max_pool2d_with_indices(*input, list(window->kernel, 2), list(window->stride, 2), list(window->padding, 2),
                                           list(window->dilation, 2), ceil_mode != 0);
    });
}

SHIM Handle mt_avg_pool2d(Handle input, const Window2d* window, int32_t ceil_mode, int32_t count_include_pad, int64_t divisor) {
    return result([&] {
        auto override = divisor ? Optional<int64_t>(divisor) : none;
        return at::avg_pool2d(*input, list(window->kernel, 2), list(window->stride, 2), list(window->padding, 2),
                              ceil_mode != 0, count_include_pad != 0, override);
    });
}

SHIM Handle mt_adaptive_avg_pool2d(Handle input, const int64_t* size) {
    return result([&] { return at::adaptive_avg_pool2d(*input, list(size, 2)); });
}

SHIM Handle mt_batch_norm(Handle input, Handle weight, Handle bias, Handle running_mean, Handle running_var, int32_t training,
                          double momentum, double eps) {
    return result([&] {
        return at::batch_norm(*input, optional(weight), optional(bias), optional(running_mean), optional(running_var),
                              training != 0, momentum, eps, at::globalContext().userEnabledCuDNN());
    });
}

SHIM Handle mt_layer_norm(Handle input, const int64_t* shape, int64_t count, Handle weight, Handle bias, double eps) {
    return result([&] { return at::layer_norm(*input, list(shape, count), optional(weight), optional(bias), eps); });
}

SHIM Handle mt_group_norm(Handle input, int64_t groups, Handle weight, Handle bias, double eps) {
    return result([&] { return at::group_norm(*input, groups, optional(weight), optional(bias), eps); });
}

SHIM Handle mt_dropout(Handle input, double p, int32_t training) {
    return result([&] { return at::dropout(*input, p, training != 0); });
}

SHIM int32_t mt_dropout_(Handle input, double p, int32_t training) {
    return status([&] { at::dropout_(*input, p, training != 0); });
}

// Mode: 1 reflect, 2 replicate, 3 circular, otherwise constant.
SHIM Handle mt_pad(Handle input, const int64_t* sides, int64_t count, int32_t mode, double value) {
    return result([&] {
        switch (mode) {
            case 1: return at::pad(*input, list(sides, count), "reflect");
            case 2: return at::pad(*input, list(sides, count), "replicate");
            case 3: return at::pad(*input, list(sides, count), "circular");
            default: return at::pad(*input, list(sides, count), "constant", value);
        }
    });
}

// Mode as in TorchSharp's InterpolationMode, for images [N, C, H, W]. A scale of 0 means "from the size".
SHIM Handle mt_upsample2d(Handle input, const int64_t* size, double scale_h, double scale_w, int32_t mode, int32_t align, int32_t antialias) {
    return result([&] {
        auto h = scale_h > 0 ? Optional<double>(scale_h) : none;
        auto w = scale_w > 0 ? Optional<double>(scale_w) : none;
        auto target = list(size, 2);
        switch (mode) {
            case 0: return at::upsample_nearest2d(*input, target, h, w);
            case 2:
                return antialias ? at::_upsample_bilinear2d_aa(*input, target, align != 0, h, w)
                                 : at::upsample_bilinear2d(*input, target, align != 0, h, w);
            case 3:
                return antialias ? at::_upsample_bicubic2d_aa(*input, target, align != 0, h, w)
                                 : at::upsample_bicubic2d(*input, target, align != 0, h, w);
            case 5: return at::adaptive_avg_pool2d(*input, target);
            case 6: return at::_upsample_nearest_exact2d(*input, target, h, w);
            default: TORCH_CHECK(false, "this interpolation does not apply to images");
        }
    });
}

SHIM Handle mt_im2col(Handle input, const Window2d* window) {
    return result([&] {
        return at::im2col(*input, list(window->kernel, 2), list(window->dilation, 2), list(window->padding, 2), list(window->stride, 2));
    });
}

SHIM Handle mt_one_hot(Handle input, int64_t classes) {
    return result([&] { return at::one_hot(*input, classes); });
}

SHIM Handle mt_pixel_shuffle(Handle input, int64_t factor) {
    return result([&] { return at::pixel_shuffle(*input, factor); });
}
