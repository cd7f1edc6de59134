using Mantissa.Training.Formats.Scaling;
using Mantissa.Training.Formats.Storage;

namespace Mantissa.Training.Formats.FloatingPoint;

/// <summary>A floating-point format in one training session.</summary>
/// <param name="settings">What its sites share.</param>
/// <param name="policy">Which tensors are stored.</param>
/// <param name="statistics">What is reported about sites.</param>
/// <param name="scaling">The loss scales, where the format needs some.</param>
internal sealed class FloatSession(FloatSettings settings, StoragePolicy policy, SiteStatistics statistics, LossScaling? scaling = null)
    : SitedSession(policy, statistics)
{
    public override LossScaling? LossScaling => scaling;

    protected override StorageSite CreateSite(string name) => new FloatSite(name, settings);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            settings.Threads.Dispose();
        base.Dispose(disposing);
    }
}
