// Memory for CPU tensors. A training step allocates the same large blocks again and again; the C library returns such blocks
// to the system, and touching fresh pages costs a third of the step. So freed blocks are kept for the next tensor of that size.
#include <c10/core/CPUAllocator.h>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <mutex>
#include <new>
#include <unistd.h>
#include <unordered_map>
#include <vector>

namespace {

constexpr size_t alignment = 64;
constexpr size_t smallest_kept = 64 << 10;  // below this, malloc keeps blocks itself

// Lies directly before the data.
struct alignas(alignment) Header {
    size_t capacity;
};

Header* header_of(void* data) { return static_cast<Header*>(data) - 1; }

// Steps of an eighth of a power of two, so that nearly equal sizes share blocks.
size_t rounded(size_t bytes) {
    if (bytes < smallest_kept) return bytes;
    size_t step = 4096;
    while (step * 16 <= bytes) step *= 2;
    return (bytes + step - 1) / step * step;
}

size_t memory_of_machine() {
    auto bytes = static_cast<size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<size_t>(sysconf(_SC_PAGE_SIZE));
    size_t container;
    std::ifstream limit("/sys/fs/cgroup/memory.max");
    return limit >> container ? std::min(bytes, container) : bytes;
}

class Blocks {
public:
    void* take(size_t bytes) {
        auto capacity = rounded(bytes);
        if (capacity >= smallest_kept) {
            std::lock_guard<std::mutex> lock(mutex);
            auto found = kept.find(capacity);
            if (found != kept.end() && !found->second.empty()) {
                auto data = found->second.back();
                found->second.pop_back();
                kept_bytes -= capacity;
                return data;
            }
        }
        auto data = allocate(capacity);
        if (!data) {
            release();
            data = allocate(capacity);
        }
        TORCH_CHECK(data, "not enough memory: a tensor of ", bytes, " bytes cannot be allocated");
        return data;
    }

    void give_back(void* data) noexcept {
        if (!data) return;
        auto capacity = header_of(data)->capacity;
        if (capacity >= smallest_kept) {
            std::lock_guard<std::mutex> lock(mutex);
            if (kept_bytes + capacity <= most_kept) {
                try {
                    kept[capacity].push_back(data);
                    kept_bytes += capacity;
                    return;
                } catch (const std::bad_alloc&) {
                    // then it is freed
                }
            }
        }
        std::free(header_of(data));
    }

private:
    static void* allocate(size_t capacity) {
        void* memory = nullptr;
        if (capacity > SIZE_MAX - sizeof(Header) || posix_memalign(&memory, alignment, capacity + sizeof(Header)) != 0) return nullptr;
        auto header = new (memory) Header{capacity};
        return header + 1;
    }

    void release() noexcept {
        std::lock_guard<std::mutex> lock(mutex);
        for (auto& size : kept)
            for (auto data : size.second) std::free(header_of(data));
        kept.clear();
        kept_bytes = 0;
    }

    std::mutex mutex;
    std::unordered_map<size_t, std::vector<void*>> kept;
    size_t kept_bytes = 0;
    const size_t most_kept = memory_of_machine() / 4;
};

// Never destroyed: tensors may outlive every static object.
Blocks& blocks() {
    static auto& all = *new Blocks;
    return all;
}

void give_back(void* data) { blocks().give_back(data); }

// libtorch 1 declares these const and without copy_data, later ones otherwise: whichever is virtual is overridden.
struct KeepingAllocator final : c10::Allocator {
    c10::DataPtr allocate(size_t bytes) const { return make(bytes); }
    c10::DataPtr allocate(size_t bytes) { return make(bytes); }
    void copy_data(void* target, const void* source, std::size_t bytes) const { std::memcpy(target, source, bytes); }
    c10::DeleterFnPtr raw_deleter() const { return give_back; }

private:
    static c10::DataPtr make(size_t bytes) {
        auto data = bytes == 0 ? nullptr : blocks().take(bytes);
        return {data, data, give_back, at::Device(at::kCPU)};
    }
};

struct Installation {
    Installation() { c10::SetCPUAllocator(new KeepingAllocator, 1); }
} installation;

}  // namespace
