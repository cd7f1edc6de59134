namespace Mantissa.Torch.Tests.Tensors;

public class IndexingTests
{
    private readonly Tensor x = arange(24).reshape(2, 3, 4);

    [Fact]
    public void Numbers_ranges_and_the_rest()
    {
        x[1, 2, 3].item<long>().ShouldBe(23);
        x[^1].shape.ShouldBe([3, 4]);
        x[TensorIndex.Ellipsis, 0].data<long>().ToArray().ShouldBe([0, 4, 8, 12, 16, 20]);
        x[TensorIndex.Colon, TensorIndex.Slice(1, 3), TensorIndex.Slice(null, null, 2)].shape.ShouldBe([2, 2, 2]);
        x[0, 1.., ..^1].data<long>().ToArray().ShouldBe([4, 5, 6, 8, 9, 10]);
        x[TensorIndex.None].shape.ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void Positions_and_masks()
    {
        x.view(-1)[tensor(new long[] { 3, 1 })].data<long>().ToArray().ShouldBe([3, 1]);
        x[x > 20].data<long>().ToArray().ShouldBe([21, 22, 23]);
        x.index_select(2, tensor(new long[] { 3, 0 }))[0, 0].data<long>().ToArray().ShouldBe([3, 0]);
        x.gather(2, zeros(2, 3, 1, dtype: int64)).view(-1).data<long>().ToArray().ShouldBe([0, 4, 8, 12, 16, 20]);
    }

    [Fact]
    public void Writing()
    {
        var y = zeros(2, 3);
        y[0] = ones(3);
        y[1, 1..] = tensor(new float[] { 5, 6 });
        y[0, 0] = 9f;
        y.data<float>().ToArray().ShouldBe([9, 1, 1, 0, 5, 6]);
        y[y == 1] = tensor(-1f);
        y.sum().item<float>().ShouldBe(18);
        y.index_put_(tensor(1f), [tensor(new long[] { 0, 0 }), tensor(new long[] { 2, 2 })], accumulate: true);
        y[0, 2].item<float>().ShouldBe(1);
        zeros(3).scatter_(0, tensor(new long[] { 2, 0 }), tensor(new float[] { 4, 5 })).data<float>().ToArray().ShouldBe([5, 0, 4]);
    }

    [Fact]
    public void Views_share_memory()
    {
        var y = zeros(4, 4);
        y.narrow(0, 1, 2).fill_(1);
        y.select(1, 3).add_(2);
        y.sum().item<float>().ShouldBe(8 + 8);
        y.unfold(1, 2, 2).shape.ShouldBe([4, 2, 2]);
        Should.Throw<ArgumentOutOfRangeException>(() => y.narrow(0, 0, -1));
    }

    [Fact]
    public void Joining_and_cutting()
    {
        var (a, b) = (ones(2, 2), zeros(1, 2));
        cat([a, b]).shape.ShouldBe([3, 2]);
        stack([a, a], 1).shape.ShouldBe([2, 2, 2]);
        arange(7).split(3).Select(part => part.numel()).ShouldBe([3, 3, 1]);
        arange(7).split([2, 5])[1][0].item<long>().ShouldBe(2);
        arange(7).chunk(2).Select(part => part.numel()).ShouldBe([4, 3]);
        x.unbind(1).Length.ShouldBe(3);
        Should.Throw<ArgumentOutOfRangeException>(() => arange(7).split(0));
    }
}
