// DC-GAN for 64 px images: one update of the discriminator on real and generated images, one of the generator, Adam on both.
#include "steps.h"
#include <torch/torch.h>

namespace {

namespace F = torch::nn::functional;
using torch::Tensor;

constexpr int64_t latent = 128, features = 64;

torch::nn::ConvTranspose2d up(int64_t in, int64_t out, int64_t stride = 2, int64_t padding = 1) {
    return torch::nn::ConvTranspose2d(torch::nn::ConvTranspose2dOptions(in, out, 4).stride(stride).padding(padding).bias(false));
}

torch::nn::Conv2d down(int64_t in, int64_t out, int64_t stride = 2, int64_t padding = 1) {
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 4).stride(stride).padding(padding).bias(false));
}

torch::nn::ReLU relu() { return torch::nn::ReLU(torch::nn::ReLUOptions(true)); }
torch::nn::LeakyReLU leaky() { return torch::nn::LeakyReLU(torch::nn::LeakyReLUOptions().negative_slope(0.2).inplace(true)); }

torch::nn::Sequential generator() {
    return torch::nn::Sequential(
        up(latent, features * 8, 1, 0), torch::nn::BatchNorm2d(features * 8), relu(),
        up(features * 8, features * 4), torch::nn::BatchNorm2d(features * 4), relu(),
        up(features * 4, features * 2), torch::nn::BatchNorm2d(features * 2), relu(),
        up(features * 2, features), torch::nn::BatchNorm2d(features), relu(),
        up(features, 3), torch::nn::Tanh());
}

torch::nn::Sequential discriminator() {
    return torch::nn::Sequential(
        down(3, features), leaky(),
        down(features, features * 2), torch::nn::BatchNorm2d(features * 2), leaky(),
        down(features * 2, features * 4), torch::nn::BatchNorm2d(features * 4), leaky(),
        down(features * 4, features * 8), torch::nn::BatchNorm2d(features * 8), leaky(),
        down(features * 8, 1, 1, 0));
}

torch::optim::AdamOptions adam() { return torch::optim::AdamOptions(2e-4).betas({0.5, 0.999}); }

struct DcGan64Steps : Steps {
    explicit DcGan64Steps(int64_t batch)
        : batch(batch), images(torch::rand({batch, 3, 64, 64}).mul_(2).sub_(1)), g(generator()), d(discriminator()),
          g_optimizer(g->parameters(), adam()), d_optimizer(d->parameters(), adam()) {}

    void run() override {
        freeze(false);
        Tensor fake;
        {
            torch::NoGradGuard no_grad;
            fake = g->forward(noise());
        }
        auto loss = against(d->forward(images), 1) + against(d->forward(fake), 0);
        d_optimizer.zero_grad();
        loss.backward();
        d_optimizer.step();

        freeze(true);
        loss = against(d->forward(g->forward(noise())), 1);
        g_optimizer.zero_grad();
        loss.backward();
        g_optimizer.step();
    }

    int64_t parameters() const override {
        int64_t count = 0;
        for (const auto& network : {g, d})
            for (const auto& parameter : network->parameters()) count += parameter.numel();
        return count;
    }

    Tensor noise() const { return torch::randn({batch, latent, 1, 1}); }
    static Tensor against(const Tensor& scores, double target) {
        return F::binary_cross_entropy_with_logits(scores, torch::full_like(scores, target));
    }
    void freeze(bool frozen) {
        for (auto& parameter : d->parameters()) parameter.set_requires_grad(!frozen);
    }

    int64_t batch;
    Tensor images;
    torch::nn::Sequential g, d;
    torch::optim::Adam g_optimizer, d_optimizer;
};

}  // namespace

std::unique_ptr<Steps> dcgan64(int64_t batch) { return std::make_unique<DcGan64Steps>(batch); }
