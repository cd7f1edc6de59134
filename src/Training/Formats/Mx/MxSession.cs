using Mantissa.Training.Formats.Storage;

namespace Mantissa.Training.Formats.Mx;

/// <summary>A microscaling format in one training session.</summary>
internal sealed class MxSession(MxSettings settings, SiteStatistics statistics) : SitedSession(StoragePolicy.Operands, statistics)
{
    protected override StorageSite CreateSite(string name) => new MxSite(name, settings);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            settings.Threads.Dispose();
        base.Dispose(disposing);
    }
}
