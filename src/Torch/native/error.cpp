#include "shim.h"
#include "managed.h"

#include <string>

namespace {

thread_local std::string last_message;
thread_local c10::intrusive_ptr<ManagedObject> last_managed;

}  // namespace

namespace shim {

void remember_current_exception() noexcept {
    last_managed.reset();
    try {
        throw;
    } catch (const ManagedException& e) {
        last_managed = e.exception;
        last_message = e.what();
    } catch (const c10::Error& e) {
        last_message = e.what_without_backtrace();
    } catch (const std::exception& e) {
        last_message = e.what();
    } catch (...) {
        last_message = "libtorch raised an exception of an unknown type";
    }
}

}  // namespace shim

// Why the calling thread's last failed call failed: UTF-8 text, and the managed exception (a GCHandle) when one travelled
// through libtorch, else 0. Both are valid until mt_clear_error or the next failed call.
SHIM const char* mt_last_error(int64_t* length, int64_t* exception) {
    *length = static_cast<int64_t>(last_message.size());
    *exception = last_managed ? last_managed->handle : 0;
    return last_message.data();
}

SHIM void mt_clear_error() {
    last_managed.reset();
    last_message.clear();
}
