#pragma once

#include <ATen/core/ivalue.h>
#include <cstdint>
#include <stdexcept>

// Keeps a managed object alive from native code: owns a GCHandle and frees it with itself.
struct ManagedObject : torch::CustomClassHolder {
    explicit ManagedObject(int64_t handle) : handle(handle) {}
    ~ManagedObject() override;

    const int64_t handle;
};

// Thrown through libtorch when managed code failed; carries the managed exception itself.
struct ManagedException : std::runtime_error {
    explicit ManagedException(int64_t exception)
        : std::runtime_error("a managed autograd function failed"), exception(c10::make_intrusive<ManagedObject>(exception)) {}

    c10::intrusive_ptr<ManagedObject> exception;
};
