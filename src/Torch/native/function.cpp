// Autograd functions whose forward and backward are managed code. libtorch's own Function does the book-keeping: edges,
// dirty inputs, saved variables, missing gradients.
#include "shim.h"
#include "managed.h"

#include <torch/csrc/autograd/custom_function.h>

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

// Both return 0, or the GCHandle of the exception that stopped them.
using ForwardCallback = int64_t (*)(int64_t call, AutogradContext* context, variable_list* outputs);
using BackwardCallback = int64_t (*)(
    int64_t call, AutogradContext* context, const Handle* gradients, int64_t count, variable_list* outputs);
using ReleaseCallback = void (*)(int64_t handle);

ForwardCallback forward_callback;
BackwardCallback backward_callback;
ReleaseCallback release_callback;

constexpr const char* call_key = "managed";

struct ManagedFunction : torch::autograd::Function<ManagedFunction> {
    static variable_list forward(AutogradContext* context, int64_t call, at::TensorList) {
        context->saved_data[call_key] = c10::IValue::make_capsule(c10::make_intrusive<ManagedObject>(call));
        variable_list outputs;
        if (auto exception = forward_callback(call, context, &outputs)) throw ManagedException(exception);
        return outputs;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        auto call = c10::static_intrusive_pointer_cast<ManagedObject>(context->saved_data[call_key].toCapsule());
        std::vector<Handle> handles(gradients.size());
        shim::store(gradients, handles.data());
        variable_list outputs(1);  // `call` is an input too, without a gradient
        auto count = static_cast<int64_t>(handles.size());
        if (auto exception = backward_callback(call->handle, context, handles.data(), count, &outputs))
            throw ManagedException(exception);
        return outputs;
    }
};

}  // namespace

ManagedObject::~ManagedObject() { release_callback(handle); }

SHIM void mt_function_callbacks(ForwardCallback forward, BackwardCallback backward, ReleaseCallback release) {
    forward_callback = forward;
    backward_callback = backward;
    release_callback = release;
}

// Takes over `call`, a GCHandle: it is released with the graph node, or at once when nothing is recorded.
SHIM variable_list* mt_function_apply(int64_t call, const Handle* inputs, int64_t count) {
    variable_list* outputs = nullptr;
    shim::status([&] {
        auto all = shim::tensors(inputs, count);
        outputs = new variable_list(ManagedFunction::apply(call, at::TensorList(all)));
    });
    return outputs;
}

SHIM int64_t mt_list_count(variable_list* list) { return static_cast<int64_t>(list->size()); }

SHIM void mt_list_add(variable_list* list, Handle tensor) { list->push_back(shim::maybe(tensor)); }

// Fills in one handle per tensor, null for an undefined one, and deletes the list.
SHIM void mt_list_take(variable_list* list, Handle* handles) {
    shim::store(*list, handles);
    delete list;
}

SHIM int32_t mt_context_save(AutogradContext* context, const Handle* variables, int64_t count) {
    return shim::status([&] { context->save_for_backward(shim::tensors(variables, count)); });
}

SHIM variable_list* mt_context_saved(AutogradContext* context) {
    variable_list* saved = nullptr;
    shim::status([&] { saved = new variable_list(context->get_saved_variables()); });
    return saved;
}

SHIM int32_t mt_context_mark_dirty(AutogradContext* context, const Handle* inputs, int64_t count) {
    return shim::status([&] { context->mark_dirty(shim::tensors(inputs, count)); });
}

SHIM int32_t mt_context_mark_non_differentiable(AutogradContext* context, const Handle* outputs, int64_t count) {
    return shim::status([&] { context->mark_non_differentiable(shim::tensors(outputs, count)); });
}

SHIM void mt_context_materialize(AutogradContext* context, int32_t on) { context->set_materialize_grads(on != 0); }
