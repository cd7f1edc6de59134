using Mantissa.Training.Formats;
using TorchSharp;
using TorchSharp.Modules;

namespace Mantissa.Training.Trainers.Optimizers;

/// <summary>
/// Updates parameters from their gradients. Every kernel of an update ends in a store: the gradient, the optimizer's state, then the
/// weights. That is why these are not torch.optim's classes, which do all of it in one call.
/// </summary>
public abstract class Optimizer : IDisposable
{
    private readonly FormatSession _format;
    private readonly Slot[] _slots;

    /// <param name="prefix">Put before parameter names, e.g. <c>critic.</c>; empty where there is one network.</param>
    /// <param name="network">Owner of the parameters.</param>
    /// <param name="format">Where gradients, state and weights are stored.</param>
    protected Optimizer(string prefix, torch.nn.Module network, FormatSession format)
    {
        _format = format;
        _slots = [.. network.named_parameters().Select(pair => new Slot(prefix + pair.name, pair.parameter))];
    }

    /// <summary>Parameters that hold numbers to learn.</summary>
    public long ParameterCount => _slots.Sum(slot => slot.Parameter.numel());

    /// <summary>The state tensors under the names that checkpoints use.</summary>
    public IEnumerable<(string Name, torch.Tensor State)> State =>
        from slot in _slots
        from pair in slot.State
        select ($"{slot.Name}.{pair.Name}", pair.Tensor);

    /// <summary>Stores the initial weights in the format.</summary>
    public void StoreWeights()
    {
        using var noGradient = torch.no_grad();
        foreach (var slot in _slots)
            _format.StoreInPlace(slot.Parameter, slot.Name);
    }

    public void ZeroGradients()
    {
        foreach (var slot in _slots)
            slot.Parameter.grad = null;
    }

    /// <summary>One update of every parameter that has a gradient.</summary>
    public void Step(double learningRate)
    {
        using var noGradient = torch.no_grad();
        foreach (var slot in _slots)
        {
            using var gradient = slot.Parameter.grad;
            if (gradient is null)
                continue;
            _format.StoreInPlace(gradient, slot.GradientSite);
            Update(slot, gradient, learningRate);
            _format.StoreInPlace(slot.Parameter, slot.Name);
        }
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
