using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Storage;

/// <summary>
/// Autograd's view of the store of a gradient, in a backward pass that is differentiated itself: the identity again, whose own gradient
/// is stored at a site of its own.
/// </summary>
internal sealed class StoreGradientFunction : autograd.SingleTensorFunction<StoreGradientFunction>
{
    private const string Session = "session";
    private const string Site = "site";

    public override string Name => "StoreGradient";

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (gradient, session, site) = ((Tensor)vars[0], (SitedSession)vars[1], (StorageSite)vars[2]);
        ctx.save_data(Session, session);
        ctx.save_data(Site, site);
        return session.StoreGradient(gradient, site);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var session = (SitedSession)ctx.get_data(Session);
        var site = (StorageSite)ctx.get_data(Site);
        return [session.StoreGradient(grad_output, session.GradientOf(site)), null!, null!];
    }
}
