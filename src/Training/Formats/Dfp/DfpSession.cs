using Mantissa.Training.Accelerators.Integer;
using Mantissa.Training.Formats.Storage;

namespace Mantissa.Training.Formats.Dfp;

/// <summary>Dynamic fixed point in one training session.</summary>
internal sealed class DfpSession(DfpSettings settings, SiteStatistics statistics, IntegerDatapath? datapath)
    : SitedSession(StoragePolicy.Operands, statistics, datapath)
{
    protected override StorageSite CreateSite(string name) => new DfpSite(name, settings);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            settings.Threads.Dispose();
        base.Dispose(disposing);
    }
}
