namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent: v ← momentum·v + (1 − dampening)·(g + weight_decay·w), w ← w − lr·v; the first v is the gradient
/// itself. Nesterov looks one step ahead: w ← w − lr·(g + momentum·v).</summary>
public partial class SGD : OptimizerHelper, torch.optim.IMomentum
{
    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = [.. parameters] }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    public SGD(
        IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        _defaults = new Options
        {
            LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize,
        };
        foreach (var group in parameters) add_param_group(group);
    }

    public double Momentum
    {
        get => ((Options)_defaults).momentum!.Value;
        set => ((Options)_defaults).momentum = value;
    }

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        param_group.Options ??= new Options();
        ((Options)param_group.Options).Complete((Options)_defaults);
        Add(param_group, parameter => new State(parameter));
    }

    public override torch.Tensor? step(Func<torch.Tensor>? closure = null) => _step<ParamGroup>(
        group =>
        {
            foreach (var parameter in group.Parameters) Update(parameter, group.Options);
        },
        closure);

    private void Update(Parameter parameter, Options options)
    {
        var gradient = parameter.grad;
        if (gradient is null) return;
        if (options.weight_decay != 0) gradient = gradient.add(parameter, options.weight_decay!.Value);
        if (options.momentum != 0) gradient = Accumulate((State)_state[parameter.Handle], gradient, options);
        var rate = options.LearningRate!.Value;
        parameter.add_(gradient, options.maximize == true ? rate : -rate);
    }

    private static torch.Tensor Accumulate(State state, torch.Tensor gradient, Options options)
    {
        if (state.momentum_buffer is null) state.momentum_buffer = gradient.detach().clone().DetachFromDisposeScope();
        else state.momentum_buffer.mul_(options.momentum!.Value).add_(gradient, 1 - options.dampening!.Value);
        return options.nesterov == true ? gradient.add(state.momentum_buffer, options.momentum!.Value) : state.momentum_buffer;
    }
}
