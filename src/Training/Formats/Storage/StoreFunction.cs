using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Storage;

/// <summary>Stores a value, and its gradient in the backward pass.</summary>
internal sealed class StoreFunction : SiteFunction<StoreFunction>
{
    public override string Name => "Store";

    protected override Tensor StoreValue(Tensor value, SitedSession session, StorageSite site) => session.StoreValue(value, site, inGraph: true);

    protected override Tensor StoreGradient(Tensor gradient, SitedSession session, StorageSite site)
    {
        if (!session.StoresGradient(site))
            return gradient;
        // Autograd is on in a backward pass that will be differentiated; where no weight decides its gradient, as at the end of the
        // network, there is nothing to differentiate.
        if (!is_grad_enabled())
            return session.StoreGradient(gradient, session.GradientOf(site));
        var slope = session.SlopeOf(site);
        return gradient.requires_grad ? StoreGradientFunction.Apply(gradient, session, slope) : session.StoreGradient(gradient, slope);
    }
}
