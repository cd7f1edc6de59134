namespace Mantissa.Torch.Tests.Reference;

internal static class FiniteDifferences
{
    /// <summary>
    /// Compares autograd's gradient of a function's weighted sum with central differences, for every element of a
    /// double-precision argument.
    /// </summary>
    public static void ShouldAgree(Func<Tensor, Tensor> function, Grid at, double step = 1e-5, double tolerance = 1e-6)
    {
        using var scope = NewDisposeScope();
        var x = at.ToTensor(requiresGrad: true);
        var y = function(x);
        var weights = Grid.Wavy(7, y.shape).ToTensor();
        y.mul(weights).sum().backward();
        var gradient = Grid.From(x.grad!);

        using var untracked = no_grad();
        for (var i = 0; i < at.Values.Length; i++)
        {
            var difference = (Weighted(i, step) - Weighted(i, -step)) / (2 * step);
            Math.Abs(gradient.Values[i] - difference).ShouldBeLessThan(
                tolerance * Math.Max(1, Math.Abs(difference)), $"element {i}: {gradient.Values[i]} instead of {difference}");
        }

        double Weighted(int element, double by)
        {
            using var inner = NewDisposeScope();
            var moved = at.ToTensor();
            moved.view(-1)[element] += by;
            return function(moved).mul(weights).sum().ToDouble();
        }
    }
}
