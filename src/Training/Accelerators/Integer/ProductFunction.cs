using static TorchSharp.torch;

namespace Mantissa.Training.Accelerators.Integer;

/// <summary>
/// Autograd's view of a product. Result, input and weight are bilinear in each other, so the gradients of a product are products of the same
/// layer, which can be differentiated in turn.
/// </summary>
internal sealed class ProductFunction : autograd.SingleTensorFunction<ProductFunction>
{
    private const string Product = "product";
    private const string Kind = "kind";

    public override string Name => "IntegerProduct";

    /// <param name="product">The layer.</param>
    /// <param name="kind">The tensor to compute.</param>
    /// <param name="first">The first of the other two, in the order result, input, weight.</param>
    /// <param name="second">The second of them.</param>
    public static Tensor Apply(IntegerProduct product, ProductKind kind, Tensor first, Tensor second) =>
        is_grad_enabled() && (first.requires_grad || second.requires_grad)
            ? apply(first, second, product, kind)
            : product.Compute(kind, first, second);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (first, second, product, kind) = ((Tensor)vars[0], (Tensor)vars[1], (IntegerProduct)vars[2], (ProductKind)vars[3]);
        ctx.save_for_backward([first, second]);
        ctx.save_data(Product, product);
        ctx.save_data(Kind, kind);
        return product.Compute(kind, first, second);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var product = (IntegerProduct)ctx.get_data(Product);
        var kind = (ProductKind)ctx.get_data(Kind);
        var saved = ctx.get_saved_variables();
        var (first, second) = (saved[0], saved[1]);
        // The gradient takes the place of the tensor that was computed.
        var (ofFirst, ofSecond) = kind switch
        {
            ProductKind.Result => (Lazily(ProductKind.Input, grad_output, second), Lazily(ProductKind.Weight, grad_output, first)),
            ProductKind.Input => (Lazily(ProductKind.Result, grad_output, second), Lazily(ProductKind.Weight, first, grad_output)),
            _ => (Lazily(ProductKind.Result, second, grad_output), Lazily(ProductKind.Input, first, grad_output)),
        };
        return [first.requires_grad ? ofFirst() : null!, second.requires_grad ? ofSecond() : null!, null!, null!];

        Func<Tensor> Lazily(ProductKind wanted, Tensor one, Tensor other) => () => Apply(product, wanted, one, other);
    }
}
