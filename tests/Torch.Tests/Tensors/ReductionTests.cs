using Mantissa.Torch.Tests.Reference;

namespace Mantissa.Torch.Tests.Tensors;

public class ReductionTests
{
    private readonly Grid grid = Grid.Wavy(5, 4, 6);

    [Fact]
    public void Sums_means_and_spread_over_everything()
    {
        var (x, v) = (grid.ToTensor(), grid.Values);
        var mean = v.Average();
        var squares = v.Sum(a => (a - mean) * (a - mean));
        x.sum().item<double>().ShouldBe(v.Sum(), 1e-12);
        x.mean().item<double>().ShouldBe(mean, 1e-12);
        x.prod().item<double>().ShouldBe(v.Aggregate(1.0, (p, a) => p * a), 1e-12);
        x.var().item<double>().ShouldBe(squares / (v.Length - 1), 1e-12);
        x.std(unbiased: false).item<double>().ShouldBe(Math.Sqrt(squares / v.Length), 1e-12);
        x.norm().item<double>().ShouldBe(Math.Sqrt(v.Sum(a => a * a)), 1e-12);
        x.norm(p: 1).item<double>().ShouldBe(v.Sum(Math.Abs), 1e-12);
        x.max().item<double>().ShouldBe(v.Max());
        x.argmin().item<long>().ShouldBe(Array.IndexOf(v, v.Min()));
    }

    [Fact]
    public void Reductions_along_a_dimension()
    {
        var x = grid.ToTensor();
        var (sums, maxima) = (new Grid(4), new Grid(4));
        for (long i = 0; i < 4; i++)
        {
            maxima[i] = double.MinValue;
            for (long j = 0; j < 6; j++)
            {
                sums[i] += grid[i, j];
                maxima[i] = Math.Max(maxima[i], grid[i, j]);
            }
        }

        x.sum(1).ShouldEqual(sums);
        x.sum([0, 1]).item<double>().ShouldBe(grid.Values.Sum(), 1e-12);
        x.mean([1], keepdim: true).shape.ShouldBe([4, 1]);
        var (values, indexes) = x.max(1);
        values.ShouldEqual(maxima);
        x.gather(1, indexes.unsqueeze(1)).squeeze(1).ShouldEqual(maxima);
        x.amax([1]).ShouldEqual(maxima);
        var (variance, mean) = x.var_mean([1], unbiased: false);
        variance.ShouldEqual(Grid.From((x - mean.unsqueeze(1)).square().mean([1])));
        x.logsumexp(1).ShouldEqual(Grid.From(x.exp().sum(1).log()));
        x.softmax(1).sum(1).ShouldEqual(Grid.From(ones(4, dtype: float64)));
    }

    [Fact]
    public void Orderings()
    {
        var x = tensor(new float[] { 3, 1, 2 });
        var (values, indices) = x.sort(descending: true);
        values.data<float>().ToArray().ShouldBe([3, 2, 1]);
        indices.data<long>().ToArray().ShouldBe([0, 2, 1]);
        var (top, where) = x.topk(2);
        top.data<float>().ToArray().ShouldBe([3, 2]);
        where.data<long>().ToArray().ShouldBe([0, 2]);
        x.argsort().data<long>().ToArray().ShouldBe([1, 2, 0]);
        x.cumsum(0).data<float>().ToArray().ShouldBe([3, 4, 6]);
        Should.Throw<ArgumentOutOfRangeException>(() => x.topk(-1));
    }

    [Fact]
    public void Sums_can_have_a_wider_type()
    {
        full([1000], 60000f, dtype: float16).sum(type: float64).item<double>().ShouldBe(1000 * (double)(Half)60000f);
        arange(5, dtype: uint8).sum().dtype.ShouldBe(ScalarType.Int64);
    }
}
