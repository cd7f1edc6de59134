using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Storage;

/// <summary>Stores a gradient in a backward pass that is differentiated itself; its own gradient is stored at a site of its own.</summary>
internal sealed class StoreGradientFunction : SiteFunction<StoreGradientFunction>
{
    public override string Name => "StoreGradient";

    protected override Tensor StoreValue(Tensor value, SitedSession session, StorageSite site) => session.StoreGradient(value, site);

    protected override Tensor StoreGradient(Tensor gradient, SitedSession session, StorageSite site) =>
        session.StoreGradient(gradient, session.GradientOf(site));
}
