using System.Text.Json.Nodes;
using Mantissa.Training.Formats;
using Mantissa.Training.Formats.Hardware;
using Mantissa.Training.Formats.Scaling;
using TorchSharp;

namespace Mantissa.Training.Trainers;

/// <summary>
/// A run's format session that can be asked where a value that is not finite first appears, and tells what a step amounts to.
/// </summary>
public sealed class WatchedFormat(FormatSession inner) : FormatSession
{
    // The critic's pass between real and generated images, whose gradient is a term of the loss.
    private const string DifferentiatedTwice = GradientPenalty.Use;

    private bool _watching;
    private string? _first;

    /// <summary>Counts products and stores while it is there.</summary>
    internal WorkMeter? Meter { get; set; }

    public override bool IsIdentity => inner.IsIdentity;

    public override LossScaling? LossScaling => inner.LossScaling;

    public override LostUpdates? LostUpdates => inner.LostUpdates;

    public override bool KeepsMaster(TensorUse use) => inner.KeepsMaster(use);

    public override torch.Tensor Store(torch.Tensor value, string site, TensorUse use = TensorUse.Any)
    {
        var stored = inner.Store(value, site, use);
        if (_watching)
            Look(stored, site);
        Meter?.Store(stored, use);
        return stored;
    }

    public override torch.Tensor Product(torch.nn.Module<torch.Tensor, torch.Tensor> layer, torch.Tensor input)
    {
        var output = inner.Product(layer, input);
        Meter?.Product(layer, input, output);
        return output;
    }

    public override bool StoreInPlace(torch.Tensor value, string site, TensorUse use = TensorUse.Any) => inner.StoreInPlace(value, site, use);

    public override void AfterForward() => inner.AfterForward();

    public override void AfterBackward() => inner.AfterBackward();

    public override IDisposable Evaluation() => inner.Evaluation();

    public override IDisposable Scope(string prefix)
    {
        if (Meter is not null)
            Meter.IsDifferentiatedTwice = prefix == DifferentiatedTwice;
        return inner.Scope(prefix);
    }

    public override JsonObject SaveState() => inner.SaveState();

    public override void LoadState(JsonObject state) => inner.LoadState(state);

    public override void ReportHealth(Action<string, string> raise) => inner.ReportHealth(raise);

    public override IReadOnlyList<(string Site, SiteHistogram Histogram)> Histograms() => inner.Histograms();

    public override void Report(Action<string, double> scalar) => inner.Report(scalar);

    /// <summary>Runs <paramref name="forward"/> again and gives the first site that receives NaN or ±Inf, in the order of the computation.</summary>
    internal string? FirstNonFinite(Action forward)
    {
        (_watching, _first) = (true, null);
        using (torch.NewDisposeScope())
        using (torch.no_grad())
        using (inner.Evaluation())
            forward();
        _watching = false;
        return _first;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Look(torch.Tensor stored, string site)
    {
        if (_first is null && !stored.isfinite().all().item<bool>())
            _first = site;
    }
}
