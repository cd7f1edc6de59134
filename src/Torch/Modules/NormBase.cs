using TorchSharp.Utils;

namespace TorchSharp.Modules;

/// <summary>Normalisation by feature: scale and shift, and running statistics for evaluation.</summary>
public abstract class NormBase : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    [ComponentName(Name = nameof(running_mean))]
    private torch.Tensor? _running_mean;

    [ComponentName(Name = nameof(running_var))]
    private torch.Tensor? _running_var;

    [ComponentName(Name = nameof(num_batches_tracked))]
    private torch.Tensor? _num_batches_tracked;

    protected NormBase(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, torch.Device? device,
        torch.ScalarType? dtype, string name)
        : base(name)
    {
        (this.num_features, this.eps, this.momentum) = (num_features, eps, momentum);
        (this.affine, this.track_running_stats) = (affine, track_running_stats);
        if (affine)
        {
            weight = torch.nn.Parameter(torch.ones(num_features, dtype, device));
            bias = torch.nn.Parameter(torch.zeros(num_features, dtype, device));
        }

        if (!track_running_stats) return;
        running_mean = torch.zeros(num_features, dtype, device);
        running_var = torch.ones(num_features, dtype, device);
        num_batches_tracked = torch.tensor(0L, device: device);
    }

    public long num_features { get; }

    public double eps { get; set; }

    /// <summary>Share of the newest batch in the running statistics; null makes them the mean of all batches.</summary>
    public double? momentum { get; set; }

    public bool affine { get; }

    public bool track_running_stats { get; }

    public Parameter weight
    {
        get => _weight!;
        set => ConditionallyRegisterParameter(nameof(weight), _weight = Owned(value, _weight));
    }

    public Parameter? bias
    {
        get => _bias;
        set => ConditionallyRegisterParameter(nameof(bias), _bias = Owned(value, _bias));
    }

    public torch.Tensor? running_mean
    {
        get => _running_mean;
        set => ConditionallyRegisterBuffer(nameof(running_mean), _running_mean = Owned(value, _running_mean));
    }

    public torch.Tensor? running_var
    {
        get => _running_var;
        set => ConditionallyRegisterBuffer(nameof(running_var), _running_var = Owned(value, _running_var));
    }

    public torch.Tensor? num_batches_tracked
    {
        get => _num_batches_tracked;
        set => ConditionallyRegisterBuffer(nameof(num_batches_tracked), _num_batches_tracked = Owned(value, _num_batches_tracked));
    }

    public void reset_running_stats()
    {
        running_mean?.zero_();
        running_var?.fill_(1);
        num_batches_tracked?.zero_();
    }

    public void reset_parameters()
    {
        reset_running_stats();
        if (!affine) return;
        torch.nn.init.ones_(weight);
        torch.nn.init.zeros_(bias!);
    }

    /// <exception cref="ArgumentException">The input has the wrong number of dimensions.</exception>
    protected abstract void ValidateInputDimensions(torch.Tensor input);

    private static T? Owned<T>(T? value, T? before)
        where T : torch.Tensor
    {
        if (!ReferenceEquals(value, before)) before?.Dispose();
        return (T?)value?.DetachFromDisposeScope();
    }
}
