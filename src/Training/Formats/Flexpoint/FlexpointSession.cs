using System.Text.Json.Nodes;
using Mantissa.Training.Accelerators.Integer;
using Mantissa.Training.Formats.Storage;
using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Flexpoint;

/// <summary>Flexpoint in one training session; exponents are adjusted after each forward and each backward pass.</summary>
internal sealed class FlexpointSession(FlexpointSettings settings, SiteStatistics statistics, IntegerDatapath? datapath)
    : SitedSession(StoragePolicy.Everything, statistics)
{
    public override Tensor Product(nn.Module<Tensor, Tensor> layer, Tensor input) => datapath?.Apply(layer, input) ?? base.Product(layer, input);

    public override void AfterForward()
    {
        settings.Clock++;
        base.AfterForward();
    }

    public override void AfterBackward()
    {
        settings.Clock++;
        base.AfterBackward();
    }

    public override JsonObject SaveState()
    {
        var state = base.SaveState();
        state["clock"] = settings.Clock;
        if (datapath is not null)
            state["accumulatorOverflows"] = datapath.Overflows;
        return state;
    }

    public override void LoadState(JsonObject state)
    {
        base.LoadState(state);
        settings.Clock = state["clock"]?.GetValue<long>() ?? throw new InvalidDataException("The checkpoint holds no Flexpoint state.");
        if (datapath is not null)
            datapath.Overflows = state["accumulatorOverflows"]?.GetValue<long>() ?? 0;
    }

    public override void Report(Action<string, double> scalar)
    {
        base.Report(scalar);
        if (datapath is not null)
            scalar("format/accumulator_overflows", datapath.Overflows);
    }

    protected override StorageSite CreateSite(string name) => new FlexpointSite(name, settings);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            settings.Threads.Dispose();
        base.Dispose(disposing);
    }
}
