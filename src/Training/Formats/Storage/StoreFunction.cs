using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Storage;

/// <summary>Autograd's view of a store: the identity, except that the value and the gradient that comes back are stored.</summary>
internal sealed class StoreFunction : autograd.SingleTensorFunction<StoreFunction>
{
    private const string Session = "session";
    private const string Site = "site";

    public override string Name => "Store";

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (value, session, site) = ((Tensor)vars[0], (SitedSession)vars[1], (StorageSite)vars[2]);
        ctx.save_data(Session, session);
        ctx.save_data(Site, site);
        return session.StoreValue(value, site, inGraph: true);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var session = (SitedSession)ctx.get_data(Session);
        var site = (StorageSite)ctx.get_data(Site);
        if (!session.StoresGradient(site))
            return [grad_output, null!, null!];
        // Autograd is on in a backward pass that will be differentiated; where no weight decides its gradient, as at the end of the
        // network, there is nothing to differentiate.
        var target = is_grad_enabled() ? session.SlopeOf(site) : session.GradientOf(site);
        var stored = is_grad_enabled() && grad_output.requires_grad
            ? StoreGradientFunction.apply(grad_output, session, target)
            : session.StoreGradient(grad_output, target);
        return [stored, null!, null!];
    }
}
