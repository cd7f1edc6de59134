// Running the graph backwards.
#include "shim.h"

#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>

using shim::status;
using shim::tensors;

SHIM int32_t mt_backward(const Handle* outputs, int64_t output_count, const Handle* gradients, int64_t gradient_count,
                         int32_t retain_graph, int32_t create_graph, const Handle* inputs, int64_t input_count) {
    return status([&] {
        torch::autograd::backward(tensors(outputs, output_count), tensors(gradients, gradient_count), retain_graph != 0,
                                  create_graph != 0, tensors(inputs, input_count));
    });
}

// One gradient per input, null where an unused input was allowed.
SHIM int32_t mt_grads(const Handle* outputs, int64_t output_count, const Handle* inputs, int64_t input_count,
                      const Handle* gradients, int64_t gradient_count, int32_t retain_graph, int32_t create_graph,
                      int32_t allow_unused, Handle* results) {
    return status([&] {
        shim::store(torch::autograd::grad(tensors(outputs, output_count), tensors(inputs, input_count),
                                          tensors(gradients, gradient_count), retain_graph != 0, create_graph != 0, allow_unused != 0),
                    results);
    });
}

SHIM int32_t mt_anomaly_enabled() { return torch::autograd::AnomalyMode::is_enabled(); }

SHIM int32_t mt_anomaly_checks_nan() { return torch::autograd::AnomalyMode::should_check_nan(); }

SHIM void mt_set_anomaly(int32_t enabled, int32_t check_nan) {
    torch::autograd::AnomalyMode::set_enabled(enabled != 0, check_nan != 0);
}
