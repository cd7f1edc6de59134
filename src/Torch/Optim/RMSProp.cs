namespace TorchSharp.Modules;

/// <summary>RMSprop [Tieleman 2012]: s ← alpha·s + (1 − alpha)·g², w ← w − lr·g/(√s + eps); centered subtracts the squared mean
/// gradient from s, and momentum accumulates the update before it is applied.</summary>
public partial class RMSProp : OptimizerHelper, torch.optim.IMomentum
{
    public RMSProp(
        IEnumerable<Parameter> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
        : this([new ParamGroup { Parameters = [.. parameters] }], lr, alpha, eps, weight_decay, momentum, centered, maximize)
    {
    }

    public RMSProp(
        IEnumerable<ParamGroup> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
    {
        _defaults = new Options
        {
            LearningRate = lr, alpha = alpha, eps = eps, weight_decay = weight_decay, momentum = momentum, centered = centered, maximize = maximize,
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
        var state = (State)_state[parameter.Handle];
        state.step++;
        if (options.maximize == true) gradient = -gradient;
        if (options.weight_decay != 0) gradient = gradient.add(parameter, options.weight_decay!.Value);

        var scale = Scale(state, gradient, options);
        var rate = options.LearningRate!.Value;
        if (options.momentum > 0)
        {
            state.momentum_buffer!.mul_(options.momentum!.Value).addcdiv_(gradient, scale);
            parameter.add_(state.momentum_buffer, -rate);
        }
        else
        {
            parameter.addcdiv_(gradient, scale, -rate);
        }
    }

    /// <summary>Updates the running squares and returns √s + eps.</summary>
    private static torch.Tensor Scale(State state, torch.Tensor gradient, Options options)
    {
        var (alpha, eps) = (options.alpha!.Value, options.eps!.Value);
        state.square_avg!.mul_(alpha).addcmul_(gradient, gradient, 1 - alpha);
        if (options.centered != true) return state.square_avg.sqrt().add_(eps);
        state.grad_avg!.mul_(alpha).add_(gradient, 1 - alpha);
        return state.square_avg.addcmul(state.grad_avg, state.grad_avg, -1).sqrt_().add_(eps);
    }
}
