namespace Mantissa.Torch.Tests.Reference;

/// <summary>Two-dimensional convolution and its gradients, written as their sums.</summary>
internal static class Convolution
{
    public static Grid Forward(Grid x, Grid w, Grid? b, int stride, int padding, int dilation, int groups)
    {
        var (height, width) = (Size(x.Shape[2], w.Shape[2], stride, padding, dilation), Size(x.Shape[3], w.Shape[3], stride, padding, dilation));
        var y = new Grid(x.Shape[0], w.Shape[0], height, width);
        Visit(x, w, y, stride, padding, dilation, groups, (n, o, i, j, c, p, q, k, l, m) => y[n, o, i, j] += x[n, c, p, q] * w[o, m, k, l]);
        if (b is null) return y;
        for (long n = 0; n < y.Shape[0]; n++)
            for (long o = 0; o < y.Shape[1]; o++)
                for (long i = 0; i < height; i++)
                    for (long j = 0; j < width; j++) y[n, o, i, j] += b[o];
        return y;
    }

    public static (Grid X, Grid W, Grid B) Backward(Grid x, Grid w, Grid gradient, int stride, int padding, int dilation, int groups)
    {
        var (dx, dw, db) = (new Grid(x.Shape), new Grid(w.Shape), new Grid(w.Shape[0]));
        Visit(x, w, gradient, stride, padding, dilation, groups, (n, o, i, j, c, p, q, k, l, m) =>
        {
            dx[n, c, p, q] += gradient[n, o, i, j] * w[o, m, k, l];
            dw[o, m, k, l] += gradient[n, o, i, j] * x[n, c, p, q];
        });
        for (long n = 0; n < gradient.Shape[0]; n++)
            for (long o = 0; o < gradient.Shape[1]; o++)
                for (long i = 0; i < gradient.Shape[2]; i++)
                    for (long j = 0; j < gradient.Shape[3]; j++) db[o] += gradient[n, o, i, j];
        return (dx, dw, db);
    }

    private static long Size(long size, long kernel, int stride, int padding, int dilation) =>
        ((size + (2 * padding) - (dilation * (kernel - 1)) - 1) / stride) + 1;

    /// <summary>Calls back for every product: output (n, o, i, j), input (n, c, p, q), kernel (o, m, k, l).</summary>
    private static void Visit(
        Grid x, Grid w, Grid y, int stride, int padding, int dilation, int groups,
        Action<long, long, long, long, long, long, long, long, long, long> product)
    {
        var (perGroupIn, perGroupOut) = (x.Shape[1] / groups, w.Shape[0] / groups);
        for (long n = 0; n < y.Shape[0]; n++)
            for (long o = 0; o < y.Shape[1]; o++)
                for (long i = 0; i < y.Shape[2]; i++)
                    for (long j = 0; j < y.Shape[3]; j++)
                        for (long m = 0; m < perGroupIn; m++)
                            for (long k = 0; k < w.Shape[2]; k++)
                                for (long l = 0; l < w.Shape[3]; l++)
                                {
                                    var (p, q) = ((i * stride) - padding + (k * dilation), (j * stride) - padding + (l * dilation));
                                    if (p < 0 || p >= x.Shape[2] || q < 0 || q >= x.Shape[3]) continue;
                                    product(n, o, i, j, (o / perGroupOut * perGroupIn) + m, p, q, k, l, m);
                                }
    }
}
