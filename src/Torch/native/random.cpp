// Generators, and tensors filled from them. A null generator is the device's default one.
#include "shim.h"

#include <ATen/CPUGeneratorImpl.h>
#ifdef MANTISSA_CUDA
#include <ATen/cuda/CUDAGeneratorImpl.h>
#endif

using shim::list;
using shim::result;
using shim::status;

using Source = at::Generator*;

namespace {

Optional<at::Generator> from(Source source) {
    return source ? Optional<at::Generator>(*source) : none;
}

at::Tensor tracked(at::Tensor tensor, const Placement& placement) {
    if (placement.requires_grad) tensor.requires_grad_(true);
    return tensor;
}

template <typename Body>
Source source(Body&& body) noexcept {
    try {
        return new at::Generator(body());
    } catch (...) {
        shim::remember_current_exception();
        return nullptr;
    }
}

}  // namespace

SHIM Source mt_generator_new(uint64_t seed, int32_t device, int32_t index) {
    return source([&] {
#ifdef MANTISSA_CUDA
        if (static_cast<at::DeviceType>(device) == at::kCUDA) {
            auto generator = at::cuda::detail::createCUDAGenerator(static_cast<c10::DeviceIndex>(index));
            generator.set_current_seed(seed);
            return generator;
        }
#endif
        TORCH_CHECK(static_cast<at::DeviceType>(device) == at::kCPU, "this libtorch has no generator for the device");
        return at::detail::createCPUGenerator(seed);
    });
}

SHIM Source mt_generator_default(int32_t device, int32_t index) {
    return source([&] {
        at::Device where(static_cast<at::DeviceType>(device), static_cast<c10::DeviceIndex>(index));
        return at::globalContext().defaultGenerator(where);
    });
}

SHIM void mt_generator_dispose(Source generator) { delete generator; }

SHIM int32_t mt_generator_seed(Source generator, uint64_t seed) {
    return status([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_current_seed(seed);
    });
}

SHIM uint64_t mt_generator_initial_seed(Source generator) { return generator->current_seed(); }

SHIM int32_t mt_generator_fresh_seed(Source generator, uint64_t* seed) {
    return status([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        *seed = generator->seed();
    });
}

SHIM Handle mt_generator_get_state(Source generator) {
    return result([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        return generator->get_state();
    });
}

SHIM int32_t mt_generator_set_state(Source generator, Handle state) {
    return status([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_state(*state);
    });
}

// Every default generator of the process.
SHIM int32_t mt_manual_seed(uint64_t seed) {
    return status([&] { at::manual_seed(seed); });
}

SHIM Handle mt_rand(const int64_t* size, int64_t count, Source generator, Placement at) {
    return result([&] { return tracked(at::rand(list(size, count), from(generator), at.options()), at); });
}

SHIM Handle mt_randn(const int64_t* size, int64_t count, Source generator, Placement at) {
    return result([&] { return tracked(at::randn(list(size, count), from(generator), at.options()), at); });
}

SHIM Handle mt_randint(int64_t low, int64_t high, const int64_t* size, int64_t count, Source generator, Placement at) {
    return result([&] { return tracked(at::randint(low, high, list(size, count), from(generator), at.options()), at); });
}

SHIM Handle mt_randperm(int64_t n, Source generator, Placement at) {
    return result([&] { return tracked(at::randperm(n, from(generator), at.options()), at); });
}

SHIM int32_t mt_uniform_(Handle self, double from_value, double to, Source generator) {
    return status([&] { self->uniform_(from_value, to, from(generator)); });
}

SHIM int32_t mt_normal_(Handle self, double mean, double std, Source generator) {
    return status([&] { self->normal_(mean, std, from(generator)); });
}

SHIM int32_t mt_bernoulli_(Handle self, double p, Source generator) {
    return status([&] { self->bernoulli_(p, from(generator)); });
}

SHIM int32_t mt_random_(Handle self, double from_value, double to, Source generator) {
    return status([&] { self->random_(static_cast<int64_t>(from_value), static_cast<int64_t>(to), from(generator)); });
}

SHIM int32_t mt_exponential_(Handle self, double lambda, Source generator) {
    return status([&] { self->exponential_(lambda, from(generator)); });
}

SHIM Handle mt_bernoulli(Handle self, Source generator) {
    return result([&] { return self->bernoulli(from(generator)); });
}

SHIM Handle mt_multinomial(Handle self, int64_t count, int32_t replacement, Source generator) {
    return result([&] { return self->multinomial(count, replacement != 0, from(generator)); });
}
