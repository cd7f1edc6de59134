using System.Text.Json.Nodes;
using Mantissa.Training.Checkpoints;
using Mantissa.Training.Formats;
using TorchSharp;
using TorchSharp.Modules;

namespace Mantissa.Training.Trainers.Optimizers;

/// <summary>
/// Updates parameters from their gradients. Every kernel of an update ends in a store: the gradient, the optimizer's state, then the
/// weights. That is why these are not torch.optim's classes, which do all of it in one call.
/// </summary>
public abstract class Optimizer : IDisposable, ICheckpointState
{
    private readonly FormatSession _format;
    private readonly UpdateRules _rules;
    private readonly Slot[] _slots;

    /// <param name="prefix">Put before parameter names, e.g. <c>critic.</c>; empty where there is one network.</param>
    /// <param name="network">Owner of the parameters.</param>
    /// <param name="format">Where gradients, state and weights are stored.</param>
    /// <param name="rules">What is done around the update; <see langword="null"/> for nothing.</param>
    protected Optimizer(string prefix, torch.nn.Module network, FormatSession format, UpdateRules? rules)
    {
        (_format, _rules) = (format, rules ?? UpdateRules.None);
        _slots = [.. network.named_parameters().Select(pair => new Slot(prefix + pair.name, pair.parameter))];
    }

    /// <summary>Parameters that hold numbers to learn.</summary>
    public long ParameterCount => _slots.Sum(slot => slot.Parameter.numel());

    /// <summary>The state tensors under the names that checkpoints use.</summary>
    public IEnumerable<(string Name, torch.Tensor State)> State =>
        from slot in _slots
        from pair in slot.State
        select ($"{slot.Name}.{pair.Name}", pair.Tensor);

    /// <summary>Updates done, the one in progress included.</summary>
    protected long Updates { get; private set; }

    /// <summary>Stores the initial weights in the format.</summary>
    public void StoreWeights()
    {
        using var noGradient = torch.no_grad();
        foreach (var slot in _slots)
            _format.StoreInPlace(slot.Parameter, slot.Name);
    }

    /// <summary>One update by the mean of the gradients of several batches.</summary>
    /// <param name="batches">How many.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="addGradients">Takes the next batch and adds its gradients, divided by <paramref name="batches"/>; called in a scope of its own.</param>
    public void Minimise(int batches, double learningRate, Action addGradients)
    {
        ArgumentNullException.ThrowIfNull(addGradients);
        ZeroGradients();
        for (var batch = 1; batch <= batches; batch++)
        {
            if (batch > 1)
            {
                // The sum waits in memory for the next batch.
                StoreGradients();
                _format.AfterBackward();
            }

            using var scope = torch.NewDisposeScope();
            addGradients();
        }

        Step(learningRate);
        _format.AfterBackward();
    }

    public void ZeroGradients()
    {
        foreach (var slot in _slots)
            slot.Parameter.grad = null;
    }

    /// <summary>One update of every parameter that has a gradient.</summary>
    public void Step(double learningRate)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var limited = _rules.GradientNorm > 0;
        if (limited)
            StoreGradients();
        var scale = limited ? GradientScale() : null;
        Updates++;
        foreach (var slot in _slots)
        {
            using var gradient = slot.Parameter.grad;
            if (gradient is null)
                continue;
            if (limited)
                gradient.mul_(scale!);
            else
                _format.StoreInPlace(gradient, slot.GradientSite);
            if (_rules.WeightDecay > 0)
                gradient.add_(slot.Parameter, alpha: _rules.WeightDecay);
            Update(slot, gradient, learningRate);
            if (_rules.WeightLimit is { } limit)
                slot.Parameter.clamp_((Scalar)(-limit), (Scalar)limit);
            _format.StoreInPlace(slot.Parameter, slot.Name);
        }
    }

    public JsonObject SaveState() => new() { ["updates"] = Updates };

    public void LoadState(JsonObject state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Updates = state["updates"]!.GetValue<long>();
    }

    public void Dispose()
    {
        foreach (var (_, state) in State)
            state.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Changes the parameter; the gradient may be overwritten.</summary>
    protected abstract void Update(Slot slot, torch.Tensor gradient, double learningRate);

    /// <summary>Gives every parameter a state tensor that starts at zero.</summary>
    protected void AddState(string name)
    {
        foreach (var slot in _slots)
            slot.Add(name);
    }

    protected void StoreState(Slot slot, int index) => _format.StoreInPlace(slot.State[index].Tensor, slot.State[index].Site);

    private void StoreGradients()
    {
        using var noGradient = torch.no_grad();
        foreach (var slot in _slots)
        {
            using var gradient = slot.Parameter.grad;
            if (gradient is not null)
                _format.StoreInPlace(gradient, slot.GradientSite);
        }
    }

    /// <summary>min(1, limit / ‖g‖) as a tensor: the device need not stop for it (Pascanu et al. 2013, algorithm 1).</summary>
    private torch.Tensor? GradientScale()
    {
        torch.Tensor? squares = null;
        foreach (var slot in _slots)
        {
            using var gradient = slot.Parameter.grad;
            if (gradient is null)
                continue;
            var square = gradient.square().sum();
            squares = squares is null ? square : squares.add_(square);
        }

        return squares?.sqrt_().add_(1e-6).reciprocal_().mul_(_rules.GradientNorm).clamp_max_(1);
    }

    /// <summary>A parameter with its state and the names under which they are stored.</summary>
    protected sealed class Slot(string name, Parameter parameter)
    {
        private readonly List<(string Name, string Site, torch.Tensor Tensor)> _state = [];

        public string Name { get; } = name;

        public string GradientSite { get; } = name + ".grad";

        public Parameter Parameter { get; } = parameter;

        public IReadOnlyList<(string Name, string Site, torch.Tensor Tensor)> State => _state;

        public void Add(string state) =>
            _state.Add((state, $"{Name}.optimizer.{state}", torch.zeros_like(Parameter, requires_grad: false).DetachFromDisposeScope()));
    }
}
