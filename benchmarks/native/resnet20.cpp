// ResNet-20 for 32 px images, batch-normalised, shortcuts without parameters, SGD with momentum and weight decay.
#include "steps.h"
#include <torch/torch.h>

namespace {

namespace F = torch::nn::functional;
using torch::Tensor;

torch::nn::Conv2d convolution(int64_t in, int64_t out, int64_t stride = 1) {
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 3).stride(stride).padding(1).bias(false));
}

struct BlockImpl : torch::nn::Module {
    BlockImpl(int64_t in, int64_t out)
        : grows(out - in), conv1(convolution(in, out, in == out ? 1 : 2)), conv2(convolution(out, out)), bn1(out), bn2(out) {
        register_module("conv1", conv1);
        register_module("bn1", bn1);
        register_module("conv2", conv2);
        register_module("bn2", bn2);
    }

    Tensor forward(Tensor x) {
        auto shortcut = x;
        if (grows) {
            shortcut = x.slice(2, 0, c10::nullopt, 2).slice(3, 0, c10::nullopt, 2);
            shortcut = F::pad(shortcut, F::PadFuncOptions({0, 0, 0, 0, grows / 2, grows / 2}));
        }
        x = bn1(conv1(x)).relu_();
        return bn2(conv2(x)).add_(shortcut).relu_();
    }

    int64_t grows;
    torch::nn::Conv2d conv1, conv2;
    torch::nn::BatchNorm2d bn1, bn2;
};
TORCH_MODULE(Block);

struct ResNet20Impl : torch::nn::Module {
    ResNet20Impl() : conv1(convolution(3, 16)), bn1(16), fc(64, 10) {
        register_module("conv1", conv1);
        register_module("bn1", bn1);
        int64_t in = 16;
        for (int64_t out : {16, 16, 16, 32, 32, 32, 64, 64, 64}) {
            blocks->push_back(Block(in, out));
            in = out;
        }
        register_module("blocks", blocks);
        register_module("fc", fc);
    }

    Tensor forward(Tensor x) {
        return fc(blocks->forward(bn1(conv1(x)).relu_()).mean({2, 3}));
    }

    torch::nn::Conv2d conv1;
    torch::nn::BatchNorm2d bn1;
    torch::nn::Sequential blocks;
    torch::nn::Linear fc;
};
TORCH_MODULE(ResNet20);

struct ResNet20Steps : Steps {
    explicit ResNet20Steps(int64_t batch)
        : images(torch::randn({batch, 3, 32, 32})), labels(torch::randint(10, {batch}, torch::kLong)),
          optimizer(network->parameters(), torch::optim::SGDOptions(0.1).momentum(0.9).weight_decay(1e-4)) {}

    void run() override {
        auto loss = F::cross_entropy(network(images), labels);
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
    }

    int64_t parameters() const override {
        int64_t count = 0;
        for (const auto& parameter : network->parameters()) count += parameter.numel();
        return count;
    }

    Tensor images, labels;
    ResNet20 network;
    torch::optim::SGD optimizer;
};

}  // namespace

std::unique_ptr<Steps> resnet20(int64_t batch) { return std::make_unique<ResNet20Steps>(batch); }
