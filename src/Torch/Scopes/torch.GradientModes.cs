namespace TorchSharp;

public static partial class torch
{
    /// <summary>Autograd records nothing on this thread until the result is disposed.</summary>
    public static IDisposable no_grad() => new GradientMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradientMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradientMode(mode);

    public static bool is_grad_enabled() => mt_grad_enabled() != 0;

    /// <summary>Like <see cref="no_grad"/>, and the tensors made can never take part in autograd.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => mt_inference_enabled() != 0;

    private sealed class GradientMode : IDisposable
    {
        private readonly bool before = is_grad_enabled();
        private bool left;

        public GradientMode(bool enabled) => mt_set_grad_enabled(enabled ? 1 : 0);

        public void Dispose()
        {
            if (left) return;
            left = true;
            mt_set_grad_enabled(before ? 1 : 0);
        }
    }

    private sealed class InferenceMode(bool enabled) : IDisposable
    {
        private nint guard = mt_inference_enter(enabled ? 1 : 0);

        public void Dispose()
        {
            var held = Interlocked.Exchange(ref guard, 0);
            if (held != 0) mt_inference_leave(held);
        }
    }
}
