using Mantissa.Training.Trainers.Recording;
using TorchSharp;

namespace Mantissa.Training.Trainers;

/// <summary>
/// Stops a run whose loss is no longer a finite number, and says where it began. On the CPU it looks at every step, which costs nothing
/// there; on an accelerator, where reading a number waits for all work queued, only at steps that are recorded.
/// </summary>
internal sealed class LossGuard(TrainingContext context, TrainingOptions options)
{
    private readonly bool _everyStep = context.Device.type == DeviceType.CPU;

    /// <param name="run">Knows the step.</param>
    /// <param name="metric">Name of the loss.</param>
    /// <param name="loss">Its value, before the update that it leads to.</param>
    /// <param name="networks">Their parameters are looked at first.</param>
    /// <param name="forward">Repeats the forward pass, so that what it stores can be looked at.</param>
    /// <exception cref="NonFiniteLossException">The loss is NaN or infinite.</exception>
    public void Check(TrainingRun run, string metric, torch.Tensor loss, IReadOnlyList<torch.nn.Module> networks, Action forward)
    {
        if (!_everyStep && !run.IsDue(options.RecordEvery))
            return;
        var value = loss.item<float>();
        if (float.IsFinite(value))
            return;
        var site = networks.Select(BrokenParameter).FirstOrDefault(name => name is not null)
            ?? context.Format.FirstNonFinite(forward)
            ?? metric;
        var message = $"The loss became {value} at step {run.Step:N0}; the first value that is not finite is in '{site}'. A smaller learning rate often helps.";
        context.Observer.Scalar(metric, run.Step, value);
        context.Observer.Event("non-finite-loss", message);
        throw new NonFiniteLossException(run.Step, site, message);
    }

    private static string? BrokenParameter(torch.nn.Module network)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        foreach (var (name, parameter) in network.named_parameters())
            if (!parameter.isfinite().all().item<bool>())
                return name;
        return null;
    }
}
