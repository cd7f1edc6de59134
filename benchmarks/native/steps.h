#pragma once
#include <cstdint>
#include <memory>

// A network with its optimizer and a batch that is ready: one call of `run` is one training step.
struct Steps {
    virtual ~Steps() = default;
    virtual void run() = 0;
    virtual int64_t parameters() const = 0;
};

std::unique_ptr<Steps> resnet20(int64_t batch);
std::unique_ptr<Steps> dcgan64(int64_t batch);
