// training_baseline CASE BATCH THREADS: says "ready PARAMETERS", then answers every number on its input with the milliseconds of as
// many steps, one a line, and then waits without using a processor, so that whoever asks can measure something else meanwhile.
#include "steps.h"
#include <chrono>
#include <iostream>
#include <string>
#include <torch/torch.h>

int main(int count, char** arguments) {
    if (count != 4) {
        std::cerr << "usage: training_baseline resnet20|dcgan64 BATCH THREADS\n";
        return 2;
    }

    const std::string name = arguments[1];
    const auto batch = std::stoll(arguments[2]);
    at::set_num_threads(std::stoi(arguments[3]));
    torch::manual_seed(1);
    auto steps = name == "dcgan64" ? dcgan64(batch) : resnet20(batch);
    std::cout << "ready " << steps->parameters() << std::endl;
    for (int wanted; std::cin >> wanted;) {
        for (auto i = 0; i < wanted; i++) {
            const auto start = std::chrono::steady_clock::now();
            steps->run();
            std::cout << std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count() << std::endl;
        }
    }
}
