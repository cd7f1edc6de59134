namespace TorchSharp.Modules;

/// <summary>Adam with weight decay applied to the weights themselves, w ← w·(1 − lr·weight_decay) [Loshchilov 2017].</summary>
public partial class AdamW : OptimizerHelper, torch.optim.IBetas
{
    public AdamW(
        IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = [.. parameters] }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    public AdamW(
        IEnumerable<ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        _defaults = new Options
        {
            LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize,
        };
        foreach (var group in parameters) add_param_group(group);
    }

    public (double, double) Betas
    {
        get => (((Options)_defaults).beta1!.Value, ((Options)_defaults).beta2!.Value);
        set => (((Options)_defaults).beta1, ((Options)_defaults).beta2) = value;
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
        if (options.maximize == true) gradient = -gradient;
        if (options.weight_decay != 0) parameter.mul_(1 - (options.LearningRate!.Value * options.weight_decay!.Value));

        var state = (State)_state[parameter.Handle];
        var (beta1, beta2) = (options.beta1!.Value, options.beta2!.Value);
        state.step++;
        state.exp_avg!.mul_(beta1).add_(gradient, 1 - beta1);
        state.exp_avg_sq!.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);

        var squares = state.exp_avg_sq;
        if (options.amsgrad == true) squares = state.max_exp_avg_sq!.copy_(state.max_exp_avg_sq.maximum(squares));
        var scale = squares.sqrt().div_(Math.Sqrt(1 - Math.Pow(beta2, state.step))).add_(options.eps!.Value);
        parameter.addcdiv_(state.exp_avg, scale, -options.LearningRate!.Value / (1 - Math.Pow(beta1, state.step)));
    }
}
