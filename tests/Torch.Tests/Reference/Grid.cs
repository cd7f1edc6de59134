namespace Mantissa.Torch.Tests.Reference;

/// <summary>A dense array in double precision, with any number of dimensions: the plain counterpart of a tensor.</summary>
internal sealed class Grid
{
    public Grid(params long[] shape)
    {
        Shape = shape;
        Values = new double[shape.Aggregate(1L, (product, size) => product * size)];
    }

    public long[] Shape { get; }

    public double[] Values { get; }

    public ref double this[params long[] at]
    {
        get
        {
            long offset = 0;
            for (var d = 0; d < at.Length; d++) offset = (offset * Shape[d]) + at[d];
            return ref Values[offset];
        }
    }

    /// <summary>Smooth, irregular values between −1 and 1 that depend on the seed only.</summary>
    public static Grid Wavy(int seed, params long[] shape)
    {
        var grid = new Grid(shape);
        for (var i = 0; i < grid.Values.Length; i++) grid.Values[i] = Math.Sin((i * 12.9898) + (seed * 78.233)) * Math.Cos((i * 0.37) + seed);
        return grid;
    }

    public static Grid From(Tensor tensor)
    {
        var grid = new Grid(tensor.shape);
        using var values = tensor.detach().@double().contiguous();
        values.data<double>().CopyTo(grid.Values);
        return grid;
    }

    public Tensor ToTensor(ScalarType type = ScalarType.Float64, bool requiresGrad = false) =>
        tensor(Values, Shape, type, requires_grad: requiresGrad);
}
