using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Hardware;

/// <summary>Watches the products and stores of a step and counts what they amount to, shape by shape.</summary>
/// <remarks>
/// A pass through the critic whose gradient is differentiated again counts its backward pass three times for the gradients of inputs (the
/// gradient itself, its derivative by what came back, and the pass through the network) and twice for those of weights.
/// </remarks>
internal sealed class WorkMeter
{
    private readonly Dictionary<string, LayerWork> _layers = [];
    private readonly Dictionary<string, LayerWork> _pass = [];
    private ElementwiseWork _elementwise = new(0, 0, 0, 0), _passElementwise = new(0, 0, 0, 0);
    private double _parameters, _state;

    /// <summary>Whether gradients of the pass in progress are differentiated themselves.</summary>
    public bool IsDifferentiatedTwice { get; set; }

    public void Product(nn.Module<Tensor, Tensor> layer, Tensor input, Tensor output)
    {
        if (Describe(layer, input, output) is not { } shape)
            return;
        var backward = is_grad_enabled();
        var (inputs, weights) = (backward && input.requires_grad ? 1 : 0, backward && shape.Weight.requires_grad ? 1 : 0);
        if (IsDifferentiatedTwice)
            (inputs, weights) = (3 * inputs, 2 * weights);
        var one = new LayerWork(shape.Name, shape.Macs, input.numel(), shape.Weight.numel(), output.numel(), 1, inputs, weights);
        _pass[shape.Name] = _pass.TryGetValue(shape.Name, out var known) ? Plus(known, one, 1) : one;
    }

    /// <summary>What a product stores was counted with it.</summary>
    public void Store(Tensor value, TensorUse use)
    {
        if (use.HasFlag(TensorUse.Product))
            return;
        var (count, back) = ((double)value.numel(), value.requires_grad && is_grad_enabled() ? IsDifferentiatedTwice ? 3 : 1 : 0);
        _passElementwise = Plus(
            _passElementwise, use.HasFlag(TensorUse.Operand) ? new(count, 0, back * count, 0) : new(0, count, 0, back * count), 1);
    }

    /// <summary>Ends some updates that were all alike.</summary>
    /// <param name="parameters">Parameters of the network that was updated.</param>
    /// <param name="state">Values of optimizer state.</param>
    /// <param name="done">Updates that were watched.</param>
    /// <param name="usual">Updates in an ordinary step.</param>
    public void EndUpdates(long parameters, long state, int done, int usual)
    {
        var share = (double)usual / done;
        foreach (var (name, work) in _pass)
            _layers[name] = Plus(_layers.GetValueOrDefault(name) ?? work with { Forward = 0, InputGradients = 0, WeightGradients = 0 }, work, share);
        _elementwise = Plus(_elementwise, _passElementwise, share);
        _parameters += (double)usual * parameters;
        _state += (double)usual * state;
        IsDifferentiatedTwice = false;
        _pass.Clear();
        _passElementwise = new(0, 0, 0, 0);
    }

    /// <param name="images">Training images that an ordinary step consumes.</param>
    public StepWork Result(double images) => new()
    {
        Images = images, Layers = [.. _layers.Values], Elementwise = _elementwise, Parameters = _parameters, State = _state,
    };

    private static LayerWork Plus(LayerWork sum, LayerWork work, double times) => sum with
    {
        Forward = sum.Forward + (times * work.Forward),
        InputGradients = sum.InputGradients + (times * work.InputGradients),
        WeightGradients = sum.WeightGradients + (times * work.WeightGradients),
    };

    private static ElementwiseWork Plus(ElementwiseWork sum, ElementwiseWork work, double times) => new(
        sum.Operands + (times * work.Operands), sum.Others + (times * work.Others),
        sum.OperandGradients + (times * work.OperandGradients), sum.OtherGradients + (times * work.OtherGradients));

    /// <summary>Each output of a convolution is a sum over the weights of its map; each input of a transposed one is spread over them.</summary>
    private static (string Name, Tensor Weight, long Macs)? Describe(nn.Module<Tensor, Tensor> layer, Tensor input, Tensor output) => layer switch
    {
        ConvTranspose2d { weight: { } weight } => (Name("ConvTranspose2d", weight.size(0), output.size(1), weight, input, output), weight, input.numel() * (weight.numel() / weight.size(0))),
        Conv2d { weight: { } weight } => (Name("Conv2d", input.size(1), weight.size(0), weight, input, output), weight, output.numel() * (weight.numel() / weight.size(0))),
        Linear { weight: { } weight } => ($"Linear {weight.size(1)}→{weight.size(0)}, batch {input.numel() / weight.size(1)}", weight, output.numel() * weight.size(1)),
        _ => null,
    };

    private static string Name(string kind, long from, long to, Tensor weight, Tensor input, Tensor output) =>
        $"{kind} {from}→{to} {weight.size(2)}×{weight.size(3)}, {input.size(2)}×{input.size(3)}→{output.size(2)}×{output.size(3)}, batch {input.size(0)}";
}
