using static TorchSharp.torch;

namespace Mantissa.Training.Formats.Storage;

/// <summary>
/// Autograd's view of a store: the identity, except that the value and the gradient that comes back are stored, each at the site that
/// belongs to it.
/// </summary>
/// <remarks>
/// A step applies it for every tensor between two kernels, so what carries arguments and gradients is kept and used again: neither is looked
/// at after the call that it was made for.
/// </remarks>
internal abstract class SiteFunction<T> : autograd.SingleTensorFunction<T>
    where T : SiteFunction<T>, new()
{
    private const string Session = "session";
    private const string Site = "site";

    [ThreadStatic]
    private static object[]? _arguments;

    [ThreadStatic]
    private static List<Tensor>? _gradients;

    /// <summary>Stores a tensor that is part of a graph.</summary>
    public static Tensor Apply(Tensor value, SitedSession session, StorageSite site)
    {
        var arguments = _arguments ??= new object[3];
        (arguments[0], arguments[1], arguments[2]) = (value, session, site);
        try
        {
            return apply(arguments);
        }
        finally
        {
            Array.Clear(arguments);
        }
    }

    public sealed override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (value, session, site) = ((Tensor)vars[0], (SitedSession)vars[1], (StorageSite)vars[2]);
        ctx.save_data(Session, session);
        ctx.save_data(Site, site);
        return StoreValue(value, session, site);
    }

    public sealed override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var stored = StoreGradient(grad_output, (SitedSession)ctx.get_data(Session), (StorageSite)ctx.get_data(Site));
        // Session and site have no gradient.
        var gradients = _gradients ??= [null!, null!, null!];
        gradients[0] = stored;
        return gradients;
    }

    protected abstract Tensor StoreValue(Tensor value, SitedSession session, StorageSite site);

    protected abstract Tensor StoreGradient(Tensor gradient, SitedSession session, StorageSite site);
}
