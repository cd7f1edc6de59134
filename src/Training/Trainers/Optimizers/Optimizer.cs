using System.Text.Json.Nodes;
using Mantissa.Training.Checkpoints;
using Mantissa.Training.Formats;
using Mantissa.Training.Formats.Scaling;
using TorchSharp;
using TorchSharp.Modules;

namespace Mantissa.Training.Trainers.Optimizers;

/// <summary>
/// Updates parameters from their gradients. Every kernel of an update ends in a store: the gradient, the optimizer's state, then the
/// weights. That is why these are not torch.optim's classes, which do all of it in one call.
/// </summary>
/// <remarks>
/// Where the format wants it, a master copy of the weights in FP32 is updated and stored into the parameters; and where it scales losses,
/// gradients are divided by the scale before anything else is done with them, and given up when they are not finite.
/// </remarks>
public abstract class Optimizer : IDisposable, ICheckpointState
{
    private readonly FormatSession _format;
    private readonly UpdateRules _rules;
    private readonly Scalar? _weightDecay, _lowestWeight, _highestWeight;
    private readonly Slot[] _slots;

    /// <param name="prefix">Put before parameter names, e.g. <c>critic.</c>; empty where there is one network.</param>
    /// <param name="network">Owner of the parameters.</param>
    /// <param name="format">Where gradients, state and weights are stored.</param>
    /// <param name="rules">What is done around the update; <see langword="null"/> for nothing.</param>
    protected Optimizer(string prefix, torch.nn.Module network, FormatSession format, UpdateRules? rules)
    {
        (_format, _rules) = (format, rules ?? UpdateRules.None);
        if (_rules.WeightDecay > 0)
            _weightDecay = _rules.WeightDecay;
        if (_rules.WeightLimit is { } limit)
            (_lowestWeight, _highestWeight) = (-limit, limit);
        var transposed = network.named_modules().Where(pair => pair.module is ConvTranspose2d).Select(pair => pair.name + ".weight").ToHashSet();
        _slots = [.. network.named_parameters().Select(pair => CreateSlot(pair.name, pair.parameter))];

        Slot CreateSlot(string name, Parameter parameter)
        {
            var use = parameter.dim() < 2 ? TensorUse.None
                : transposed.Contains(name) ? TensorUse.Operand | TensorUse.Transposed : TensorUse.Operand;
            return new Slot(prefix + name, parameter, use, format.KeepsMaster(use));
        }
    }

    /// <summary>Parameters that hold numbers to learn.</summary>
    public long ParameterCount => _slots.Sum(slot => slot.Parameter.numel());

    /// <summary>Numbers of state that are updated with them.</summary>
    public long StateCount => _slots.Sum(slot => slot.State.Sum(state => state.Tensor.numel()));

    /// <summary>The state tensors and master copies under the names that checkpoints use.</summary>
    public IEnumerable<(string Name, torch.Tensor State)> State =>
        from slot in _slots
        from pair in slot.State.Select(pair => (pair.Name, pair.Tensor)).Concat(slot.Master is { } master ? [("master", master)] : [])
        select ($"{slot.Name}.{pair.Name}", pair.Tensor);

    /// <summary>Updates done, the one in progress included.</summary>
    protected long Updates { get; private set; }

    /// <summary>Takes the weights as they are now for the initial ones, and stores them in the format.</summary>
    public void StoreWeights()
    {
        using var noGradient = torch.no_grad();
        foreach (var slot in _slots)
        {
            slot.Master?.copy_(slot.Parameter);
            _format.StoreInPlace(slot.Parameter, slot.Name, slot.Use);
        }
    }

    /// <summary>
    /// Sends a loss back and adds its gradients to those of the parameters: <c>loss.backward()</c>, except where the format scales losses.
    /// </summary>
    /// <param name="loss">A scalar.</param>
    /// <param name="name">Losses of one update that are sent back one by one have a scale each, by this name.</param>
    public void Backward(torch.Tensor loss, string name = LossScaling.OnlyLoss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        if (_format.LossScaling is not { } scaling)
        {
            loss.backward();
            return;
        }

        var scaler = scaling.Of(name);
        using var scope = torch.NewDisposeScope();
        var sums = Array.ConvertAll(_slots, slot => slot.Parameter.grad);
        ZeroGradients();
        (loss * scaler.Scale).backward();
        using var noGradient = torch.no_grad();
        for (var i = 0; i < sums.Length; i++)
        {
            var (slot, sum) = (_slots[i], sums[i]);
            if (slot.Parameter.grad is not { } gradient)
            {
                slot.Parameter.grad = sum;
                continue;
            }

            scaler.Observe(_format.StoreInPlace(gradient, slot.GradientSite, TensorUse.Gradient));
            gradient.div_(scaler.Scale);
            if (sum is not null)
                gradient.add_(sum);
        }
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
                // The sum waits in memory for the next batch; gradients of scaled losses were stored before they were added.
                if (_format.LossScaling is null)
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

    /// <summary>One update of every parameter that has a gradient; none at all when the gradient of a scaled loss is not finite.</summary>
    public void Step(double learningRate)
    {
        if (_format.LossScaling?.TryUpdate() == false)
            return;
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var (limited, stored) = (_rules.GradientNorm > 0, _format.LossScaling is not null);
        if (limited && !stored)
            StoreGradients();
        var scale = limited ? GradientScale() : null;
        Updates++;
        Begin(learningRate);
        foreach (var slot in _slots)
        {
            using var gradient = slot.Parameter.grad;
            if (gradient is null)
                continue;
            if (limited)
                gradient.mul_(scale!);
            else if (!stored)
                _format.StoreInPlace(gradient, slot.GradientSite, TensorUse.Gradient);
            if (_weightDecay is not null)
                gradient.add_(slot.Weight, alpha: _weightDecay);
            var lost = _format.LostUpdates is { } updates && updates.IsDue(slot.Name) ? updates : null;
            var before = lost is null ? null : slot.Weight.clone();
            Update(slot, gradient);
            if (_highestWeight is not null)
                slot.Weight.clamp_(_lowestWeight, _highestWeight);
            var computed = lost is null ? null : slot.Weight.clone();
            if (slot.Master is { } master)
                slot.Parameter.copy_(master);
            _format.StoreInPlace(slot.Parameter, slot.Name, slot.Use);
            lost?.Add(slot.Name, before!, computed!, slot.Parameter);
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

    /// <summary>An update of all parameters begins: works out the numbers that are the same for each.</summary>
    protected abstract void Begin(double learningRate);

    /// <summary>Changes the slot's weight; the gradient may be overwritten.</summary>
    protected abstract void Update(Slot slot, torch.Tensor gradient);

    /// <summary>Gives every parameter a state tensor that starts at zero.</summary>
    protected void AddState(string name)
    {
        foreach (var slot in _slots)
            slot.Add(name);
    }

    protected void StoreState(Slot slot, int index) => 
        _format.StoreInPlace(slot.State[index].Tensor, slot.State[index].Site, TensorUse.State);

    private void StoreGradients()
    {
        using var noGradient = torch.no_grad();
        foreach (var slot in _slots)
        {
            using var gradient = slot.Parameter.grad;
            if (gradient is not null)
                _format.StoreInPlace(gradient, slot.GradientSite, TensorUse.Gradient);
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
    protected sealed class Slot(string name, Parameter parameter, TensorUse use, bool keepsMaster)
    {
        private readonly List<(string Name, string Site, torch.Tensor Tensor)> _state = [];

        public string Name { get; } = name;

        public string GradientSite { get; } = name + ".grad";

        public Parameter Parameter { get; } = parameter;

        public TensorUse Use { get; } = use;

        /// <summary>The weights in FP32, where the format wants them kept.</summary>
        public torch.Tensor? Master { get; } = keepsMaster ? Copy(parameter) : null;

        /// <summary>What an update changes.</summary>
        public torch.Tensor Weight => Master ?? Parameter;

        public IReadOnlyList<(string Name, string Site, torch.Tensor Tensor)> State => _state;

        public void Add(string state) =>
            _state.Add((state, $"{Name}.optimizer.{state}", torch.zeros_like(Parameter, requires_grad: false).DetachFromDisposeScope()));

        private static torch.Tensor Copy(Parameter parameter)
        {
            using var noGradient = torch.no_grad();
            return parameter.clone().DetachFromDisposeScope();
        }
    }
}
