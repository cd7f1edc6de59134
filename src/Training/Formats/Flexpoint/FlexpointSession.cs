using System.Text.Json.Nodes;
using Mantissa.Training.Accelerators.Integer;
using Mantissa.Training.Formats.Storage;

namespace Mantissa.Training.Formats.Flexpoint;

/// <summary>Flexpoint in one training session; exponents are adjusted after each forward and each backward pass.</summary>
internal sealed class FlexpointSession(FlexpointSettings settings, SiteStatistics statistics, IntegerDatapath? datapath)
    : SitedSession(StoragePolicy.Everything, statistics, datapath)
{
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
        return state;
    }

    public override void LoadState(JsonObject state)
    {
        base.LoadState(state);
        settings.Clock = state["clock"]?.GetValue<long>() ?? throw new InvalidDataException("The checkpoint holds no Flexpoint state.");
    }

    protected override StorageSite CreateSite(string name) => new FlexpointSite(name, settings);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            settings.Threads.Dispose();
        base.Dispose(disposing);
    }
}
